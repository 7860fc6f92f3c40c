/** Who is responsible in turn, from a local day on; `fallback` is who is when nobody else can be. */
export type Rota = {
  readonly people: readonly string[];
  readonly turn: 'day' | 'week';
  readonly since: string;
  readonly fallback: string | null;
};

/** Until somebody writes a rota, a department takes its people in the order in which they are listed. */
export const noRota: Rota = { people: [], turn: 'week', since: '2026-01-05', fallback: null };

/** A colleague as the rota sees them on one day. */
export type Candidate = {
  readonly id: string;
  readonly department: string | null;
  readonly role: string;
  /** They are at work on that day; they have days off or a pause; they have left the company. */
  readonly works: boolean;
  readonly away: boolean;
  readonly left: boolean;
};

const dayMs = 86_400_000;

/**
 * The one person responsible for what a department has not claimed on a local day: whose turn it is, or the next who
 * is at work; on a day on which nobody works, the next who is not away; then the fallback; then anybody at all.
 * Undefined only where nobody is known.
 */
export function onDuty(
  rota: Rota,
  department: string,
  everybody: readonly Candidate[],
  day: string,
): string | undefined {
  const here = everybody.filter(({ left }) => !left);
  const known = new Map(here.map((each) => [each.id, each]));
  const inTurn = rotated(rota, day).flatMap((id) => known.get(id) ?? []);
  const line = inTurn.length > 0 ? inTurn : usualLine(here, department);
  const fallback = rota.fallback === null ? undefined : known.get(rota.fallback);
  const found =
    line.find(({ works, away }) => works && !away) ??
    (line.some(({ works }) => works) ? undefined : line.find(({ away }) => !away)) ??
    fallback ??
    usualLine(here, department).find(({ away }) => !away) ??
    line[0] ??
    here[0];
  return found?.id;
}

/** The people of a rota, from whose turn it is on a day. */
function rotated({ people, turn, since }: Rota, day: string): readonly string[] {
  if (people.length === 0) return [];
  const days = Math.floor((Date.parse(day) - Date.parse(since)) / dayMs);
  const turns = Math.floor(days / (turn === 'week' ? 7 : 1));
  const at = ((turns % people.length) + people.length) % people.length;
  return [...people.slice(at), ...people.slice(0, at)];
}

/** Without a rota: the managers of the department, its people, administrators, and then everybody. */
function usualLine(here: readonly Candidate[], department: string): Candidate[] {
  const rank = ({ department: own, role }: Candidate): number => {
    if (own === department) return role === 'rep' ? 1 : 0;
    return role === 'admin' ? 2 : 3;
  };
  return here.toSorted((one, other) => rank(one) - rank(other));
}
