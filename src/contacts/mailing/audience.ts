import { createHash } from 'node:crypto';
import { keysOf } from '../../clients/matching/keys.ts';
import { type Line, partSize } from './check.ts';

/** The lines of an audience of addresses and of clients' ids; what stood there before is marked. */
export function linesOf({ emails = [], ids = [] }: { emails?: readonly string[]; ids?: readonly string[] }): Line[] {
  const seen = new Set<string>();
  const lines = [
    ...emails.map((value): Line => {
      const address = keysOf({ email: value }, undefined)[0]?.value;
      return address === undefined ? { value } : { value, email: address };
    }),
    ...ids.map((value): Line => ({ value, id: value })),
  ];
  return lines.map((line) => marked(line, seen));
}

/** The lines of an audience of hashes; `addresses` are those that were recognised. */
export function linesOfHashes(hashes: readonly string[], addresses: ReadonlyMap<string, string>): Line[] {
  const seen = new Set<string>();
  return hashes.map((value) => {
    const email = addresses.get(value.toLowerCase());
    return marked(email === undefined ? { value, id: '' } : { value, email }, seen);
  });
}

function marked(line: Line, seen: Set<string>): Line {
  const key = line.email ?? `${line.id ?? ''} ${line.value}`;
  if (seen.has(key)) return { ...line, again: true };
  seen.add(key);
  return line;
}

/** Lines, a part at a time. */
export function partsOf(lines: readonly Line[]): Line[][] {
  return Array.from({ length: Math.ceil(lines.length / partSize) }, (_, part) =>
    lines.slice(part * partSize, (part + 1) * partSize),
  );
}

/** A digest (SHA-256, hex) that goes on from the one before it. */
export function digestOn(before: string, more: readonly string[]): string {
  return createHash('sha256').update(before).update(JSON.stringify(more)).digest('hex');
}
