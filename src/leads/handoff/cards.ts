import { type Button, type Card, type Element, type Fact, textElement } from '../../chat/card.ts';
import { clientName } from '../../clients/cards.ts';
import { announceButton } from '../../contacts/reservations/cards.ts';
import { clip, tidy } from '../../kernel/text.ts';
import type { Say } from '../../words/say.ts';
import { person, plain, type Text, time } from '../../words/text.ts';
import { answerFacts, originFacts, reachFacts } from '../facts.ts';
import { heldBy, type Offered, offeredIn } from '../hold.ts';
import type { Lead } from '../lead.ts';
import type { DeclineReason } from '../reasons.ts';
import type { Handoff } from './handoff.ts';
import { receiverText } from './receiver.ts';

const mostInAnswer = 600;

/** What the receiver gets: the lead, what they need to go on, and Accept or Decline; later, how it ended. */
export function handoffCard(handoff: Handoff, lead: Lead, say: Say): Card {
  const { id, from, state, until } = handoff;
  const open = state === 'offered';
  return {
    title: say(open ? 'handoff.title' : 'handoff.note.title', { number: String(lead.number), name: clientName(lead) }),
    tone: open ? 'warning' : 'neutral',
    elements: [
      textElement(open ? say('handoff.asks', { from: person(from) }) : stateLine(handoff, say)),
      packageFacts(handoff, say),
      ...(lead.message ? [{ kind: 'quote', text: plain(clip(tidy(lead.message), mostInAnswer)) } as const] : []),
      { kind: 'facts', facts: [...reachFacts(lead, say), ...answerFacts(lead), ...originFacts(lead, say)] },
      { kind: 'buttons', buttons: open ? answerButtons(id, say) : nextButtons(handoff, lead, say) },
      ...(open ? [textElement(say('handoff.until', { from: person(from), until: time(until, 'since') }))] : []),
    ],
  };
}

/** What everybody reads in the lead's thread. */
export function handoffNoteCard(handoff: Handoff, say: Say): Card {
  const { lead, from, to, state } = handoff;
  return {
    title: say('handoff.note.title', { number: String(lead) }),
    tone: tones[state],
    elements: [
      textElement(say('handoff.note', { from: person(from), to: receiverText(to, say) })),
      packageFacts(handoff, say),
      textElement(stateLine(handoff, say)),
    ],
  };
}

/** What the sender reads once the receiver has answered, or has not; with what they can do now. */
export function handoffAnswerCard(handoff: Handoff, lead: Lead, say: Say): Card {
  const { state, from } = handoff;
  const still = state !== 'accepted' && heldBy(lead.hold)?.owner.id === from.id;
  const number = String(lead.number);
  return {
    title: still
      ? say('handoff.answer.back', { number, name: clientName(lead) })
      : say(state === 'accepted' ? 'handoff.answer.accepted' : 'handoff.note.title', {
          number,
          name: clientName(lead),
        }),
    tone: state === 'accepted' ? 'good' : 'warning',
    elements: [
      textElement(stateLine(handoff, say)),
      ...(still
        ? [
            textElement(say('handoff.answer.still')),
            {
              kind: 'buttons',
              buttons: [
                ...(offeredIn(lead.hold) ? [] : [handButton(lead.number, say)]),
                { action: 'lead.release', id: number, label: say.label('lead.release') },
              ],
            } as const,
          ]
        : []),
    ],
  };
}

/** What the sender reads at once who hands a lead to somebody who is not at work. */
export function awayCard(number: number, { id, to, until }: Offered, say: Say): Card {
  return {
    title: say('handoff.away.title', { number: String(number) }),
    tone: 'warning',
    elements: [
      textElement(say('handoff.away', { to: receiverText(to, say), until: time(until, 'since') })),
      { kind: 'buttons', buttons: [{ action: 'lead.take-back', id, label: say.label('lead.take-back') }] },
    ],
  };
}

/** The button that hands a lead on. */
export function handButton(number: number, say: Say): Button {
  return { action: 'lead.hand', id: String(number), label: say.label('lead.hand') };
}

const tones = {
  offered: 'warning',
  accepted: 'good',
  declined: 'warning',
  returned: 'warning',
  withdrawn: 'neutral',
} as const satisfies Record<Handoff['state'], Card['tone']>;

function stateLine(handoff: Handoff, say: Say): Text {
  const { state, from, to, until, answeredAt, answeredBy, offeredAt, reason, note } = handoff;
  if (state === 'offered') return say('handoff.until', { from: person(from), until: time(until, 'since') });
  const who = answeredBy ? person(answeredBy) : receiverText(to, say);
  const params = { from: person(from), to: who, at: time(answeredAt ?? offeredAt, 'since') };
  if (state !== 'declined') return say(`handoff.state.${state}`, params);
  const why = say.label(`reason.${reason as DeclineReason}`);
  const line = say('handoff.state.declined', { ...params, why });
  return note ? [...line, ...plain(' '), ...say('said', { words: clip(tidy(note), mostInAnswer) })] : line;
}

function packageFacts({ need, said, promised, nextStep, bestTime, introducer }: Handoff, say: Say): Element {
  const fact = (label: string, value: string): Fact => ({ label, value: plain(clip(tidy(value), mostInAnswer)) });
  return {
    kind: 'facts',
    facts: [
      fact(say.label('hand.need'), need),
      ...(said ? [fact(say.label('hand.said'), said)] : []),
      ...(promised ? [fact(say.label('hand.promised'), promised)] : []),
      fact(say.label('hand.next'), nextStep),
      ...(bestTime ? [fact(say.label('hand.time'), bestTime)] : []),
      ...(introducer ? [{ label: say.label('hand.introducer'), value: [person(introducer)] }] : []),
    ],
  };
}

function answerButtons(id: string, say: Say): Button[] {
  return [
    { action: 'lead.accept', id, label: say.label('lead.accept'), look: 'primary' },
    { action: 'lead.decline', id, label: say.label('lead.decline') },
  ];
}

/** Whoever accepted goes on from here, as long as the lead is theirs. */
function nextButtons({ state, to }: Handoff, { hold, client, number }: Lead, say: Say): Button[] {
  if (state !== 'accepted' || !('id' in to) || heldBy(hold)?.owner.id !== to.id) return [];
  return (['call', 'email'] as const).map((channel) => announceButton({ client, lead: number, channel }, say));
}
