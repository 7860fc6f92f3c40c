import type { Db } from '../../../db/schema.ts';
import { anybodyErased, erasedAddresses, erasedHashes, type KeyHasher } from '../../clients/erase/erased-keys.ts';
import { rootsOf } from '../../clients/store.ts';
import { clear } from '../clearance/clear.ts';
import { nothingKnown } from '../clearance/facts.ts';
import { readFacts } from '../read-facts.ts';
import { rulesInForce } from '../rules/store.ts';
import type { Check, Line } from './check.ts';
import { type Judged, judge, worse } from './verdict.ts';

/** What is said of a line now, and which client it is about, if any. */
export type JudgedLine = { readonly line: Line; readonly client: string | undefined; readonly judged: Judged };

const kept: Judged = { verdict: 'keep', why: [], owners: [] };

/**
 * Judges lines of an audience as the ledger stands: who they are, and what clearance says to a mailing of this offer by
 * whoever asks. A line whose address leads to several clients is as the most delicate of them.
 */
export async function judgeLines(
  db: Db,
  check: Check,
  lines: readonly Line[],
  erased: KeyHasher | undefined,
  now: number,
): Promise<JudgedLine[]> {
  const emails = [...new Set(lines.flatMap(({ email }) => email ?? []))];
  const { byEmail, byId } = await rootsOf(db, { emails, ids: lines.flatMap(({ id }) => id ?? []) });
  const strangers = emails.filter((email) => !byEmail.has(email));
  const gone = await goneOf(db, strangers, lines, erased);
  const clientsOf = ({ email, id }: Line): string[] =>
    email === undefined ? [byId.get(id ?? '') ?? []].flat() : (byEmail.get(email) ?? []);
  const known = [...new Set(lines.flatMap(clientsOf))];
  const actor = check.person ?? check.actor;
  const asked = { channel: 'mailing', offer: check.offer, actor, now } as const;
  const facts = await readFacts(db, known, { offer: check.offer, channels: ['mailing'] }, now);
  const { values } = await rulesInForce(db);

  return lines.map((line): JudgedLine => {
    const plainly = (code: 'no-address' | 'nobody' | 'erased'): JudgedLine => ({
      line,
      client: undefined,
      judged: { verdict: 'drop', why: [{ code }], owners: [] },
    });
    if (line.email === undefined && line.id === undefined && !line.hashed) return plainly('no-address');
    if (gone.has(line.email ?? (line.hashed ? line.value : ''))) return plainly('erased');
    const [first, ...others] = clientsOf(line);
    if (first === undefined)
      return line.id === undefined ? { line, client: undefined, judged: kept } : plainly('nobody');
    return [first, ...others]
      .map((client) => ({
        line,
        client,
        judged: judge(clear({ ...asked, facts: facts.get(client) ?? nothingKnown, values })),
      }))
      .reduce((one, other) => (worse(one.judged, other.judged) === other.judged ? other : one));
  });
}

/** Whoever was erased is known by a keyed hash of their address alone: of addresses, and of hashes that came as such. */
async function goneOf(
  db: Db,
  strangers: readonly string[],
  lines: readonly Line[],
  erased: KeyHasher | undefined,
): Promise<ReadonlySet<string>> {
  if (!erased || !(await anybodyErased(db))) return new Set();
  const hashes = lines.flatMap(({ hashed, value }) => (hashed ? value : []));
  return new Set([...(await erasedAddresses(db, strangers, erased)), ...(await erasedHashes(db, hashes))]);
}
