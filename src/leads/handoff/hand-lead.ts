import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { direct, want, wantUnder } from '../../chat/want.ts';
import { newId } from '../../kernel/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { dueAt } from '../../schedule/due.ts';
import { personById } from '../../team/store.ts';
import { changeHold } from '../change-hold.ts';
import { type Lead, subjectOf } from '../lead.ts';
import { handoffSubject, type Package } from './handoff.ts';
import { answerWithin, offer } from './rules.ts';
import { insertHandoff } from './store.ts';

/**
 * The owner offers a lead to a colleague with what they need to go on. The colleague is asked directly, the lead's
 * thread tells everybody, and two hours later the offer is over. Refusals: `lead.not-yours`, `handoff.open`,
 * `handoff.self`, `handoff.nobody`.
 */
export async function handLead(
  tx: Tx,
  who: Person,
  input: Package & { number: number; to: string },
  now: number,
): Promise<Lead | Refusal> {
  const { number, need, promised, nextStep } = input;
  const to = await personById(tx.db, input.to);
  if (!to) return refuse('handoff.nobody');
  const [id, until] = [newId(), now + answerWithin];
  const words = { need, ...(promised ? { promised } : {}), next: nextStep };
  const lead = await changeHold(
    tx,
    who.id,
    number,
    (hold) => offer(hold, who, { id, to: { id: to.id, name: to.name }, at: now, until }),
    { kind: 'lead.handed', detail: { to: to.id, handoff: id }, words },
    now,
  );
  if (isRefusal(lead)) return lead;
  await insertHandoff(tx.db, {
    id,
    lead: number,
    client_id: lead.client,
    from_id: who.id,
    to_id: to.id,
    need,
    promised: promised ?? null,
    next_step: nextStep,
    state: 'offered',
    reason: null,
    note: null,
    offered_at: now,
    until,
    answered_at: null,
  });
  const subject = handoffSubject(id);
  await want(tx, { place: direct(to.id), kind: 'lead.handoff', subject }, now);
  await wantUnder(tx, { kind: 'lead.card', subject: subjectOf(number) }, { kind: 'lead.handoff-note', subject }, now);
  await dueAt(tx, { kind: 'lead.handoff-over', key: id, at: until });
  return lead;
}
