import { z } from 'zod';
import { type Action, type Asked, action } from '../chat/action.ts';
import type { Card } from '../chat/card.ts';
import { here, type Reply, whisper } from '../chat/reply.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { Cursor } from '../ledger/read.ts';
import { clientCard } from './cards.ts';
import { readClient } from './read-client.ts';

const id = z.string().max(60);
const page = z
  .string()
  .regex(/^[^/]{1,60}\/\d{1,15}\/[^/]{1,60}$/)
  .transform((text) => text.split('/') as [string, string, string]);

/** The buttons of a client's card: from a card that everybody sees, from a private one, and its pages. */
export const clientActions: Record<string, Action> = {
  'client.open': action({ payload: z.object({ id }), run: (asked) => show(asked, asked.payload.id, whisper) }),
  'client.show': action({ payload: z.object({ id }), run: (asked) => show(asked, asked.payload.id, here) }),
  'client.page': action({
    payload: z.object({ id: page }),
    run: (asked) => {
      const [client, at, entry] = asked.payload.id;
      return show(asked, client, here, { at: Number(at), id: entry });
    },
  }),
};

async function show(
  { data, say }: Asked<unknown>,
  id: string,
  answer: (card: Card) => Reply,
  before?: Cursor,
): Promise<Reply | Refusal> {
  const client = await readClient(data.read, id, before);
  return client ? answer(clientCard(client, say)) : refuse('client.unknown');
}
