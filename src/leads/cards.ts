import type { Button, Card, Element, Fact } from '../chat/card.ts';
import { textElement } from '../chat/card.ts';
import { clip, oneLine, tidy } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { person, plain, type Text, time } from '../words/text.ts';
import { undoWindow } from './hold.ts';
import type { GivenBack } from './last-release.ts';
import { byColleague, type Lead } from './lead.ts';

/** A line on a card holds a name, not an essay; the whole is in the record. */
const mostInLine = 120;
const mostInQuote = 600;

/** The card of a lead in a channel: who, what they asked for, how to reach them, since when they wait, who has it. */
export function leadCard(lead: Lead, say: Say, back?: GivenBack): Card {
  const claimed = lead.hold.hold === 'claimed';
  return {
    title: say('lead.title', { number: String(lead.number), name: nameOf(lead) }),
    tone: claimed ? 'good' : 'warning',
    elements: [
      ...(lead.message ? [{ kind: 'quote', text: plain(clip(tidy(lead.message), mostInQuote)) } as const] : []),
      { kind: 'facts', facts: [...reachFacts(lead, say), ...originFacts(lead, say)] },
      textElement(holdText(lead, say)),
      ...(back && !claimed ? [backElement(back, say)] : []),
      { kind: 'buttons', buttons: [claimed ? releaseButton(lead, say) : claimButton(lead, say)] },
    ],
  };
}

function backElement({ reason, note }: GivenBack, say: Say): Element {
  const why = say(`release.reason.${reason}`);
  return textElement(
    note ? say('lead.back.note', { why, note: clip(tidy(note), mostInQuote) }) : say('lead.back', { why }),
  );
}

/** What the winner of a claim reads, with the way back. */
export function claimedCard(lead: Lead, say: Say): Card {
  const since = lead.hold.hold === 'claimed' ? lead.hold.since : 0;
  return {
    title: say('lead.claimed.title', { number: String(lead.number), name: nameOf(lead) }),
    tone: 'good',
    elements: [
      { kind: 'facts', facts: reachFacts(lead, say) },
      {
        kind: 'buttons',
        buttons: [
          { action: 'lead.undo', id: String(lead.number), label: say.label('lead.undo') },
          releaseButton(lead, say),
        ],
      },
      { kind: 'note', text: say('lead.undo.until', { until: time(since + undoWindow) }) },
    ],
  };
}

/** What somebody reads once a lead is free again by their own doing. */
export function givenBackCard(lead: Lead, say: Say): Card {
  return {
    title: say('lead.title', { number: String(lead.number), name: nameOf(lead) }),
    tone: 'neutral',
    elements: [textElement(say('lead.given-back')), { kind: 'buttons', buttons: [claimButton(lead, say)] }],
  };
}

/** What somebody reads who has entered a lead by hand. */
export function enteredCard(number: number, say: Say): Card {
  return {
    title: say('lead.entered.title', { number: String(number) }),
    tone: 'good',
    elements: [textElement(say('lead.entered'))],
  };
}

/** Some leads, and how many there are in all. */
export type Some = { readonly leads: readonly Lead[]; readonly inAll: number };

/** The leads of the asker and those nobody has. */
export function leadListCard(mine: Some, free: Some, say: Say): Card {
  return {
    title: say('leads.title'),
    tone: 'neutral',
    elements: [
      textElement(say('leads.mine', { count: mine.inAll })),
      ...mine.leads.map((lead) => listed(lead, releaseButton(lead, say), say)),
      ...moreThan(mine, say),
      { kind: 'divider' },
      textElement(say('leads.free', { count: free.inAll })),
      ...free.leads.map((lead) => listed(lead, claimButton(lead, say), say)),
      ...moreThan(free, say),
    ],
  };
}

function moreThan({ leads, inAll }: Some, say: Say): Element[] {
  return inAll > leads.length ? [{ kind: 'note', text: say('leads.more', { count: inAll - leads.length }) }] : [];
}

function listed(lead: Lead, button: Button, say: Say): Element {
  const params = { number: String(lead.number), name: nameOf(lead), since: time(lead.arrivedAt, 'since') };
  return { kind: 'text', text: say('leads.line', params), button };
}

function nameOf({ name, company }: Lead): Text {
  const short = oneLine(name, mostInLine);
  return plain(company ? `${short}, ${oneLine(company, mostInLine)}` : short);
}

function reachFacts({ email, phone, handle }: Lead, say: Say): Fact[] {
  return [
    ...fact(say.label('lead.email'), email),
    ...fact(say.label('lead.phone'), phone),
    ...fact(say.label('lead.handle'), handle),
  ];
}

function originFacts({ source, campaign }: Lead, say: Say): Fact[] {
  return [
    ...fact(say.label('lead.source'), source === byColleague ? say.label('lead.source.colleague') : source),
    ...fact(say.label('lead.campaign'), campaign),
  ];
}

function fact(label: string, value: string | null): Fact[] {
  return value === null ? [] : [{ label, value: plain(oneLine(value, mostInLine)) }];
}

function holdText(lead: Lead, say: Say): Text {
  const waiting = time(lead.arrivedAt, 'since');
  if (lead.hold.hold === 'free') return say('lead.waiting', { since: waiting });
  return say('lead.held', { owner: person(lead.hold.owner), since: time(lead.hold.since, 'since') });
}

function claimButton(lead: Lead, say: Say): Button {
  return { action: 'lead.claim', id: String(lead.number), label: say.label('lead.claim'), look: 'primary' };
}

function releaseButton(lead: Lead, say: Say): Button {
  return { action: 'lead.release', id: String(lead.number), label: say.label('lead.release') };
}
