import { byColleague } from '../leads/lead.ts';
import type { Told } from '../ledger/read.ts';

/** The source of leads that a list brought and that nothing else is known of any more. */
export const byList = 'import:';

/** What the two departments have to talk about: numbers of a week, each with the leads behind it. */
export type Agenda = {
  readonly arrived: readonly Counted[];
  readonly free: number;
  readonly longest: { readonly number: number; readonly since: number } | undefined;
  /** Leads that came back, by the coded reason: released to everybody, or declined at a handoff. */
  readonly back: readonly Counted[];
  /** Warnings and what came of them, and contacts that should have had one. */
  readonly nearMisses: Readonly<Record<'warned' | 'prevented' | 'overridden' | 'unasked', number>>;
};

/** How many, of what, and which leads. */
export type Counted = { readonly what: string; readonly leads: readonly number[] };

/** What the agenda reads of the ledger. */
export const agendaKinds = [
  'lead.arrived',
  'lead.released',
  'lead.handoff-declined',
  'contact.warned',
  'contact.prevented',
  'contact.overridden',
  'contact.touched',
] as const;

/** Counts a week of the ledger. `free` and `longest` are as things stand now. */
export function agendaOf(rows: readonly Told[], now: Pick<Agenda, 'free' | 'longest'>): Agenda {
  const of = (...kinds: (typeof agendaKinds)[number][]): Told[] =>
    rows.filter(({ kind }) => (kinds as readonly string[]).includes(kind));
  return {
    ...now,
    arrived: counted(of('lead.arrived'), sourceOf),
    back: counted(of('lead.released', 'lead.handoff-declined'), ({ detail }) => String(detail.reason)),
    nearMisses: {
      warned: of('contact.warned').length,
      prevented: of('contact.prevented').length,
      overridden: of('contact.overridden').length,
      // Nobody asked, and there would have been a warning.
      unasked: of('contact.touched').filter(({ detail }) => detail.light === 'amber' || detail.light === 'red').length,
    },
  };
}

/** What a lead's source is called; where its words were erased, what kind of source it was. */
function sourceOf({ words, actor }: Told): string {
  if (words.source !== undefined) return words.source;
  if (actor.startsWith('source:')) return actor.slice('source:'.length);
  return actor.startsWith('import:') ? byList : byColleague;
}

function counted(rows: readonly Told[], what: (row: Told) => string): Counted[] {
  const groups = Map.groupBy(rows, what);
  return [...groups]
    .map(([name, members]) => ({ what: name, leads: members.flatMap(({ lead }) => lead ?? []) }))
    .sort((one, other) => other.leads.length - one.leads.length || (one.what < other.what ? -1 : 1));
}
