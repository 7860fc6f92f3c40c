import type { Button, Card, Element } from '../chat/card.ts';
import { textElement } from '../chat/card.ts';
import { clientName, openLine } from '../clients/cards.ts';
import type { Open, Standing } from '../clients/client.ts';
import { type Announced, announced } from '../contacts/channels.ts';
import type { Named } from '../contacts/clearance/facts.ts';
import { announceButton, logButton, reservationLine } from '../contacts/reservations/cards.ts';
import { clip, tidy } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { person, plain, type Text, time } from '../words/text.ts';
import { originFacts, reachFacts } from './facts.ts';
import { handButton } from './handoff/cards.ts';
import { offeredIn, undoWindow } from './hold.ts';
import type { GivenBack } from './last-release.ts';
import type { Lead } from './lead.ts';

const mostInQuote = 600;

type Reservation = { readonly who: Named; readonly channel: Announced; readonly until: number };

/** What the card of a lead shows beside the lead itself. */
export type Around = {
  readonly back?: GivenBack | undefined;
  /** Who is contacting the client now. */
  readonly reservation?: Reservation | undefined;
  /** Colleagues who have other leads of the same client. */
  readonly others?: readonly Standing[];
  /** Whom the client may be too. */
  readonly questions?: readonly Open[];
};

/** The card of a lead in a channel: who, what they asked for, how to reach them, since when they wait, who has it. */
export function leadCard(lead: Lead, say: Say, { back, reservation, others = [], questions = [] }: Around = {}): Card {
  const claimed = lead.hold.hold === 'claimed';
  return {
    title: say('lead.title', { number: String(lead.number), name: clientName(lead) }),
    tone: claimed ? 'good' : 'warning',
    elements: [
      ...(lead.message ? [{ kind: 'quote', text: plain(clip(tidy(lead.message), mostInQuote)) } as const] : []),
      { kind: 'facts', facts: [...reachFacts(lead, say), ...originFacts(lead, say)] },
      textElement(holdText(lead, say)),
      ...(lead.stage === 'new' ? [] : [textElement(stageLine(lead, say))]),
      ...handoffElements(lead, say),
      ...(back && !claimed ? [backElement(back, say)] : []),
      ...questions.map((open) => openLine(open, say)),
      ...others.map((other) => textElement(otherLine(other, say))),
      ...(reservation ? [textElement(reservationLine(reservation, say))] : []),
      { kind: 'buttons', buttons: buttonsOf(lead, reservation, say) },
    ],
  };
}

function buttonsOf(lead: Lead, reservation: Reservation | undefined, say: Say): Button[] {
  const history: Button = { action: 'client.open', id: lead.client, label: say.label('client.open') };
  if (lead.hold.hold === 'free') return [claimButton(lead, say), history];
  const offered = offeredIn(lead.hold);
  return [
    ...contactButtons(lead, reservation, say),
    { action: 'contact.touch', id: `${lead.client}/${lead.number}`, label: say.label('contact.touch') },
    offered
      ? { action: 'lead.take-back', id: offered.id, label: say.label('lead.take-back') }
      : handButton(lead.number, say),
    { action: 'lead.stage', id: String(lead.number), label: say.label('lead.stage') },
    releaseButton(lead, say),
    history,
  ];
}

function contactButtons({ client, number }: Lead, reservation: Reservation | undefined, say: Say): Button[] {
  const contact = { client, lead: number };
  if (reservation) return [logButton({ ...contact, channel: reservation.channel }, say)];
  return announced.map((channel) => announceButton({ ...contact, channel }, say));
}

function handoffElements({ hold }: Lead, say: Say): Element[] {
  const offered = offeredIn(hold);
  if (!offered) return [];
  return [textElement(say('lead.offered', { to: person(offered.to), until: time(offered.until) }))];
}

function otherLine({ lead, owner, since }: Standing, say: Say): Text {
  return say('lead.other', {
    lead: String(lead),
    owner: person(owner ?? { id: '', name: '?' }),
    since: time(since, 'since'),
  });
}

function backElement({ reason, note }: GivenBack, say: Say): Element {
  const why = say(`reason.${reason}`);
  return textElement(
    note ? say('lead.back.note', { why, note: clip(tidy(note), mostInQuote) }) : say('lead.back', { why }),
  );
}

/** What the winner of a claim reads, with the way back. */
export function claimedCard(lead: Lead, say: Say): Card {
  const since = lead.hold.hold === 'claimed' ? lead.hold.since : 0;
  return {
    title: say('lead.claimed.title', { number: String(lead.number), name: clientName(lead) }),
    tone: 'good',
    elements: [
      { kind: 'facts', facts: reachFacts(lead, say) },
      {
        kind: 'buttons',
        buttons: [
          ...contactButtons(lead, undefined, say),
          handButton(lead.number, say),
          { action: 'lead.undo', id: String(lead.number), label: say.label('lead.undo') },
        ],
      },
      { kind: 'note', text: say('lead.undo.until', { until: time(since + undoWindow) }) },
    ],
  };
}

/** What somebody reads once a lead is free again by their own doing. */
export function givenBackCard(lead: Lead, say: Say): Card {
  return {
    title: say('lead.title', { number: String(lead.number), name: clientName(lead) }),
    tone: 'neutral',
    elements: [textElement(say('lead.given-back')), { kind: 'buttons', buttons: [claimButton(lead, say)] }],
  };
}

/** What stands in place of a lead whose client was erased. */
export function erasedCard(number: number, say: Say): Card {
  return {
    title: say('lead.erased.title', { number: String(number) }),
    tone: 'neutral',
    elements: [textElement(say('lead.erased'))],
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
  const params = { number: String(lead.number), name: clientName(lead), since: time(lead.arrivedAt, 'since') };
  return { kind: 'text', text: say('leads.line', params), button };
}

function holdText(lead: Lead, say: Say): Text {
  const waiting = time(lead.arrivedAt, 'since');
  if (lead.hold.hold === 'free') return say('lead.waiting', { since: waiting });
  return say('lead.held', { owner: person(lead.hold.owner), since: time(lead.hold.since, 'since') });
}

function stageLine({ stage }: Lead, say: Say): Text {
  const key = `stage.${stage}`;
  return say('lead.in-stage', { stage: say.has(key) ? say.label(`stage.${stage as 'new'}`) : stage });
}

function claimButton(lead: Lead, say: Say): Button {
  return { action: 'lead.claim', id: String(lead.number), label: say.label('lead.claim'), look: 'primary' };
}

function releaseButton(lead: Lead, say: Say): Button {
  return { action: 'lead.release', id: String(lead.number), label: say.label('lead.release') };
}
