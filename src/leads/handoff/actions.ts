import { z } from 'zod';
import { type Action, type Asked, action } from '../../chat/action.ts';
import { done, type Reply, whisper } from '../../chat/reply.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { departments } from '../../team/departments.ts';
import { calendarOf } from '../../team/hours/calendars.ts';
import { isWorking } from '../../team/hours/working-time.ts';
import { allPeople } from '../../team/store.ts';
import { type Hold, named, notTheirs, offeredIn } from '../hold.ts';
import { leadFor, type Numbered, numbered } from '../numbered.ts';
import { askWords, wantsWords } from '../other-reason.ts';
import { type DeclineReason, declineReasons } from '../reasons.ts';
import { fieldsOf } from '../stages/field-store.ts';
import { readLead } from '../store.ts';
import { acceptHandoff, declineHandoff, withdrawHandoff } from './answer-handoff.ts';
import { awayCard } from './cards.ts';
import { declineForm, handoffForm } from './forms.ts';
import { handLead, type To } from './hand-lead.ts';
import { accept, decline, offer } from './rules.ts';
import { lastPackage, readHandoff } from './store.ts';

const handoff = z.object({ id: z.string().max(60) });
const words = (most: number) => z.string().trim().max(most);

const handed = numbered.extend({
  to: z.string().optional(),
  queue: z.enum(departments).optional(),
  need: words(1000).min(1),
  said: words(1000).optional(),
  promised: words(1000).optional(),
  next: words(300).min(1),
  time: words(200).optional(),
  introducer: z.string().optional(),
});

/** The buttons and forms of handing a lead on. */
export const handoffActions: Record<string, Action> = {
  'lead.hand': action({ payload: numbered, answers: 'form', run: handPressed }),
  'lead.hand.send': action({ payload: handed, run: handSent }),
  'lead.accept': action({ payload: handoff, run: acceptPressed }),
  'lead.decline': action({ payload: handoff, answers: 'form', run: declinePressed }),
  'lead.decline.send': action({
    payload: handoff.extend({ reason: z.enum(declineReasons), note: words(1000).optional() }),
    run: declineSent,
  }),
  'lead.take-back': action({ payload: handoff, run: takeBackPressed }),
};

async function handPressed(asked: Asked<Numbered>): Promise<Reply | Refusal> {
  const { who } = asked;
  const lead = await leadFor(asked, ({ hold, closed }) => {
    const open = offeredIn(hold);
    return notTheirs(hold, who) ?? (closed ? refuse('lead.closed') : open && offer(hold, who, open));
  });
  return isRefusal(lead) ? lead : { kind: 'form', form: await formFor(asked) };
}

async function formFor({ who, payload, data, say }: Asked<Numbered>) {
  const colleagues = (await allPeople(data.read)).filter(({ id }) => id !== who.id);
  const need = (await fieldsOf(data.read, payload.id)).get('need');
  const known = (await lastPackage(data.read, payload.id, who.id)) ?? (need === undefined ? {} : { need });
  return handoffForm(payload.id, colleagues, known, say);
}

async function handSent(asked: Asked<z.output<typeof handed>>): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const { id: number, need, said, promised, next: nextStep, time: bestTime } = payload;
  const to = receiverOf(payload);
  if (payload.to && payload.queue)
    return { kind: 'errors', errors: { queue: say.label('hand.both') }, form: await formFor(asked) };
  if (!to || ('person' in to && to.person === who.id)) {
    const error = say.label(to ? 'refusal.handoff.self' : 'hand.to.missing');
    return { kind: 'errors', errors: { to: error }, form: await formFor(asked) };
  }
  const introducer = payload.introducer || undefined;
  const pack = { need, said, promised, nextStep, bestTime };
  const sent = await data.write((tx) => handLead(tx, who, { number, to, introducer, ...pack }, now));
  if (isRefusal(sent)) return sent;
  const offered = offeredIn(sent.hold);
  const away = 'person' in to && !isWorking(await calendarOf(data.read, to.person, now), now);
  return away && offered ? whisper(awayCard(number, offered, say)) : done;
}

function receiverOf({ to, queue }: z.output<typeof handed>): To | undefined {
  if (to) return { person: to };
  return queue && { department: queue };
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

async function declineSent({ who, payload, data, now, say }: Asked<Declined>): Promise<Reply | Refusal> {
  if (wantsWords(payload)) return askWords(declineForm(payload.id, say), say);
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
