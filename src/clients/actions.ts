import { z } from 'zod';
import { type Action, type Asked, action } from '../chat/action.ts';
import type { Card } from '../chat/card.ts';
import { subjectsAt } from '../chat/post-store.ts';
import { here, type Reply, whisper } from '../chat/reply.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { clientCard } from './cards.ts';
import { clientIn } from './client.ts';
import { type Filter, filters } from './history-filter.ts';
import { readClient } from './read-client.ts';

const id = z.string().max(60);
const page = z
  .string()
  .regex(/^[^/]{1,60}\/[a-z]{1,20}(?:\/\d{1,15}\/[^/]{1,60})?$/)
  .transform((text) => text.split('/') as [string, string, string?, string?])
  .refine(([, filter]) => (filters as readonly string[]).includes(filter));

/** The buttons of a client's card: from a card or a thread that everybody sees, from a private one, its pages and its filters. */
export const clientActions: Record<string, Action> = {
  'client.open': action({ payload: z.object({ id }), run: (asked) => show(asked, asked.payload.id, whisper) }),
  'client.here': action({
    payload: z.object({ id: z.string().max(300) }),
    run: async (asked) => {
      const client = clientIn(await subjectsAt(asked.data.read, asked.payload.id));
      return client === undefined ? refuse('client.nowhere') : show(asked, client, whisper);
    },
  }),
  'client.show': action({ payload: z.object({ id }), run: (asked) => show(asked, asked.payload.id, here) }),
  'client.page': action({
    payload: z.object({ id: page }),
    run: (asked) => {
      const [client, filter, at, entry] = asked.payload.id;
      const before = at !== undefined && entry !== undefined ? { at: Number(at), id: entry } : undefined;
      return show(asked, client, here, { before, filter: filter as Filter });
    },
  }),
};

async function show(
  { who, data, say }: Asked<unknown>,
  id: string,
  answer: (card: Card) => Reply,
  page: Parameters<typeof readClient>[2] = {},
): Promise<Reply | Refusal> {
  const client = await readClient(data.read, id, page);
  return client ? answer(clientCard(client, who, say)) : refuse('client.unknown');
}
