import type { Db } from '../../../db/schema.ts';
import { personById, toPerson } from '../../team/store.ts';
import type { Ask } from '../asks/ask.ts';
import { asksFor } from '../asks/ask-store.ts';
import { dutiesInForce } from '../clocks/in-force.ts';
import { stagesFor } from '../duties/duties.ts';
import type { Handoff } from '../handoff/handoff.ts';
import { handoffsFor } from '../handoff/store.ts';
import type { Lead } from '../lead.ts';
import { countOf, freeByClock, leadsByClock, offeredLeads } from '../list-store.ts';
import { readLead } from '../store.ts';

/** What somebody has to do with leads now. */
export type Mine = {
  readonly person: string;
  /** Those whose time is up first. */
  readonly leads: readonly Lead[];
  readonly inAll: number;
  readonly handoffs: readonly { readonly handoff: Handoff; readonly lead: Lead }[];
  readonly asks: readonly { readonly ask: Ask; readonly lead: Lead }[];
  /** Offered to them in turn. */
  readonly offered: readonly Lead[];
  /** Free, and theirs to take: those whose time is up first. */
  readonly free: readonly Lead[];
  readonly now: number;
};

/** A page stays readable with so many of each. */
const mostLeads = 10;
const mostOthers = 5;

/** What somebody has to do with leads, at a moment. */
export async function readMine(db: Db, person: string, now: number): Promise<Mine> {
  const row = await personById(db, person);
  const who = row ? toPerson(row) : undefined;
  const department = who?.department ?? 'sales';
  const { value: duties } = await dutiesInForce(db);
  return {
    person,
    leads: await leadsByClock(db, person, mostLeads),
    inAll: await countOf(db, person),
    handoffs: await withLeads(db, await handoffsFor(db, { id: person, department }, mostOthers), (handoff, lead) => ({
      handoff,
      lead,
    })),
    asks: await withLeads(db, await asksFor(db, person, mostOthers), (ask, lead) => ({ ask, lead })),
    offered: await offeredLeads(db, person, mostOthers),
    free: await freeByClock(db, stagesFor(duties, { department }), mostOthers),
    now,
  };
}

async function withLeads<T extends { readonly lead: number }, Made>(
  db: Db,
  rows: readonly T[],
  made: (row: T, lead: Lead) => Made,
): Promise<Made[]> {
  const found = await Promise.all(rows.map(async (row) => [row, await readLead(db, row.lead)] as const));
  return found.flatMap(([row, lead]) => (lead ? [made(row, lead)] : []));
}
