import { z } from 'zod';
import { type Action, type Asked, action } from '../../chat/action.ts';
import { done, type Reply } from '../../chat/reply.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { allPeople } from '../../team/store.ts';
import { type Hold, named, notTheirs, offeredIn } from '../hold.ts';
import { type DeclineReason, declineReasons } from '../reasons.ts';
import { readLead } from '../store.ts';
import { acceptHandoff, declineHandoff, withdrawHandoff } from './answer-handoff.ts';
import { declineForm, handoffForm } from './forms.ts';
import { handLead } from './hand-lead.ts';
import { accept, decline, offer } from './rules.ts';
import { readHandoff } from './store.ts';

const lead = z.object({ id: z.coerce.number().int().positive() });
const handoff = z.object({ id: z.string().max(60) });
const words = (most: number) => z.string().trim().max(most);

/** The buttons and forms of handing a lead on. */
export const handoffActions: Record<string, Action> = {
  'lead.hand': action({ payload: lead, answers: 'form', run: handPressed }),
  'lead.hand.send': action({
    payload: lead.extend({
      to: z.string().min(1),
      need: words(1000).min(1),
      promised: words(1000).optional(),
      next: words(300).min(1),
    }),
    run: handSent,
  }),
  'lead.accept': action({ payload: handoff, run: acceptPressed }),
  'lead.decline': action({ payload: handoff, answers: 'form', run: declinePressed }),
  'lead.decline.send': action({
    payload: handoff.extend({ reason: z.enum(declineReasons), note: words(1000).optional() }),
    run: declineSent,
  }),
  'lead.take-back': action({ payload: handoff, run: takeBackPressed }),
};

async function handPressed({ who, payload, data, say }: Asked<{ id: number }>): Promise<Reply | Refusal> {
  const known = await readLead(data.read, payload.id);
  if (!known) return refuse('lead.unknown', { number: String(payload.id) });
  const no = named(notTheirs(known.hold, who) ?? known.hold, payload.id);
  if (isRefusal(no)) return no;
  const open = offeredIn(known.hold);
  if (open) return named(offer(known.hold, who, open), payload.id) as Refusal;
  const colleagues = (await allPeople(data.read)).filter(({ id }) => id !== who.id);
  return { kind: 'form', form: handoffForm(payload.id, colleagues, say) };
}

type Sent = { id: number; to: string; need: string; promised?: string | undefined; next: string };

async function handSent({ who, payload, data, now, say }: Asked<Sent>): Promise<Reply | Refusal> {
  const { id: number, to, need, promised, next: nextStep } = payload;
  if (to === who.id) {
    const colleagues = (await allPeople(data.read)).filter(({ id }) => id !== who.id);
    const form = handoffForm(number, colleagues, say);
    return { kind: 'errors', errors: { to: say.label('refusal.handoff.self') }, form };
  }
  const handed = await data.write((tx) => handLead(tx, who, { number, to, need, promised, nextStep }, now));
  return isRefusal(handed) ? handed : done;
}

/** Losing is a read here too. */
async function acceptPressed({ who, payload, data, now }: Asked<{ id: string }>): Promise<Reply | Refusal> {
  const no = await refusedAlready(data.read, payload.id, (hold) => accept(hold, who, payload.id, now));
  const accepted = no ?? (await data.write((tx) => acceptHandoff(tx, who, payload.id, now)));
  return isRefusal(accepted) ? accepted : done;
}

async function declinePressed({ who, payload, data, say }: Asked<{ id: string }>): Promise<Reply | Refusal> {
  const no = await refusedAlready(data.read, payload.id, (hold) => decline(hold, who, payload.id));
  return no ?? { kind: 'form', form: declineForm(payload.id, say) };
}

type Declined = { id: string; reason: DeclineReason; note?: string | undefined };

async function declineSent({ who, payload, data, now }: Asked<Declined>): Promise<Reply | Refusal> {
  const declined = await data.write((tx) => declineHandoff(tx, who, payload, now));
  return isRefusal(declined) ? declined : done;
}

async function takeBackPressed({ who, payload, data, now }: Asked<{ id: string }>): Promise<Reply | Refusal> {
  const taken = await data.write((tx) => withdrawHandoff(tx, who, payload.id, now));
  return isRefusal(taken) ? taken : done;
}

/** The refusal that the handoff as it stands already gives. */
async function refusedAlready(
  db: Asked<unknown>['data']['read'],
  id: string,
  rule: (hold: Hold) => Hold | Refusal,
): Promise<Refusal | undefined> {
  const known = await readHandoff(db, id);
  const found = known && (await readLead(db, known.lead));
  if (!found) return refuse('handoff.unknown');
  const hold = named(rule(found.hold), found.number);
  return isRefusal(hold) ? hold : undefined;
}
