import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { changeLead, type Next } from '../change-lead.ts';
import { dutiesInForce } from '../clocks/in-force.ts';
import { tellItsMove } from '../clocks/on-duty.ts';
import { type ExitField, mayHandle, missingFor } from '../duties/duties.ts';
import { isFree, notTheirs } from '../hold.ts';
import type { Lead } from '../lead.ts';
import { fieldsOf, saveFields } from './field-store.ts';
import { mayOpen } from './may-open.ts';
import type { StageByHand } from './stages.ts';

export type Fields = Readonly<Partial<Record<ExitField, string>>>;

/**
 * Whoever has a lead says in which stage it is, and what that stage asks for before it goes on; clearance knows in the
 * same moment. Where it is the other department's move, it is theirs, and free. A closed lead is opened again by it.
 * Refusals: `lead.not-yours`, `lead.free`, `stage.missing` (not all is said), `stage.return`, `duty.…` (to open it again).
 */
export async function moveLead(
  tx: Tx,
  who: Person,
  { number, stage, fields = {} }: { readonly number: number; readonly stage: StageByHand; readonly fields?: Fields },
  now: number,
): Promise<Lead | Refusal> {
  const { value: duties } = await dutiesInForce(tx.db);
  const said = Object.entries(fields).filter(([, value]) => value);
  const known = new Set([...(await fieldsOf(tx.db, number)).keys(), ...said.map(([field]) => field)]);
  const rule = (lead: Lead): Next | Refusal | undefined => {
    const opens = mayOpen(lead, who);
    const no = opens ? mayHandle(duties, stage, who) : notTheirs(lead.hold, who);
    if (no) return no;
    if (lead.stage === stage) return undefined;
    if (missingFor(duties, lead.stage, stage, known).length > 0) return refuse('stage.missing');
    const owner = { id: who.id, name: who.name };
    if (opens)
      return { hold: { hold: 'claimed', owner, since: now, ...(isFree(lead.hold) ? {} : { handed: true }) }, stage };
    return mayHandle(duties, stage, who) ? handedOver(lead, who, stage) : { hold: lead.hold, stage };
  };
  const words = said.length > 0 ? { words: Object.fromEntries(said) } : {};
  const told = (before: Lead) =>
    ({ kind: 'lead.moved', detail: { stage, before: before.stage }, noted: true, ...words }) as const;
  const moved = await changeLead(tx, who.id, number, rule, told, now);
  if (isRefusal(moved)) return moved;
  await saveFields(tx.db, number, fields, who.id, now);
  if (isFree(moved.hold)) await tellItsMove(tx, moved, who.id, now);
  return moved;
}

/** What marketing has warmed up is sales' to claim; what sales gives back while it is open, it gives back with a reason. */
function handedOver({ introducer, closed }: Lead, who: Person, stage: StageByHand): Next | Refusal {
  if ((who.department ?? 'sales') === 'sales')
    return closed ? { hold: { hold: 'free' }, stage } : refuse('stage.return');
  return { hold: { hold: 'free' }, stage, introducer: introducer?.id ?? who.id };
}
