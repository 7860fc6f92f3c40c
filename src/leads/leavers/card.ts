import { type Card, type Element, textElement } from '../../chat/card.ts';
import { clientName } from '../../clients/cards.ts';
import type { Say } from '../../words/say.ts';
import { person, plain } from '../../words/text.ts';
import type { Lead } from '../lead.ts';

const mostListed = 20;

/** What a colleague who has left still has, with one button to offer it again. */
export function leaverCard(
  who: { readonly id: string; readonly name: string },
  leads: readonly Lead[],
  say: Say,
  back = false,
): Card {
  if (back) return { title: say('leaver.back', { name: who.name }), tone: 'good', elements: [] };
  return {
    title: say('leaver.title', { name: who.name }),
    tone: leads.length > 0 ? 'warning' : 'neutral',
    elements: [
      textElement(say('leaver.text', { who: person(who), count: leads.length })),
      ...leads
        .slice(0, mostListed)
        .map((lead): Element => textElement([...plain(`${lead.number} · `), ...clientName(lead)])),
      ...(leads.length > 0
        ? [
            {
              kind: 'buttons',
              buttons: [{ action: 'lead.reoffer', id: who.id, label: say.label('leaver.offer'), look: 'primary' }],
            } as const,
          ]
        : []),
    ],
  };
}
