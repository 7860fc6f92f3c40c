import { z } from 'zod';
import { type Action, action } from '../chat/action.ts';
import { here, type Reply, whisper } from '../chat/reply.ts';
import { refuse } from '../kernel/refusal.ts';
import { clientCard } from './cards.ts';
import { readClient } from './read-client.ts';

const id = z.string().max(60);
const page = z
  .string()
  .regex(/^[^/]{1,60}\/\d{1,15}\/[^/]{1,60}$/)
  .transform((text) => text.split('/') as [string, string, string]);

/** The buttons of a client's card: from a card that everybody sees, from a private one, and its pages. */
export const clientActions: Record<string, Action> = {
  'client.open': action({
    payload: z.object({ id }),
    run: async ({ payload, data, say }) => {
      const client = await readClient(data.read, payload.id);
      return client ? whisper(clientCard(client, say)) : refuse('client.unknown');
    },
  }),
  'client.show': action({
    payload: z.object({ id }),
    run: async ({ payload, data, say }) => {
      const client = await readClient(data.read, payload.id);
      return client ? here(clientCard(client, say)) : refuse('client.unknown');
    },
  }),
  'client.page': action({
    payload: z.object({ id: page }),
    run: async ({ payload, data, say }): Promise<Reply | ReturnType<typeof refuse>> => {
      const [client, at, entry] = payload.id;
      const view = await readClient(data.read, client, { at: Number(at), id: entry });
      return view ? here(clientCard(view, say)) : refuse('client.unknown');
    },
  }),
};
