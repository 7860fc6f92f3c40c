import type { Button, Card, Element } from '../chat/card.ts';
import { textElement } from '../chat/card.ts';
import { clientName, openLine } from '../clients/cards.ts';
import type { Standing } from '../clients/client.ts';
import { announced } from '../contacts/channels.ts';
import { announceButton, logButton, reservationLine } from '../contacts/reservations/cards.ts';
import { clip, tidy } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { person, plain, type Text, time } from '../words/text.ts';
import type { Around } from './around.ts';
import { answerFacts, originFacts, reachFacts, saidFacts } from './facts.ts';
import { handButton } from './handoff/cards.ts';
import { receiverText } from './handoff/receiver.ts';
import { heldBy, isFree, offeredIn, undoWindow } from './hold.ts';
import { holdText } from './hold-text.ts';
import type { GivenBack } from './last-release.ts';
import type { Lead } from './lead.ts';

const mostInQuote = 600;

/** The card of a lead in a channel: who, what they asked for, how to reach them, since when they wait, who has it. */
export function leadCard(lead: Lead, say: Say, around: Around = {}): Card {
  const { back, reservation, others = [], questions = [], said = new Map() } = around;
  const held = heldBy(lead.hold) !== undefined;
  return {
    title: say('lead.title', { number: String(lead.number), name: clientName(lead) }),
    tone: toneOf(lead, around.late ?? false),
    elements: [
      ...(lead.message ? [{ kind: 'quote', text: plain(clip(tidy(lead.message), mostInQuote)) } as const] : []),
      {
        kind: 'facts',
        facts: [...reachFacts(lead, say), ...answerFacts(lead), ...originFacts(lead, say), ...saidFacts(said, say)],
      },
      ...stopElements(around, say),
      textElement(holdText(lead, around, say)),
      ...(lead.stage === 'new' || lead.closed ? [] : [textElement(stageLine(lead, around, say))]),
      ...(lead.introducer ? [textElement(say('lead.introduced', { who: person(lead.introducer) }))] : []),
      ...(around.recommended ? [textElement(say('lead.recommended', { by: clientName(around.recommended) }))] : []),
      ...handoffElements(lead, say),
      ...(back && !held ? [backElement(back, say)] : []),
      ...questions.map((open) => openLine(open, say)),
      ...others.map((other) => textElement(otherLine(other, say))),
      ...(reservation ? [textElement(reservationLine(reservation, say))] : []),
      { kind: 'buttons', buttons: buttonsOf(lead, reservation, say) },
    ],
  };
}

function toneOf({ hold, closed }: Lead, late: boolean): Card['tone'] {
  if (closed) return closed.amount === undefined ? 'neutral' : 'good';
  if (isFree(hold)) return late ? 'bad' : 'warning';
  if (hold.hold === 'paused') return 'neutral';
  return late ? 'warning' : 'good';
}

function buttonsOf(lead: Lead, reservation: Around['reservation'], say: Say): Button[] {
  const { client, number, hold, closed } = lead;
  const history = historyButton(lead, say);
  const more: Button = { action: 'lead.more', id: String(number), label: say.label('lead.more') };
  if (closed) return [more, history];
  if (isFree(hold)) return [claimButton(lead, say), more, history];
  const offered = offeredIn(hold);
  const answer: Button[] =
    offered && 'department' in offered.to
      ? [{ action: 'lead.accept', id: offered.id, label: say.label('lead.accept'), look: 'primary' }]
      : [];
  return [
    ...answer,
    ...contactButtons(lead, reservation, say),
    { action: 'contact.touch', id: `${client}/${number}`, label: say.label('contact.touch') },
    offered
      ? { action: 'lead.take-back', id: offered.id, label: say.label('lead.take-back') }
      : handButton(number, say),
    stageButton(lead, say),
    releaseButton(lead, say),
    more,
    history,
  ];
}

/** The button that shows the history of a lead's client. */
export function historyButton({ client }: Lead, say: Say): Button {
  return { action: 'client.open', id: client, label: say.label('client.open') };
}

/** Calling and writing, or what came of it while somebody is at it. */
export function contactButtons({ client, number }: Lead, reservation: Around['reservation'], say: Say): Button[] {
  const contact = { client, lead: number };
  if (reservation) return [logButton({ ...contact, channel: reservation.channel }, say)];
  return announced.map((channel) => announceButton({ ...contact, channel }, say));
}

/** What the client asked for no more of stands before what somebody is to do by when. */
function stopElements({ stops = [] }: Around, say: Say): Element[] {
  if (stops.length === 0) return [];
  if (stops.includes('any')) return [textElement(say('lead.stopped'))];
  const kinds = [...new Set(stops)].map((channel) => say.label(`stop.${channel}`).toLowerCase());
  return [textElement(say('lead.stopped-here', { kinds: kinds.join(', ') }))];
}

function handoffElements({ hold }: Lead, say: Say): Element[] {
  const offered = offeredIn(hold);
  if (!offered) return [];
  return [textElement(say('lead.offered', { to: receiverText(offered.to, say), until: time(offered.until, 'since') }))];
}

function otherLine({ lead, owner, since }: Standing, say: Say): Text {
  return say('lead.other', {
    lead: String(lead),
    owner: person(owner ?? { id: '', name: '?' }),
    since: time(since, 'since'),
  });
}

function backElement({ why, note }: GivenBack, say: Say): Element {
  return textElement(
    note
      ? say('lead.back.note', { why: say(why), note: clip(tidy(note), mostInQuote) })
      : say('lead.back', { why: say(why) }),
  );
}

/** What the winner of a claim reads, with the way back. */
export function claimedCard(lead: Lead, say: Say): Card {
  const since = heldBy(lead.hold)?.since ?? 0;
  return {
    title: say('lead.claimed.title', { number: String(lead.number), name: clientName(lead) }),
    tone: 'good',
    elements: [
      { kind: 'facts', facts: reachFacts(lead, say) },
      ...(lead.lease === undefined ? [] : [textElement(say('lead.lease', { until: time(lead.lease, 'since') }))]),
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

function stageLine({ stage }: Lead, { handles }: Around, say: Say): Text {
  const key = `stage.${stage}`;
  const named = say.has(key) ? say.label(`stage.${stage as 'new'}`) : stage;
  if (handles === undefined || handles === 'both') return say('lead.in-stage', { stage: named });
  return say('lead.in-stage.whose', { stage: named, whose: say.label(`department.${handles}`) });
}

/** The button that takes a free lead. */
export function claimButton(lead: Lead, say: Say): Button {
  return { action: 'lead.claim', id: String(lead.number), label: say.label('lead.claim'), look: 'primary' };
}

/** The button that gives a lead back. */
export function releaseButton(lead: Lead, say: Say): Button {
  return { action: 'lead.release', id: String(lead.number), label: say.label('lead.release') };
}

/** The button that says in which stage a lead is. */
export function stageButton(lead: Lead, say: Say): Button {
  return { action: 'lead.stage', id: String(lead.number), label: say.label('lead.stage') };
}
