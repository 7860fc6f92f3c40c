import { z } from 'zod';
import { type Action, type Asked, action } from '../../chat/action.ts';
import { done, type Reply } from '../../chat/reply.ts';
import { membersOf } from '../../clients/store.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { channels } from '../channels.ts';
import { allowContact } from './allow-contact.ts';
import { allowForm } from './forms.ts';
import { stopsOf } from './stop-store.ts';

const one = z.object({ id: z.string().max(60) });
const allowed = one.extend({
  channel: z.enum(['any', ...channels]),
  why: safeText(1000).pipe(z.string().trim().min(1)),
});

/** Whoever asked not to be contacted may be contacted again. */
export const stopActions: Record<string, Action> = {
  'contact.allow': action({ payload: one, answers: 'form', run: askWhich }),
  'contact.allow.send': action({
    payload: allowed,
    run: async ({ payload: { id: client, channel, why }, data, who, now }) =>
      (await data.write((tx) => allowContact(tx, who, { client, channel, why }, now))) ?? done,
  }),
};

async function askWhich({ payload, data, say }: Asked<{ id: string }>): Promise<Reply | Refusal> {
  const stops = await stopsOf(data.read, await membersOf(data.read, payload.id));
  if (stops.length === 0) return refuse('contact.allowed-already');
  return { kind: 'form', form: allowForm(payload.id, [...new Set(stops.map(({ channel }) => channel))], say) };
}
