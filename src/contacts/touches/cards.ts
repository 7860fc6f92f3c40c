import { type Card, textElement } from '../../chat/card.ts';
import { clientName } from '../../clients/cards.ts';
import type { Client } from '../../clients/client.ts';
import { oneLine } from '../../kernel/text.ts';
import type { Say } from '../../words/say.ts';
import { plain } from '../../words/text.ts';
import { announced } from '../channels.ts';
import { announceButton } from '../reservations/cards.ts';

/** On the morning of the day that was agreed: what, with whom, and the ways of doing it. */
export function nextStepCard(client: Client, step: string | undefined, say: Say): Card {
  const contact = { client: client.id, lead: undefined };
  return {
    title: say('next.title', { client: clientName(client) }),
    tone: step === undefined ? 'good' : 'warning',
    elements:
      step === undefined
        ? [textElement(say('next.settled'))]
        : [
            textElement(say('next.text')),
            { kind: 'quote', text: plain(oneLine(step, 200)) },
            {
              kind: 'buttons',
              buttons: [
                ...announced.map((channel) => announceButton({ ...contact, channel }, say)),
                { action: 'contact.touch', id: client.id, label: say.label('contact.touch') },
                { action: 'client.open', id: client.id, label: say.label('client.open') },
              ],
            },
          ],
  };
}
