import type { Tx } from '../../../db/store.ts';
import type { Person } from '../../chat/directory.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { changeLead, type Next } from '../change-lead.ts';
import { dutiesInForce } from '../clocks/in-force.ts';
import { type ExitField, mayHandle, missingFor } from '../duties/duties.ts';
import { isFree, notTheirs } from '../hold.ts';
import type { Lead } from '../lead.ts';
import { fieldsOf, saveFields } from './field-store.ts';
import type { StageByHand } from './stages.ts';

export type Fields = Readonly<Partial<Record<ExitField, string>>>;

/**
 * Whoever has a lead says in which stage it is, and what that stage asks for before it goes on; clearance knows in the
 * same moment. A closed lead is opened again by it; if nobody has it, by whoever goes on with it. Refuses others
 * (`lead.not-yours`), a lead that nobody has (`lead.free`), and what is not said yet (`stage.missing`).
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
    // Whoever goes on with a closed lead that nobody has opens it again, and has it.
    const again = lead.closed !== undefined && isFree(lead.hold);
    const no = again ? mayHandle(duties, stage, who) : notTheirs(lead.hold, who);
    if (no) return no;
    if (lead.stage === stage) return undefined;
    const missing = missingFor(duties, lead.stage, stage, known);
    const mine = { hold: 'claimed', owner: { id: who.id, name: who.name }, since: now } as const;
    return missing.length > 0 ? refuse('stage.missing') : { hold: again ? mine : lead.hold, stage };
  };
  const words = said.length > 0 ? { words: Object.fromEntries(said) } : {};
  const told = (before: Lead) =>
    ({ kind: 'lead.moved', detail: { stage, before: before.stage }, noted: true, ...words }) as const;
  const moved = await changeLead(tx, who.id, number, rule, told, now);
  if (!('refused' in moved)) await saveFields(tx.db, number, fields, who.id, now);
  return moved;
}
