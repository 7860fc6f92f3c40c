import type { Tx } from '../../../db/store.ts';
import { behind, direct, want } from '../../chat/want.ts';
import { keysOf } from '../../clients/matching/keys.ts';
import type { SourceLead } from '../../kernel/delivery.ts';
import { newId } from '../../kernel/ids.ts';
import { dutyPerson } from '../../team/duty/read-duty.ts';
import { type Enquiry, enquirySchema } from '../enquiry.ts';
import { type Intake, receiveLead } from '../receive-lead.ts';
import type { Connected } from './connection-store.ts';
import { doubtsAbout } from './doubts.ts';
import { moveObject, nameLead, takeObject } from './event-store.ts';
import { type WaitingReason, waitingSubject } from './waiting.ts';
import { answerItself, insertWaiting, tellMore, wasNoLead } from './waiting-store.ts';

/** What became of an enquiry. */
export type Taken = { readonly lead: number } | { readonly waiting: string } | { readonly repeated: true };

/** Where an enquiry came from: by which connection, in which body, as which of its enquiries. */
export type From = { readonly connection: Connected; readonly body: string; readonly nth: number };

/**
 * An enquiry becomes a lead, once; or it goes into the waiting room, with the reason, where marketing is asked: whoever
 * cannot be reached, what is doubtful, and what only tries the source out.
 */
export async function takeSourceLead(
  tx: Tx,
  told: SourceLead,
  { connection, body, nth }: From,
  intake: Intake,
  now: number,
): Promise<Taken> {
  const { name: source, country = intake.country } = connection;
  const id = told.externalId ?? `${body}/${nth}`;
  const object = { source, external_id: id, lead: null, body_id: body };
  const taken = await takeObject(tx.db, object);
  if (taken === 'over') return { repeated: true };
  const waits = async (reason: WaitingReason, detail: string): Promise<Taken> => {
    if (taken === 'new') return putAside(tx, { source, body, object: id, told, reason, detail }, now);
    await behind(
      tx,
      ...(await tellMore(tx.db, { source, object: id, body }, { told, reason, detail })).map(waitingSubject),
    );
    return { repeated: true };
  };
  if (told.test) return waits('test', '');
  const keys = keysOf(told, country);
  if (keys.length === 0) return waits('unreachable', '');
  const doubtful = doubtsAbout(
    told,
    await wasNoLead(
      tx.db,
      keys.map(({ value }) => value),
      country,
    ),
  );
  if (doubtful.length > 0) return waits('doubtful', doubtful.join(' '));
  const lead = await becomeLead(tx, told, connection, intake, now);
  if (taken === 'waiting') {
    await moveObject(tx.db, object);
    await behind(tx, ...(await answerItself(tx.db, { source, object: id }, lead, now)).map(waitingSubject));
  }
  await nameLead(tx.db, source, id, lead);
  return { lead };
}

/** An enquiry as a lead of its client; whoever came by a source is that source's. */
export async function becomeLead(
  tx: Tx,
  told: SourceLead,
  connection: Pick<Connected, 'name' | 'country'>,
  intake: Intake,
  now: number,
): Promise<number> {
  const { name: source, country = intake.country } = connection;
  const { answers, externalId, submittedAt, ...known } = told;
  const beside = { ...(answers ? { answers } : {}), ...(externalId ? { external_id: externalId } : {}) };
  const when = submittedAt ? { submitted_at: submittedAt } : {};
  const enquiry: Enquiry = enquirySchema(country).parse({
    ...known,
    ...beside,
    ...when,
  });
  const lead = await receiveLead(tx, enquiry, { actor: `source:${source}`, source }, { ...intake, country }, now);
  return lead.number;
}

/** Puts an enquiry into the waiting room; marketing's duty person is shown it, but for a mere trial. */
export async function putAside(
  tx: Tx,
  row: {
    readonly source: string;
    readonly body: string;
    /** Which of the source's enquiries it is, where it can be told. */
    readonly object: string | null;
    readonly told: SourceLead;
    readonly reason: WaitingReason;
    readonly detail: string;
  },
  now: number,
): Promise<{ waiting: string }> {
  const { source, body, object, told, reason, detail } = row;
  const id = newId();
  const trial = reason === 'test';
  await insertWaiting(tx.db, {
    id,
    source,
    body_id: body,
    at: now,
    reason,
    detail,
    told: JSON.stringify(told),
    state: trial ? 'not-a-lead' : 'open',
    lead: null,
    actor: null,
    answered_at: trial ? now : null,
    external_id: object,
  });
  const subject = waitingSubject(id);
  const duty = trial ? undefined : await dutyPerson(tx.db, 'marketing', now);
  if (duty) await want(tx, { place: direct(duty.id), kind: 'lead.waiting', subject }, now);
  await behind(tx, subject);
  return { waiting: id };
}
