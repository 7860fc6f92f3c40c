import { type LeadFacts, type Routing, type Rule, ruleFor } from './rule.ts';

/** A colleague as routing sees them at one moment. */
export type Candidate = {
  readonly id: string;
  readonly department: 'marketing' | 'sales';
  readonly weight: number;
  readonly cap: number | null;
  /** How many leads they have to look after. */
  readonly active: number;
  readonly works: boolean;
  readonly away: boolean;
  readonly left: boolean;
  readonly languages: readonly string[];
  readonly territories: readonly string[];
  /** What the next choice by this rule goes by. */
  readonly credit: number;
};

/** Everything that a choice is made of: the same again gives the same choice. */
export type Question = {
  readonly lead: LeadFacts;
  /** Whoever has, or had last, this client. */
  readonly owner: string | null;
  /** Who was offered it already, and did not take it. */
  readonly passed: readonly string[];
  readonly people: readonly Candidate[];
  readonly now: number;
  /** Nobody has claimed it in time: it is offered to nobody alone any more. */
  readonly late?: true;
};

export const skips = [
  'other-department',
  'not-named',
  'left',
  'away',
  'off-hours',
  'full',
  'language',
  'territory',
  'passed',
  'no-weight',
] as const;
export type Skip = (typeof skips)[number];

/** What was decided: who, why, who was passed over and why, and whose turn it is then. */
export type Decision = {
  readonly rule: string;
  readonly outcome: 'open' | 'owner' | 'turn' | 'queue' | 'nobody';
  readonly chosen: string | null;
  readonly skipped: readonly { readonly id: string; readonly why: Skip }[];
  /** The credit of everybody who was in question, after the choice. */
  readonly credits: Readonly<Record<string, number>>;
};

/**
 * Decides who gets a lead. Whoever has the client already goes first, then whose turn it is among those who are there,
 * have room, and speak the language: by smooth weighted turns, so that everybody gets a share of what comes while they
 * are there, and nobody is flooded on coming back. When all are full it waits; when nobody is there, the fallback has it.
 * What is late is offered to nobody alone.
 */
export function decide(routing: Routing, question: Question): Decision {
  const rule = ruleFor(routing, question.lead);
  const { people, owner } = question;
  const judged = people.map((each) => ({ each, why: whyNot(rule, routing, question, each) }));
  const skipped = judged.flatMap(({ each, why }) => (why ? [{ id: each.id, why }] : []));
  const told = { rule: rule.name, skipped, credits: {} };
  if (question.late && rule.mode !== 'automatic') return { ...told, outcome: 'open', chosen: null };
  const keeps = people.find((each) => each.id === owner && keepsClient(routing, question, each));
  if (keeps) return { ...told, outcome: 'owner', chosen: keeps.id };
  if (rule.mode === 'open' || rule.mode === 'cool-off') return { ...told, outcome: 'open', chosen: null };
  const able = judged.flatMap(({ each, why }) => (why ? [] : [each]));
  if (able.length > 0) return { ...told, outcome: 'turn', ...inTurn(able) };
  const full = judged.some(({ why }) => why === 'full');
  return { ...told, outcome: full ? 'queue' : 'nobody', chosen: full ? null : rule.fallback };
}

/** A client stays with whoever has them, whatever the rule says of territories and turns, if they are there and have room. */
function keepsClient(routing: Routing, { passed, now }: Question, each: Candidate): boolean {
  const there = each.works && !each.left && !each.away;
  return there && !passed.includes(each.id) && !isFull(routing, each, now);
}

function isFull({ capsLiftedUntil }: Routing, { cap, active }: Candidate, now: number): boolean {
  return cap !== null && active >= cap && now >= capsLiftedUntil;
}

function whyNot(rule: Rule, routing: Routing, { lead, passed, now }: Question, each: Candidate): Skip | undefined {
  const named = rule.people.length > 0;
  if (each.left) return 'left';
  if (named && !rule.people.includes(each.id)) return 'not-named';
  if (!named && each.department !== rule.department) return 'other-department';
  if (passed.includes(each.id)) return 'passed';
  if (each.away) return 'away';
  if (!each.works) return 'off-hours';
  if (each.weight <= 0) return 'no-weight';
  if (lead.language !== null && each.languages.length > 0 && !each.languages.includes(lead.language)) return 'language';
  if (lead.country !== null && each.territories.length > 0 && !each.territories.includes(lead.country))
    return 'territory';
  return isFull(routing, each, now) ? 'full' : undefined;
}

/** A whole lead, as credits count. */
const one = 1_000_000;

/**
 * Smooth weighted turns: everybody who is able gains their share of this lead, whoever has most is chosen and pays a whole
 * one. So a credit is what somebody was due more than they got, however many were there each time.
 */
function inTurn(able: readonly Candidate[]): Pick<Decision, 'chosen' | 'credits'> {
  const total = able.reduce((sum, { weight }) => sum + weight, 0);
  const gained = able.map(({ id, credit, weight }) => ({ id, credit: credit + Math.round((weight * one) / total) }));
  const best = gained.reduce((most, other) => (other.credit > most.credit ? other : most));
  const credits = gained.map(({ id, credit }) => [id, id === best.id ? credit - one : credit] as const);
  return { chosen: best.id, credits: Object.fromEntries(credits) };
}
