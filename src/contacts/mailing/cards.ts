import { type Button, type Card, type Element, type Fact, textElement } from '../../chat/card.ts';
import { oneLine } from '../../kernel/text.ts';
import type { Say } from '../../words/say.ts';
import { link, person, plain, type Text, time } from '../../words/text.ts';
import type { Named } from '../clearance/facts.ts';
import { forMarketing, type Place } from '../marketing.ts';
import { whoText } from '../who-text.ts';
import type { Check } from './check.ts';
import type { CheckView, Waiting } from './read-check.ts';

const mostInName = 100;
const mostReasons = 6;
const mostPeople = 12;

/**
 * An audience on its way from "may we?" to "sent": how far it is, what came of it and why, and who is asked. `own` is a
 * private copy, which is drawn anew when it is pressed.
 */
export function checkCard({ check, by, waiting }: CheckView, say: Say, own?: 'own'): Card {
  const { state, name } = check;
  return {
    title: say('mailing.title', { name: oneLine(name, mostInName) }),
    tone: tones[state],
    elements: [
      textElement(stateLine(check, waiting, say)),
      { kind: 'facts', facts: factsOf(check, by, say) },
      ...countElements(check, waiting, say),
      ...(state === 'asking' || state === 'ready'
        ? waiting.slice(0, mostPeople).map((each) => waitingLine(each, say))
        : []),
      ...row(buttonsOf(check, say, own)),
      ...(state === 'confirmed' && check.signature
        ? [{ kind: 'note', text: say('mailing.signed', { signature: check.signature.slice(0, 16) }) } as const]
        : []),
    ],
  };
}

const tones = {
  draft: 'neutral',
  judging: 'neutral',
  asking: 'warning',
  ready: 'warning',
  confirming: 'neutral',
  confirmed: 'good',
  logging: 'good',
  sent: 'good',
  'called-off': 'neutral',
  over: 'neutral',
} as const satisfies Record<Check['state'], Card['tone']>;

function stateLine(check: Check, waiting: readonly Waiting[], say: Say): Text {
  const { state, size, parts, done, deadline, silence, counts, confirmedAt, at } = check;
  const silent = waiting.reduce((sum, { open }) => sum + open, 0);
  const heard =
    silent > 0 ? 'mailing.state.silent' : waiting.length === 0 ? 'mailing.state.unasked' : 'mailing.state.ready';
  return say(state === 'ready' ? heard : `mailing.state.${state}`, {
    size,
    silent,
    percent: parts === 0 ? 100 : Math.floor((100 * done) / parts),
    until: time(deadline, 'since'),
    silence: say.label(`mailing.silence.${silence}`),
    count: counts.keep,
    at: time(confirmedAt ?? at, 'since'),
  });
}

function factsOf({ offer, sendAt, state }: Check, by: Named, say: Say): Fact[] {
  const ahead = state === 'judging' || state === 'asking' || state === 'ready';
  return [
    { label: say.label('mailing.fact.by'), value: whoText(by, say) },
    ...(offer ? [{ label: say.label('mailing.fact.offer'), value: plain(oneLine(offer, mostInName)) }] : []),
    ...(ahead ? [{ label: say.label('mailing.fact.send'), value: [time(sendAt, 'since')] }] : []),
  ];
}

/** How many rows may be mailed, are asked about, and are left out; and why, the commonest reason first. */
function countElements({ counts, size }: Check, waiting: readonly Waiting[], say: Say): Element[] {
  const { keep, ask, drop, why } = counts;
  const out = waiting.reduce((sum, each) => sum + each.out, 0);
  const sorted = Object.entries(why).toSorted(([, one], [, other]) => other - one);
  const reasons = sorted
    .slice(0, mostReasons)
    .map(([code, count]) => `${wordsOfReason(code, say)} ${count.toLocaleString(say.language)}`);
  return [
    textElement(say('mailing.counts', { keep, ask, drop, size, out })),
    ...(reasons.length > 0 ? [textElement([...say('mailing.why'), ...plain(` ${reasons.join(' · ')}`)])] : []),
  ];
}

function wordsOfReason(code: string, say: Say): string {
  return say.has(`reason-of.${code}`) ? say.label(`reason-of.${code as 'held'}`) : code;
}

function waitingLine({ who, asked, open, out }: Waiting, say: Say): Element {
  return textElement(say('mailing.waiting', { who: person(who), asked, open, out }));
}

function buttonsOf({ id: check, state }: Check, say: Say, own: 'own' | undefined): Button[] {
  const id = own ? `${check}/own` : check;
  const button = (action: ButtonName, look?: 'primary'): Button => ({
    action: `mailing.${action}`,
    id,
    label: say.label(`mailing.${action}`),
    ...(look ? { look } : {}),
  });
  // The channel's card is drawn anew by itself.
  const fresh: Button[] = own ? [{ action: 'mailing.show', id: check, label: say.label('mailing.refresh') }] : [];
  switch (state) {
    case 'judging':
      return [...fresh, button('call-off')];
    case 'asking':
      return [...fresh, button('rows'), button('call-off')];
    case 'ready':
      return [button('confirm', 'primary'), button('rows'), button('call-off')];
    case 'confirmed':
      return [button('list', 'primary'), button('sent'), button('rows'), button('confirm-again'), button('call-off')];
    case 'sent':
      return [button('list'), button('rows')];
    case 'confirming':
    case 'logging':
      return fresh;
    default:
      return [];
  }
}

type ButtonName = 'confirm' | 'confirm-again' | 'call-off' | 'list' | 'rows' | 'sent';

/** The way to a list, for whoever may have it. */
export function linkCard(url: string, name: string, until: number, say: Say): Card {
  return {
    title: say('mailing.title', { name: oneLine(name, mostInName) }),
    tone: 'good',
    elements: [
      textElement([link(url, say.label('mailing.link'))]),
      { kind: 'note', text: say('mailing.link.until', { until: time(until) }) },
    ],
  };
}

/** The latest checks, and the way to a new one. */
export function checksCard(views: readonly CheckView[], who: Place, say: Say): Card {
  const start: Button = { action: 'mailing.new', id: 'new', label: say.label('mailing.new') };
  return {
    title: say('mailings.title'),
    tone: 'neutral',
    elements: [
      textElement(say(views.length > 0 ? 'mailings.text' : 'mailings.none')),
      ...views.map(
        ({ check, waiting }): Element => ({
          kind: 'text',
          text: [
            ...say('mailing.title', { name: oneLine(check.name, mostInName) }),
            ...plain(' · '),
            ...stateLine(check, waiting, say),
          ],
          button: { action: 'mailing.show', id: check.id, label: say.label('mailing.show') },
        }),
      ),
      ...forMarketing(who, start, say),
    ],
  };
}

function row(buttons: readonly Button[]): Element[] {
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }];
}
