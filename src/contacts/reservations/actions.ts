import { z } from 'zod';
import { type Action, type Asked, action } from '../../chat/action.ts';
import { done, here, type Reply, whisper } from '../../chat/reply.ts';
import { clientById } from '../../clients/store.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { contactCardOf, readReachable } from '../read-contact.ts';
import { leftCard, reservedCard, warningCard } from './cards.ts';
import { type Contact, contactSchema } from './contact.ts';
import { dropReservation, sayNotMade } from './end-reservation.ts';
import { overrideForm } from './forms.ts';
import { letBe } from './let-be.ts';
import { type Insistence, reserveClient } from './reserve-client.ts';

const contact = z.object({ id: contactSchema });

/** The buttons and the form of announcing a contact. */
export const reservationActions: Record<string, Action> = {
  'contact.call': action({ payload: contact, run: (asked) => announce(asked, {}, whisper) }),
  'contact.email': action({ payload: contact, run: (asked) => announce(asked, {}, whisper) }),
  'contact.go-on': action({ payload: contact, run: (asked) => announce(asked, { on: true }, here) }),
  'contact.override': action({
    payload: contact,
    answers: 'form',
    run: async ({ payload, say }) => ({ kind: 'form', form: overrideForm(payload.id, say) }),
  }),
  'contact.override.send': action({
    payload: contact.extend({ why: safeText(1000).pipe(z.string().trim()) }),
    run: async (asked) => {
      const { id, why } = asked.payload;
      if (why !== '') return announce(asked, { why }, whisper);
      const errors = { why: asked.say.label('override.missing') };
      return { kind: 'errors', errors, form: overrideForm(id, asked.say) };
    },
  }),
  'contact.leave': action({ payload: contact, run: leave }),
  'contact.drop': action({ payload: contact, run: drop }),
  'contact.not-made': action({ payload: contact, run: notMade }),
  'contact.show': action({
    payload: z.object({ id: z.string().max(60) }),
    run: async ({ payload, data, who, now, say }) => {
      const card = await contactCardOf(data.read, payload.id, { who }, now, say);
      return card ? here(card) : refuse('client.unknown');
    },
  }),
};

type About = { id: Contact };

/** Reserves, or says why one should think again. */
async function announce(
  { who, payload, data, now, say }: Asked<About>,
  insistence: Insistence,
  answer: (card: ReturnType<typeof leftCard>) => Reply,
): Promise<Reply | Refusal> {
  const client = await readReachable(data.read, payload.id.client);
  if (!client) return refuse('client.unknown');
  const given = await data.write((tx) => reserveClient(tx, who, payload.id, insistence, now));
  if (isRefusal(given)) return given;
  return answer(
    'warned' in given
      ? warningCard(client, payload.id, given.warned, say)
      : reservedCard(client, payload.id, given.until, say),
  );
}

async function leave({ who, payload, data, now, say }: Asked<About>): Promise<Reply | Refusal> {
  const client = await clientById(data.read, payload.id.client);
  if (!client) return refuse('client.unknown');
  const no = await data.write((tx) => letBe(tx, who, payload.id, now));
  return no ?? here(leftCard(client, say));
}

async function drop({ who, payload, data, now, say }: Asked<About>): Promise<Reply | Refusal> {
  const client = await clientById(data.read, payload.id.client);
  if (!client) return refuse('client.unknown');
  const no = await data.write((tx) => dropReservation(tx, who, client.id, now));
  return no ?? here(leftCard(client, say));
}

async function notMade({ who, payload, data, now }: Asked<About>): Promise<Reply | Refusal> {
  return (await data.write((tx) => sayNotMade(tx, who, payload.id, now))) ?? done;
}
