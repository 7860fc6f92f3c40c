import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Db } from '../../../db/schema.ts';
import type { Store } from '../../../db/store.ts';
import { FileRefused } from '../../bulk/read-rows.ts';
import { want } from '../../chat/want.ts';
import type { Clock } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import { anybodyErased, erasedAt, type KeyHasher } from '../erase/erased-keys.ts';
import { keysOfEnquirer } from '../find-or-make-client.ts';
import { heldKeys } from '../key-store.ts';
import type { Key } from '../matching/keys.ts';
import { type ImportJob, insertJob, jobOf, saveJob } from './import-store.ts';
import type { Fault, ListGood, ListKind, ListRow } from './list-kind.ts';
import { type Reading, readList } from './read-list.ts';

/** What a list has: rows that can be taken, of whom some are known by a key already, and rows that cannot. */
export type Checked = {
  readonly good: number;
  readonly known: number;
  readonly faults: readonly Fault[];
  readonly faulty: number;
};

/** What is to happen with a list: where it is announced, what it is called, and how far it has come, as it goes. */
export type Taking = {
  readonly reading: Reading;
  readonly label: string;
  readonly places: readonly string[];
  /** Tells who was erased; without it nobody is recognised. */
  readonly erased: KeyHasher | undefined;
  readonly told: (rows: number) => void;
};

/** So many faults are told; a list that has more is the wrong list. */
const mostFaults = 20;
/** So many rows are one transaction; where nobody else can write meanwhile, ever more, up to what is cheap on disk. */
const batch = 500;
const mostAlone = 10_000;

/** Reads a whole list and changes nothing: the dry run. */
export async function checkList<Extra>(
  { read }: Store,
  kind: ListKind<Extra>,
  file: string,
  taking: Taking,
  now: number,
): Promise<Checked> {
  let [good, known, faulty, rows] = [0, 0, 0, 0];
  const faults: Fault[] = [];
  for await (const rowsRead of inBatches(readList(file, taking.reading, kind), batch)) {
    const some = await screened(read, kind, rowsRead, taking.erased, now);
    const fine = some.filter(isGood);
    const keys = fine.map(keysOfRow);
    const held = await heldKeys(read, keys.flat());
    known += keys.filter((mine) => mine.some(({ kind, value }) => held.has(`${kind} ${value}`))).length;
    good += fine.length;
    faulty += some.length - fine.length;
    rows += some.length;
    faults.push(...some.filter((row) => 'fault' in row).slice(0, mostFaults - faults.length));
    taking.told(rows);
  }
  return { good, known, faults, faulty };
}

/**
 * Takes a list in, batch by batch; a row is taken whole or not at all. A list that was broken off goes on where it
 * stopped, and one that was taken in already is refused (`FileRefused`). In chat one card says so.
 */
export async function importList<Extra>(
  store: Store,
  kind: ListKind<Extra>,
  file: string,
  taking: Taking,
  clock: Clock,
): Promise<ImportJob> {
  const digest = await digestOf(file);
  const before = await jobOf(store.read, digest);
  if (before?.finished_at && before.reverted_at === null)
    throw new FileRefused(`This list was taken in already, as ${before.id}.`);
  let job = before?.reverted_at === null ? before : await begin(store, kind.name, digest, taking.label, clock());
  const most = store.exclusive ? mostAlone : batch;
  for await (const some of inBatches(readList(file, taking.reading, kind), most)) {
    const left = some.filter(({ row }) => row > job.row);
    const rest = await screened(store.read, kind, left, taking.erased, clock());
    if (rest.length > 0) job = await take(store, kind, job, rest, clock());
    taking.told(job.row);
  }
  const done = { ...job, finished_at: clock() };
  await store.write(async (tx) => {
    await saveJob(tx.db, done);
    for (const place of taking.places)
      await want(tx, { place, kind: 'client.import', subject: `import:${job.id}` }, clock());
  });
  return done;
}

/** Whoever was erased is not taken in again, nor what does not fit; the list is told so. */
async function screened<Extra>(
  db: Db,
  { unfit }: ListKind<Extra>,
  rows: readonly ListRow<Extra>[],
  hash: KeyHasher | undefined,
  now: number,
): Promise<ListRow<Extra>[]> {
  const remembers = hash && (await anybodyErased(db)) ? hash : undefined;
  if (!remembers && !unfit) return [...rows];
  const asked = async (row: ListRow<Extra>): Promise<ListRow<Extra>> => {
    if (!isGood(row)) return row;
    const at = remembers && (await erasedAt(db, keysOfRow(row), row.whom.traits.name, remembers));
    const day = at === undefined ? undefined : new Date(at).toISOString().slice(0, 10);
    const fault = day ? `this person was erased on ${day} and is not taken in again` : await unfit?.(db, row, now);
    return fault === undefined ? row : { row: row.row, fault };
  };
  return Promise.all(rows.map(asked));
}

async function take<Extra>(
  { write }: Store,
  kind: ListKind<Extra>,
  job: ImportJob,
  rows: readonly ListRow<Extra>[],
  now: number,
): Promise<ImportJob> {
  const fine = rows.filter(isGood);
  return write(async (tx) => {
    const { made, joined } = await kind.take(tx, fine, { actor: `import:${job.id}`, label: job.label }, now);
    const next = {
      ...job,
      row: rows.at(-1)?.row ?? job.row,
      made: job.made + made,
      joined: job.joined + joined,
      refused: job.refused + rows.length - fine.length,
    };
    await saveJob(tx.db, next);
    return next;
  });
}

function isGood<Extra>(row: ListRow<Extra>): row is ListGood<Extra> {
  return 'whom' in row;
}

function keysOfRow<Extra>({ whom }: ListGood<Extra>): Key[] {
  return keysOfEnquirer({ ...whom, source: '' });
}

async function begin({ write }: Store, kind: string, digest: string, label: string, now: number): Promise<ImportJob> {
  const none = { row: 0, made: 0, joined: 0, refused: 0, finished_at: null, reverted_at: null };
  const job = { id: newId(), kind, digest, label, started_at: now, ...none };
  await write(({ db }) => insertJob(db, job));
  return job;
}

async function* inBatches<T>(rows: AsyncGenerator<T>, most: number): AsyncGenerator<T[]> {
  let some: T[] = [];
  let size = batch;
  for await (const row of rows) {
    some.push(row);
    if (some.length < size) continue;
    yield some;
    some = [];
    size = Math.min(most, 2 * size);
  }
  if (some.length > 0) yield some;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  } catch (fault) {
    throw new FileRefused(`${file}: ${(fault as Error).message}`);
  }
  return hash.digest('hex');
}
