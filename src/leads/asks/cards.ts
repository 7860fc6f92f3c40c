import { type Card, textElement } from '../../chat/card.ts';
import { clientName } from '../../clients/cards.ts';
import { clip, tidy } from '../../kernel/text.ts';
import type { Say } from '../../words/say.ts';
import { person, plain, time } from '../../words/text.ts';
import type { Lead } from '../lead.ts';
import type { Ask } from './ask.ts';

const mostInQuote = 600;

/** What whoever has a lead reads: who asks for it, and why; later, how it ended. */
export function askCard({ id, asker, note, state, answeredAt, askedAt }: Ask, lead: Lead, say: Say): Card {
  const open = state === 'open';
  return {
    title: say('ask.card', { number: String(lead.number), name: clientName(lead) }),
    tone: open ? 'warning' : 'neutral',
    elements: [
      textElement(say('ask.asks', { who: person(asker) })),
      ...(note ? [{ kind: 'quote', text: plain(clip(tidy(note), mostInQuote)) } as const] : []),
      ...(open
        ? [
            {
              kind: 'buttons',
              buttons: [
                { action: 'lead.give', id, label: say.label('lead.give'), look: 'primary' },
                { action: 'lead.keep', id, label: say.label('lead.keep') },
              ],
            } as const,
          ]
        : [textElement(say(`ask.${state}`, { who: person(asker), at: time(answeredAt ?? askedAt, 'since') }))]),
    ],
  };
}

/** What the asker reads at once. */
export function askedCard(number: number, say: Say): Card {
  return {
    title: say('ask.sent.title', { number: String(number) }),
    tone: 'good',
    elements: [textElement(say('ask.sent'))],
  };
}

/** What the asker reads once they have an answer. */
export function askAnswerCard({ owner, state }: Ask, lead: Lead, say: Say): Card {
  const given = state === 'given';
  const params = { number: String(lead.number), name: clientName(lead) };
  return {
    title: say(given ? 'lead.claimed.title' : 'lead.title', params),
    tone: given ? 'good' : 'neutral',
    elements: [textElement(say(`ask.answer.${state === 'open' ? 'over' : state}`, { owner: person(owner) }))],
  };
}
