import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CountryCode } from 'libphonenumber-js';
import { insertMany } from '../db/many.ts';
import { openStore } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { findOrMakeClient } from '../src/clients/find-or-make-client.ts';
import { companySound } from '../src/clients/matching/company.ts';
import { phoneNumber } from '../src/clients/matching/phone-number.ts';
import { type Typed, traitsOf } from '../src/clients/matching/traits.ts';
import { matchRecord } from '../src/clients/records/match-record.ts';
import { type Judged, score, table } from './matching-score.ts';

// Loads clients as an import does, asks about each probe, and only then reads what the truth was.
const { values } = parseArgs({
  options: {
    clients: { type: 'string' },
    accounts: { type: 'string' },
    probes: { type: 'string' },
    json: { type: 'string' },
    out: { type: 'string' },
    database: { type: 'string' },
  },
});
const { clients, accounts, probes } = values;
if (!clients || !accounts || !probes) {
  console.error(
    'npm run bench:matching -- --clients F --accounts F --probes F [--json SUMMARY] [--out VERDICTS] [--database URL]',
  );
  process.exit(2);
}

type Row = Typed & { readonly id: string; readonly region: CountryCode };
type Company = {
  readonly id: string;
  readonly form: string;
  readonly core: string;
  readonly domain: string | null;
  readonly phone: string | null;
};

/** So many rows are written at once. */
const batch = 250;

const folder = mkdtempSync(join(tmpdir(), 'baton-matching-'));
const store = await openStore(values.database ?? `sqlite:${join(folder, 'matching.sqlite')}`, () => {});
try {
  const now = Date.now();
  const theirs = new Map<string, string>();
  const started = performance.now();
  await load(store, linesOf<Company>(accounts), async (tx, { id, form, core, domain, phone }) => {
    const name = `${form} ${core}`;
    const number = phone === null ? undefined : phoneNumber(phone, undefined)?.number;
    const keys = [
      { kind: 'id', value: `bench:${id}` } as const,
      ...(domain === null ? [] : [{ kind: 'domain', value: domain } as const]),
      { kind: 'name', value: companySound(name) } as const,
      ...(number === undefined ? [] : [{ kind: 'phone', value: number } as const]),
    ];
    await insertMany(tx.db, 'account', [{ id, name, created_at: now }]);
    const rows = keys.map((key) => ({ ...key, account_id: id }));
    await insertMany(tx.db, 'account_key', rows, 'kept');
  });
  const known = linesOf<Row & { account_id: string | null }>(clients);
  await load(store, known, async (tx, { id, region, account_id, ...typed }) => {
    const account = account_id ?? undefined;
    const found = await findOrMakeClient(
      tx,
      { typed, traits: traitsOf(typed, region), source: 'bench', account, elsewhere: `bench:${id}` },
      now,
    );
    if (!theirs.has(found.id)) theirs.set(found.id, id);
  });
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${known.length} clients loaded in ${seconds.toFixed(1)} s, ${Math.round(known.length / seconds)} a second, ${known.length - theirs.size} of them one with another`,
  );

  const asked = linesOf<Row>(probes).map(({ id, region, name, company, email, phone, site, handle }) => ({
    id,
    region,
    typed: { name, company, email, phone, site, handle },
  }));
  const judged: Judged[] = [];
  for (const { id, region, typed } of asked) {
    const before = performance.now();
    const verdict = await matchRecord(store.read, traitsOf(typed, region), now);
    const ms = performance.now() - before;
    judged.push({
      id,
      verdict: verdict.verdict,
      client: verdict.verdict === 'same' ? (theirs.get(verdict.client) ?? null) : null,
      candidates:
        verdict.verdict === 'possible' ? verdict.candidates.map(({ client }) => theirs.get(client) ?? client) : [],
      account: 'account' in verdict ? verdict.account : null,
      ms: Math.round(ms * 1000) / 1000,
    });
  }
  if (values.out) writeFileSync(values.out, judged.map((each) => `${JSON.stringify(each)}\n`).join(''));
  const summary = score(judged, probes);
  console.log(table(summary));
  if (values.json) writeFileSync(values.json, JSON.stringify(summary, null, 2));
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}

function linesOf<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function load<T>(
  { write }: Store,
  rows: readonly T[],
  put: (tx: Parameters<Parameters<typeof write>[0]>[0], row: T) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += batch)
    await Promise.all(rows.slice(at, at + batch).map((row) => write((tx) => put(tx, row))));
}
