import type { Insertable, Selectable } from 'kysely';
import type { Db, Schema } from '../../db/schema.ts';
import { namesOf } from '../team/store.ts';
import type { ClockKind, Lease } from './clocks/clock.ts';
import type { Times } from './clocks/times.ts';
import { readOffered } from './handoff/store.ts';
import { type Hold, heldBy, type Offered } from './hold.ts';
import type { Lead } from './lead.ts';

/** Writes a new lead and gives its number. */
export async function insertLead(db: Db, row: Insertable<Schema['lead']>): Promise<number> {
  const { number } = await db.insertInto('lead').values(row).returning('number').executeTakeFirstOrThrow();
  return number;
}

/** A lead with its owner, as it is now. Look-ups by key: every press asks, and a join costs three times as much. */
export async function readLead(db: Db, number: number): Promise<Lead | undefined> {
  const row = await db.selectFrom('lead').selectAll().where('number', '=', number).executeTakeFirst();
  if (!row || isErased(row)) return undefined;
  const names = await namesOf(
    db,
    [row.owner_id, row.introducer_id, row.offered_to].flatMap((id) => id ?? []),
  );
  const offered = row.handoff_id === null ? undefined : await readOffered(db, row.handoff_id);
  return toLead(row, names, offered);
}

/** What a lead brought beside the fields we know. */
export async function extraOfLead(db: Db, number: number): Promise<Readonly<Record<string, unknown>>> {
  const row = await db.selectFrom('lead').select('extra').where('number', '=', number).executeTakeFirst();
  return row?.extra == null ? {} : JSON.parse(row.extra);
}

/** Whether the words of a lead were erased: whoever comes in is called something. */
function isErased({ name }: { name: string }): boolean {
  return name === '';
}

/** Whether there is a lead of which nothing is left but that it was one. */
export async function wasErased(db: Db, number: number): Promise<boolean> {
  const row = await db.selectFrom('lead').select('name').where('number', '=', number).executeTakeFirst();
  return row !== undefined && isErased(row);
}

/** The leads of a client, by all its ids, as they came in. */
export function leadsOfClient(db: Db, clients: readonly string[]): Promise<Selectable<Schema['lead']>[]> {
  return db.selectFrom('lead').selectAll().where('client_id', 'in', clients).orderBy('number').execute();
}

/** What else of a lead changes with its hold. */
type Beside = { readonly stage?: string; readonly introducer?: string };

/** Saves a lead as it is to be, if nobody was faster: the row count names the winner. Times that go on stay. */
export async function saveLead(
  db: Db,
  { number, version, stage, hold, closed }: Lead,
  times: Times | undefined,
  now: number,
  beside: Beside,
): Promise<boolean> {
  const held = heldBy(hold);
  const { numUpdatedRows } = await db
    .updateTable('lead')
    .set({
      hold: hold.hold,
      owner_id: held?.owner.id ?? null,
      held_since: held?.since ?? null,
      handoff_id: held?.handoff?.id ?? null,
      handed: held?.handed ? 1 : 0,
      paused_until: held?.until ?? null,
      offered_to: hold.hold === 'offered' ? hold.to.id : null,
      offered_until: hold.hold === 'offered' ? hold.until : null,
      // Whoever gets it ends its waiting.
      ...(held ? { queued_at: null } : {}),
      stage,
      ...(beside.stage === undefined ? {} : { stage_since: now }),
      ...(beside.introducer === undefined ? {} : { introducer_id: beside.introducer }),
      closed_at: closed?.at ?? null,
      closed_reason: closed?.reason ?? null,
      amount: closed?.amount ?? null,
      currency: closed?.currency ?? null,
      product: closed?.product ?? null,
      ...(times ? timeColumns(times) : {}),
      version,
    })
    .where('number', '=', number)
    .where('version', '=', version - 1)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Lets a lead stay with its owner until another moment (epoch ms), if it is still as it was read. */
export async function saveLease(
  db: Db,
  { number, version }: Lead,
  { since, minutes, until }: Lease & { readonly until: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lead')
    .set({ lease_until: until, lease_since: since, lease_minutes: minutes })
    .where('number', '=', number)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Lets the clock of a lead run out at another moment (epoch ms), if it is still as it was read. */
export async function saveDue(db: Db, { number, version }: Lead, due: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lead')
    .set({ clock_due: due })
    .where('number', '=', number)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What a lead waits for, as its row keeps it. */
export function timeColumns({ clock, lease }: Times) {
  return {
    clock_kind: clock?.kind ?? null,
    clock_since: clock?.since ?? null,
    clock_due: clock?.due ?? null,
    clock_minutes: clock?.minutes ?? null,
    lease_until: lease?.until ?? null,
    lease_since: lease?.since ?? null,
    lease_minutes: lease?.minutes ?? null,
  };
}

type Row = Selectable<Schema['lead']>;
type Names = ReadonlyMap<string, string>;

/** Rows as leads, with the names of those who have them. */
export async function toLeads(db: Db, rows: readonly Row[]): Promise<Lead[]> {
  const names = await namesOf(
    db,
    rows.flatMap((row) => [row.owner_id, row.introducer_id, row.offered_to].flatMap((id) => id ?? [])),
  );
  return rows.map((row) => toLead(row, names));
}

function toLead(row: Row, names: Names, handoff?: Offered): Lead {
  const { number, version, stage, source, campaign, name, company, email, phone, handle, message } = row;
  const named = (id: string) => ({ id, name: names.get(id) ?? '?' });
  const { clock_kind, clock_since, clock_due, clock_minutes, lease_since, lease_minutes } = row;
  const { answers, tagged } = broughtBeside(row.extra);
  return {
    number,
    version,
    stage,
    client: row.client_id,
    hold: toHold(row, named, handoff),
    arrivedAt: row.arrived_at,
    temperature: row.temperature === 'hot' ? 'hot' : 'warm',
    clock:
      clock_kind !== null && clock_since !== null && clock_due !== null
        ? { kind: clock_kind as ClockKind, since: clock_since, due: clock_due, minutes: clock_minutes ?? 0 }
        : undefined,
    lease: row.lease_until ?? undefined,
    leased: lease_since === null || lease_minutes === null ? undefined : { since: lease_since, minutes: lease_minutes },
    introducer: row.introducer_id === null ? undefined : named(row.introducer_id),
    rule: row.rule ?? undefined,
    queuedAt: row.queued_at ?? undefined,
    closed: toClosed(row),
    source,
    campaign: campaign ?? tagged ?? null,
    name,
    company,
    email,
    phone,
    handle,
    message,
    answers,
  };
}

/** What a lead's form brought beside: its questions, and the tag that names a campaign. Whatever else is called so is left. */
function broughtBeside(extra: string | null): Pick<Lead, 'answers'> & { readonly tagged?: string } {
  if (extra === null || !/"answers"|"utm_campaign"/.test(extra)) return {};
  const { answers, utm } = JSON.parse(extra);
  const tag = Object(utm).utm_campaign;
  const texts = Object.entries(Object(answers)).filter((each): each is [string, string] => typeof each[1] === 'string');
  return { answers: Object.fromEntries(texts), ...(typeof tag === 'string' ? { tagged: tag } : {}) };
}

function toHold(row: Row, named: (id: string) => { id: string; name: string }, handoff: Offered | undefined): Hold {
  if (row.offered_to !== null)
    return { hold: 'offered', to: named(row.offered_to), until: row.offered_until ?? row.arrived_at };
  if (row.owner_id === null) return { hold: 'free' };
  return {
    hold: row.hold === 'working' || row.hold === 'paused' ? row.hold : 'claimed',
    owner: named(row.owner_id),
    since: row.held_since ?? row.arrived_at,
    ...(row.handed ? { handed: true as const } : {}),
    ...(handoff ? { handoff } : {}),
    ...(row.paused_until === null ? {} : { until: row.paused_until }),
  };
}

function toClosed({ closed_at, closed_reason, amount, currency, product }: Row): Lead['closed'] {
  if (closed_at === null) return undefined;
  const sold = { amount: amount ?? undefined, currency: currency ?? undefined, product: product ?? undefined };
  return { at: closed_at, reason: closed_reason ?? undefined, ...sold };
}
