import { createHash } from 'node:crypto';
import { keysOf } from '../../clients/matching/keys.ts';
import { tidy } from '../../kernel/text.ts';
import { type Line, partSize } from './check.ts';

/** An audience as it is handed over; `addresses` are those behind hashes, as far as they were recognised. */
export type Handed = {
  readonly emails?: readonly string[] | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly hashes?: readonly string[] | undefined;
  readonly addresses?: ReadonlyMap<string, string> | undefined;
};

/** An audience as it is kept: how many lines, and the lines of each part as JSON. */
export type Audience = { readonly size: number; readonly parts: readonly string[] };

/** Makes the parts of an audience; between two of them the process does what else there is to do. */
export async function audienceOf(handed: Handed): Promise<Audience> {
  const parts: string[] = [];
  let [lines, size] = [[] as Line[], 0];
  for (const line of linesOf(handed)) {
    size += 1;
    if (lines.push(line) < partSize) continue;
    parts.push(JSON.stringify(lines));
    lines = [];
    await new Promise(setImmediate);
  }
  return { size, parts: lines.length > 0 ? [...parts, JSON.stringify(lines)] : parts };
}

/** The lines of an audience; what stood there before is marked. */
function* linesOf({ emails = [], ids = [], hashes = [], addresses }: Handed): Generator<Line> {
  const seen = new Set<string>();
  for (const value of emails) {
    // Marks that nobody sees make no other address.
    const email = keysOf({ email: tidy(value) }, undefined)[0]?.value;
    yield marked(email === undefined ? { value } : { value, email }, seen);
  }
  for (const value of ids) yield marked({ value, id: value }, seen);
  for (const hash of hashes) {
    const value = hash.toLowerCase();
    const email = addresses?.get(value);
    yield marked(email === undefined ? { value, hashed: true } : { value, email }, seen);
  }
}

function marked(line: Line, seen: Set<string>): Line {
  const key = line.email ?? `${line.id === undefined ? '' : 'id'} ${line.value}`;
  if (seen.has(key)) return { ...line, again: true };
  seen.add(key);
  return line;
}

/** A digest (SHA-256, hex) that goes on from the one before it. */
export function digestOn(before: string, more: readonly string[]): string {
  return createHash('sha256').update(before).update(JSON.stringify(more)).digest('hex');
}
