import { type Button, type Card, type Element, type Fact, textElement } from '../../chat/card.ts';
import { clientName } from '../../clients/cards.ts';
import { oneLine } from '../../kernel/text.ts';
import type { Say } from '../../words/say.ts';
import { link, person, plain, type Text, time } from '../../words/text.ts';
import type { Named } from '../clearance/facts.ts';
import { whoText } from '../who-text.ts';
import type { Check } from './check.ts';
import type { Asked, AskView, CheckView, Waiting } from './read-check.ts';

const mostInName = 100;
const mostReasons = 6;
const mostPeople = 12;

/** An audience on its way from "may we?" to "sent": how far it is, what came of it and why, and who is asked. */
export function checkCard({ check, by, waiting }: CheckView, say: Say): Card {
  const { state, name } = check;
  return {
    title: say('mailing.title', { name: oneLine(name, mostInName) }),
    tone: tones[state],
    elements: [
      textElement(stateLine(check, waiting, say)),
      { kind: 'facts', facts: factsOf(check, by, say) },
      ...countElements(check, say),
      ...(state === 'asking' || state === 'ready'
        ? waiting.slice(0, mostPeople).map((each) => waitingLine(each, say))
        : []),
      ...row(buttonsOf(check, say)),
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
  return say(state === 'ready' && silent > 0 ? 'mailing.state.silent' : `mailing.state.${state}`, {
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
function countElements({ counts, size }: Check, say: Say): Element[] {
  const { keep, ask, drop, why } = counts;
  const sorted = Object.entries(why).toSorted(([, one], [, other]) => other - one);
  const reasons = sorted
    .slice(0, mostReasons)
    .map(([code, count]) => `${wordsOfReason(code, say)} ${count.toLocaleString(say.language)}`);
  return [
    textElement(say('mailing.counts', { keep, ask, drop, size })),
    ...(reasons.length > 0 ? [textElement([...say('mailing.why'), ...plain(` ${reasons.join(' · ')}`)])] : []),
  ];
}

function wordsOfReason(code: string, say: Say): string {
  return say.has(`reason-of.${code}`) ? say.label(`reason-of.${code as 'held'}`) : code;
}

function waitingLine({ who, asked, open, out }: Waiting, say: Say): Element {
  return textElement(say('mailing.waiting', { who: person(who), asked, open, out }));
}

function buttonsOf({ id, state }: Check, say: Say): Button[] {
  const off: Button = { action: 'mailing.call-off', id, label: say.label('mailing.call-off') };
  switch (state) {
    case 'judging':
    case 'asking':
      return [off];
    case 'ready':
      return [{ action: 'mailing.confirm', id, label: say.label('mailing.confirm'), look: 'primary' }, off];
    case 'confirmed':
      return [
        { action: 'mailing.list', id, label: say.label('mailing.list'), look: 'primary' },
        { action: 'mailing.sent', id, label: say.label('mailing.sent') },
        { action: 'mailing.confirm-again', id, label: say.label('mailing.confirm-again') },
        off,
      ];
    case 'sent':
      return [{ action: 'mailing.list', id, label: say.label('mailing.list') }];
    default:
      return [];
  }
}

/** Whoever has some of the clients is asked about all of them at once; what is still open comes first. */
export function askCard({ check, by, clients, inAll, open }: AskView, say: Say): Card {
  const closed = check.state !== 'asking' && check.state !== 'ready';
  const params = { name: oneLine(check.name, mostInName), count: inAll };
  return {
    title: say(closed ? 'mailing.asked.title' : 'mailing.ask.title', params),
    tone: closed || open === 0 ? 'neutral' : 'warning',
    elements: [
      textElement(
        say('mailing.ask.text', {
          by: whoText(by, say),
          offer: oneLine(check.offer ?? check.name, mostInName),
          at: time(check.sendAt, 'since'),
        }),
      ),
      ...(closed ? [] : [textElement(askedUntil(check, say))]),
      ...clients.map((asked) => askedLine(check, asked, { closed, alone: inAll === 1 }, say)),
      ...(inAll > clients.length
        ? [{ kind: 'note', text: say('mailing.ask.more', { count: inAll - clients.length }) } as const]
        : []),
      ...(closed || open === 0 ? [] : row(openButtons(check.id, { clients, some: open < inAll }, say))),
    ],
  };
}

function askedUntil({ deadline, silence }: Check, say: Say): Text {
  return say('mailing.ask.until', { until: time(deadline, 'since'), silence: say.label(`mailing.silence.${silence}`) });
}

function askedLine(
  { id: check }: Check,
  { id, name, company, answer }: Asked,
  { closed, alone }: { readonly closed: boolean; readonly alone: boolean },
  say: Say,
): Element {
  const text = say(`mailing.answer.${answer ?? 'open'}`, { client: clientName({ name, company }) });
  // Of the only one both answers stand below.
  if (closed || (alone && answer === undefined)) return textElement(text);
  const action = answer === 'drop' ? 'mailing.let-go' : 'mailing.leave-out';
  return { kind: 'text', text, button: { action, id: `${check}/${id}`, label: say.label(action) } };
}

/** Both answers: to the only one, to all, or to all that have none yet. */
function openButtons(
  id: string,
  { clients, some }: { readonly clients: readonly Asked[]; readonly some: boolean },
  say: Say,
): Button[] {
  const [only, ...others] = clients;
  if (only && others.length === 0 && !some)
    return [
      { action: 'mailing.let-go', id: `${id}/${only.id}`, label: say.label('mailing.send'), look: 'primary' },
      { action: 'mailing.leave-out', id: `${id}/${only.id}`, label: say.label('mailing.leave-out') },
    ];
  const which = some ? 'rest' : 'all';
  return [
    { action: 'mailing.let-all-go', id, label: say.label(`mailing.let-go.${which}`), look: 'primary' },
    { action: 'mailing.leave-all-out', id, label: say.label(`mailing.leave-out.${which}`) },
  ];
}

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
export function checksCard(views: readonly CheckView[], mayMail: boolean, say: Say): Card {
  const start: Button = { action: 'mailing.new', id: 'new', label: say.label('mailing.new'), look: 'primary' };
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
      ...(mayMail ? row([start]) : []),
    ],
  };
}

function row(buttons: readonly Button[]): Element[] {
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }];
}
