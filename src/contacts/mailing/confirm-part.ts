import type { Tx } from '../../../db/store.ts';
import type { KeyHasher } from '../../clients/erase/erased-keys.ts';
import { appendEach } from '../../ledger/append-each.ts';
import { namesOf } from '../../team/store.ts';
import { asksAbout } from './ask-store.ts';
import { digestOn } from './audience.ts';
import { type Check, type Counts, count, type Line } from './check.ts';
import { judgeLines } from './judge-lines.ts';
import { headsOf, insertPlaces, linesIn, listedIn, saveLines } from './store.ts';
import { answered } from './verdict.ts';

/** A part of the final list, and how the digests of the list and of the ledger go on. */
export type Confirmed = { readonly counts: Counts; readonly list: string; readonly ledger: string };

/**
 * The last look at a part, as late as can be: what was to be mailed is judged again, owners' answers are honoured, and
 * whoever has got an owner meanwhile is as one whose owner did not answer. Whoever is left out is told to the ledger.
 */
export async function confirmPart(
  tx: Tx,
  check: Check,
  part: number,
  erased: KeyHasher | undefined,
  now: number,
): Promise<Confirmed> {
  const lines = await linesIn(tx.db, check.id, part);
  const open = lines.filter(({ verdict }) => verdict !== 'drop');
  const judged = new Map((await judgeLines(tx.db, check, open, erased, now)).map((each) => [each.line, each]));
  const asks = await asksAbout(
    tx.db,
    check.id,
    open.flatMap(({ client }) => client ?? []),
  );
  const owners = [...judged.values()].flatMap(({ judged: { owners: each } }) => each);
  const names = await namesOf(tx.db, [...new Set([...owners, ...asks.map(({ person }) => person)])]);
  const asksBy = Map.groupBy(asks, ({ client }) => client);
  const found = [...judged.values()].flatMap(({ line, client }) => (client && client !== line.client ? client : []));
  // Whom an address leads to may be another now: somebody who came since, or was made one with somebody on the list.
  const seen = await listedIn(tx.db, check.id, found);
  const final = lines.map((line): Line => {
    const again = judged.get(line);
    if (!again) return line;
    const { client = line.client, judged: now } = again;
    const known = client === undefined ? {} : { client };
    if (client !== undefined && client !== line.client) {
      if (seen.has(client)) return { ...line, ...known, verdict: 'drop', why: [{ code: 'repeated' }] };
      seen.add(client);
    }
    if (now.verdict === 'drop') return { ...line, ...known, verdict: 'drop', why: now.why };
    const { verdict, code, person } = answered(asksBy.get(line.client ?? '') ?? [], now.owners, check.silence);
    const why = code && person ? [{ code, who: names.get(person) ?? '?' }] : [];
    return { ...line, ...known, verdict, why: [...why, ...now.why] };
  });
  await insertPlaces(
    tx.db,
    [...new Set(found)].map((client) => ({ check_id: check.id, client_id: client, part })),
  );
  await tellPrevented(tx, check, final, now);
  await saveLines(tx.db, check.id, part, final.map(told));
  const kept = final.filter(({ verdict }) => verdict === 'keep');
  const heads = await headsOf(
    tx.db,
    kept.flatMap(({ client }) => client ?? []),
  );
  return {
    counts: count(final),
    list: digestOn(
      check.list,
      kept.map(({ value }) => value),
    ),
    ledger: digestOn(check.ledger, heads),
  };
}

/** Who is left out is told so once, however often the list is looked at. */
function told(line: Line): Line {
  return line.verdict === 'drop' ? { ...line, told: true } : line;
}

/** A client who is left out, and would have been contacted twice, is a near miss of theirs. */
async function tellPrevented(tx: Tx, check: Check, lines: readonly Line[], now: number): Promise<void> {
  const out = lines.flatMap(({ client, verdict, why = [], told: before }) =>
    client === undefined || verdict !== 'drop' || before || why[0]?.code === 'repeated' ? [] : [{ client, why }],
  );
  // Of several addresses of one client the first says it.
  const clients = new Map(out.toReversed().map((each) => [each.client, each.why]));
  const entries = [...clients].map(([client, why]) => ({
    stream: client,
    client,
    kind: 'contact.prevented',
    actor: check.person ?? check.actor,
    detail: { channel: 'mailing', light: 'red', reasons: why.map(({ code }) => code).join(' '), check: check.id },
    words: { about: check.name },
  }));
  await appendEach(tx, entries, now);
}
