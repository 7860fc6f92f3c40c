import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CountryCode } from 'libphonenumber-js';
import { openStore } from '../../db/open.ts';
import type { Db } from '../../db/schema.ts';
import { runImport } from '../../src/cli/import.ts';
import { keysOf } from '../../src/clients/matching/keys.ts';
import type { SourceLead } from '../../src/kernel/delivery.ts';
import { seal } from '../../src/kernel/seal.ts';
import { keptSettings, saveConnection, sealedAs } from '../../src/leads/intake/connection-store.ts';
import { leadList } from '../../src/leads/lead-list.ts';
import { at, readBody, text } from '../../src/sources/body.ts';
import { sourceKinds } from '../../src/sources/kinds.ts';
import type { SourceKind } from '../../src/sources/source.ts';
import { digestOf, signAs } from '../../src/sources/verify.ts';
import { secret as batonSecret, startBaton, type TestBaton } from './baton.ts';
import { until } from './until.ts';

/** A folder's sample: a body, what is told about it, and what is expected of it. */
type Sample = {
  readonly name: string;
  readonly kind: SourceKind;
  readonly raw: Buffer;
  readonly type: string;
  readonly country: string | undefined;
  readonly map: Readonly<Record<string, string>> | undefined;
  /** It is what the source answers to us, and not what it sends. */
  readonly fetched: boolean;
  readonly file: boolean;
  readonly expected: Expected;
};

type Lead = Readonly<Record<string, unknown>>;
type Expected = {
  readonly leads: readonly Lead[];
  readonly accept?: Readonly<Record<string, readonly unknown[]>>;
  readonly hydrate?: readonly string[];
  readonly test?: boolean;
  readonly ping?: boolean;
  readonly respond?: { readonly status: number; readonly body?: string };
  readonly update_of?: string;
  readonly rejected_rows?: readonly string[];
  readonly merged_rows?: Readonly<Record<string, string>>;
};

/** What came of one sample: a line, and what was wrong. */
export type Ran = { readonly name: string; readonly line: string; readonly faults: readonly string[] };

/** Samples are called after their source; some by another name than ours. */
const aliases: Readonly<Record<string, string>> = { make: 'generic', meta: 'meta_lead_ads', tiktok: 'tiktok_lead_gen' };
const token = 'an-address-that-nobody-guesses';
const confirmation = 'c0nf1rm';
const hour = 3_600_000;

/**
 * Runs a folder of samples through the product's own intake, over HTTP, against a Baton that is up: each becomes the
 * expected lead, once; and nothing comes of it with a wrong signature, an old time stamp, or a body that breaks off.
 */
export async function runSources(folder: string): Promise<Ran[]> {
  const samples = readSamples(folder);
  const place = await mkdtemp(join(tmpdir(), 'baton-sources-'));
  const databaseUrl = `sqlite:${join(place, 'baton.sqlite')}`;
  const vendor = await startVendor(samples);
  await connect(databaseUrl, samples, vendor.url);
  const files = await importFiles(databaseUrl, samples, folder);
  const baton = await startBaton({ databaseUrl, env: { PUBLIC_URL: 'https://baton.example.com' } });
  const answers = new Map<string, Answered>();
  try {
    for (const sample of samples.filter(({ file }) => !file)) answers.set(sample.name, await deliver(baton, sample));
    await until('everything to be fetched', () => vendor.asked.size >= vendor.bodies);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await baton.pause();
    const store = await openStore(databaseUrl, () => {});
    const ran: Ran[] = [];
    for (const sample of samples)
      ran.push(
        sample.file
          ? await judgeFile(store.read, sample, files.get(sample.name) ?? [])
          : await judge(store.read, sample, answers.get(sample.name)),
      );
    await store.close();
    return ran;
  } finally {
    await baton.stop();
    await vendor.close();
    await rm(place, { recursive: true, force: true });
  }
}

function readSamples(folder: string): Sample[] {
  const names = readdirSync(folder).flatMap((file) => /^(.*)\.expect\.json$/.exec(file)?.[1] ?? []);
  return names.sort().map((name) => {
    const read = (file: string): Buffer => readFileSync(join(folder, file));
    const meta = existsSync(join(folder, `${name}.meta.json`)) ? JSON.parse(read(`${name}.meta.json`).toString()) : {};
    const scheme = String(meta.verification?.scheme ?? '');
    const labels = meta.field_labels as Record<string, string> | undefined;
    return {
      name,
      kind: kindOf(name),
      raw: read(meta.body_file ?? `${name}.json`),
      type: meta.content_type ?? 'application/json',
      country: meta.default_region,
      map: labels ? Object.fromEntries(Object.entries(labels).map(([path, label]) => [label, path])) : meta.map,
      fetched: /answer to our own/.test(scheme),
      file: /^text\/csv/.test(meta.content_type ?? ''),
      expected: JSON.parse(read(`${name}.expect.json`).toString()),
    };
  });
}

function kindOf(name: string): SourceKind {
  const known = [...sourceKinds.keys()].filter((kind) => name.startsWith(kind)).sort((a, b) => b.length - a.length);
  const kind = sourceKinds.get(known[0] ?? aliases[name.split('_')[0] ?? ''] ?? '');
  if (!kind) throw new Error(`no source is called like ${name}`);
  return kind;
}

/** What a connection shares with its source: for those whose secret stands in the body, what stands there. */
async function secretOf({ kind, raw, type }: Sample): Promise<string | undefined> {
  if (kind.scheme.by === 'hmac') return 'a-secret-of-the-source';
  if (kind.scheme.by === 'basic') return 'baton:a-password-of-the-source';
  return kind.scheme.by === 'field' ? text(at(await readBody(raw, type), kind.scheme.path)) : undefined;
}

async function connect(databaseUrl: string, samples: readonly Sample[], api: string): Promise<void> {
  const store = await openStore(databaseUrl, () => {});
  for (const sample of samples) {
    const shared = await secretOf(sample);
    const settings = { ...(sample.map ? { map: sample.map } : {}), confirmation, api: `${api}/${sample.name}` };
    const sealed = shared === undefined ? null : seal(Buffer.from(batonSecret, 'hex'), sealedAs(sample.name), shared);
    await store.write((tx) =>
      saveConnection(tx.db, {
        name: sample.name,
        kind: sample.kind.name,
        token_digest: shared === undefined ? digestOf(token) : null,
        secret: sealed,
        settings: keptSettings(sample.name, settings, Buffer.from(batonSecret, 'hex')),
        country: sample.country ?? null,
        created_at: Date.now(),
      }),
    );
  }
  await store.close();
}

/** The source's own API: it refuses once, as if it were busy, and then gives the enquiry that it was asked for. */
async function startVendor(samples: readonly Sample[]) {
  const asked = new Set<string>();
  const refused = new Set<string>();
  const bodies = new Map(samples.filter(({ fetched }) => fetched).map((each) => [each.name, each.raw]));
  const server = createServer((request, response) => {
    const name = request.url?.split('/')[1] ?? '';
    const body = bodies.get(name);
    if (!body) return response.writeHead(503).end();
    if (!refused.has(name)) {
      refused.add(name);
      return response.writeHead(429, { 'retry-after': '1' }).end();
    }
    asked.add(name);
    return response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    bodies: bodies.size,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

type Answered = {
  readonly first: { readonly status: number; readonly body: string };
  readonly again: number;
  /** What was tried against it, and how it was answered. */
  readonly refused: readonly (readonly [string, number])[];
};

async function deliver(baton: TestBaton, sample: Sample): Promise<Answered> {
  const body = bodyOf(sample);
  const secret = await secretOf(sample);
  const cut = body.subarray(0, Math.floor(body.length * 0.6));
  const refused: [string, number][] = [];
  const against = async (what: string, request: Promise<Response>): Promise<void> => {
    refused.push([what, (await request).status]);
  };
  const good = headersOf(sample, secret, body, Date.now());
  if (secret === undefined) await against('wrong address', post(baton, sample, body, good, 'wrong'));
  else {
    await against('wrong signature', post(baton, sample, ...(await forged(sample, body))));
    if (sample.kind.scheme.by === 'hmac') await against('truncated body', post(baton, sample, cut, good));
    if (sample.kind.scheme.by === 'hmac' && sample.kind.scheme.moment)
      await against('old time stamp', post(baton, sample, body, headersOf(sample, secret, body, Date.now() - hour)));
  }
  const first = await post(baton, sample, body, good);
  const answered = { status: first.status, body: await first.text() };
  const again = await post(baton, sample, body, headersOf(sample, secret, body, Date.now()));
  // Nobody can tell that a body without a signature breaks off, but that it cannot be read: it is kept.
  const readable = secret === undefined && /json/.test(sample.type);
  if (readable && (await post(baton, sample, cut, good)).status !== first.status) refused.push(['truncated body', 0]);
  return { first: answered, again: again.status, refused };
}

/** What is fetched is announced first, as its source announces it. */
function bodyOf({ fetched, raw }: Sample): Buffer {
  if (!fetched) return raw;
  const { id } = JSON.parse(raw.toString());
  const entry = [{ changes: [{ field: 'leadgen', value: { leadgen_id: id } }] }];
  return Buffer.from(JSON.stringify({ object: 'page', entry }));
}

async function forged(sample: Sample, body: Buffer): Promise<[Buffer, Record<string, string>]> {
  const secret = await secretOf(sample);
  if (sample.kind.scheme.by === 'field') return [Buffer.from(body.toString().replaceAll(secret ?? '', 'guessed')), {}];
  return [body, headersOf(sample, 'guessed', body, Date.now())];
}

function headersOf(
  { kind, name }: Sample,
  secret: string | undefined,
  raw: Buffer,
  now: number,
): Record<string, string> {
  if (secret === undefined || kind.scheme.by === 'field' || kind.scheme.by === 'address') return {};
  if (kind.scheme.by === 'basic') return { authorization: `Basic ${Buffer.from(secret).toString('base64')}` };
  const url = `https://baton.example.com/api/v1/sources/${name}`;
  return signAs(kind.scheme, secret, { method: 'POST', url, query: {}, headers: {}, raw }, now);
}

function post(
  baton: TestBaton,
  { name, type, fetched, kind }: Sample,
  body: Buffer,
  headers: Record<string, string>,
  address = token,
): Promise<Response> {
  const query = kind.scheme.by === 'hmac' || kind.scheme.by === 'basic' ? '' : `?token=${address}`;
  return fetch(`${baton.url}/api/v1/sources/${name}${query}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': fetched ? 'application/json' : type, ...headers },
    body: new Uint8Array(body),
  });
}

async function judge(db: Db, sample: Sample, answered: Answered | undefined): Promise<Ran> {
  const { name, expected } = sample;
  const faults: string[] = [];
  if (!answered) return { name, line: `no answer  ${name}`, faults: ['was not delivered'] };
  const { first, again, refused } = answered;
  const status = expected.respond?.status ?? 200;
  if (first.status !== status && first.status !== 302) faults.push(`was answered ${first.status}`);
  const wanted = expected.respond?.body?.replace(/^<.*>$/, confirmation);
  if (wanted !== undefined && first.body !== wanted) faults.push(`was answered “${first.body}”`);
  if (again !== first.status) faults.push(`a repeat was answered ${again}`);
  for (const [what, given] of refused) if (given !== 401) faults.push(`${what} was answered ${given}`);
  const { leads, waiting, calls, unread } = await kept(db, sample);
  if (/json/.test(sample.type) && refused.some(([what]) => what === 'wrong address') && unread !== 1)
    faults.push(`${unread} bodies that break off are kept`);
  const found = [...leads, ...waiting, ...(sample.fetched ? [] : calls)];
  if (found.length !== expected.leads.length) faults.push(`became ${found.length} of ${expected.leads.length} leads`);
  for (const lead of expected.leads) faults.push(...missing(lead, found, sample));
  const fetched = calls.map(({ external_id }) => external_id);
  if (expected.hydrate && expected.hydrate.join() !== fetched.join()) faults.push(`fetches ${fetched.join()}`);
  if (expected.test && leads.length > 0) faults.push('a test became a lead');
  const what = [
    ...(leads.length > 0 ? [`${leads.length} lead`] : []),
    ...(waiting.length > 0 ? [`${waiting.length} in the waiting room`] : []),
    ...(calls.length > 0 && !sample.fetched ? [`${calls.length} to be fetched`] : []),
    ...(found.length === 0 ? ['no new enquiry'] : []),
  ].join(', ');
  const line = `${faults.length === 0 ? 'ok  ' : 'FAIL'}  ${name}  ${what}; refused: ${refused.map(([each]) => each).join(', ') || 'nothing'}; repeated: once`;
  return { name, line, faults };
}

/** What the database has of a sample: leads, enquiries that wait, and enquiries that are to be fetched. */
async function kept(db: Db, { name, country }: Sample) {
  const region = (country ?? 'DE') as CountryCode;
  const rows = await db
    .selectFrom('ledger')
    .innerJoin('lead', 'lead.number', 'ledger.lead')
    .selectAll('lead')
    .where('ledger.kind', '=', 'lead.arrived')
    .where('ledger.actor', '=', `source:${name}`)
    .orderBy('lead.number')
    .execute();
  const leads = rows.map(({ extra, ...row }) => ({ ...row, ...JSON.parse(extra ?? '{}') }) as Record<string, unknown>);
  const all = await db.selectFrom('waiting').selectAll().where('source', '=', name).execute();
  const waits = all.filter(({ reason }) => reason !== 'unreadable');
  const calls = await db.selectFrom('outbox').selectAll().where('key', 'like', `${name}/%`).orderBy('id').execute();
  const told = (text: string): Record<string, unknown> => {
    const { submittedAt, externalId, ...lead } = JSON.parse(text) as SourceLead;
    return { ...lead, submitted_at: submittedAt, external_id: externalId };
  };
  const normal = (lead: Record<string, unknown>): Record<string, unknown> => {
    const keys = keysOf({ email: text(lead.email), phone: text(lead.phone) }, region);
    const email = keys.find(({ kind }) => kind === 'email')?.value;
    // Whoever has no name is called by their address or number.
    const name = [lead.email, lead.phone].includes(lead.name) ? undefined : lead.name;
    return { ...lead, name, phone: keys.find(({ kind }) => kind === 'phone')?.value, email };
  };
  return {
    leads: leads.map(normal),
    waiting: waits.map((each) => normal(told(each.told))),
    unread: all.length - waits.length,
    calls: calls.map((each) => told(String(JSON.parse(each.payload).told))),
  };
}

const compared = [
  'name',
  'email',
  'phone',
  'company',
  'message',
  'campaign',
  'utm',
  'form',
  'submitted_at',
  'external_id',
];

/** What of an expected lead none of those found has. */
function missing(expected: Lead, found: readonly Lead[], { kind, expected: { accept = {} } }: Sample): string[] {
  const faultsOf = (lead: Lead): string[] =>
    compared.flatMap((field) => {
      const others = (accept[field] ?? []).map((each) => (each === null ? undefined : each));
      const wanted = [expected[field], ...others];
      const has = lead[field] ?? undefined;
      const fits = wanted.some((each) => each === '*' || same(field, each, has));
      return fits ? [] : [`${field}: ${JSON.stringify(has)} instead of ${JSON.stringify(expected[field])}`];
    });
  const source = [expected.source, ...(accept.source ?? [])].includes(kind.name) ? [] : [`source: ${kind.name}`];
  const best = found.map(faultsOf).sort((one, other) => one.length - other.length)[0] ?? ['nothing like it came'];
  return [...source, ...best];
}

function same(field: string, wanted: unknown, has: unknown): boolean {
  if (field === 'submitted_at' && typeof wanted === 'string' && typeof has === 'string')
    return wanted === has || Date.parse(wanted) === Date.parse(has);
  return JSON.stringify(wanted ?? null) === JSON.stringify(has ?? null);
}

type Imported = readonly string[];

/** Lists go the way of lists: `npx baton import leads`. */
async function importFiles(
  databaseUrl: string,
  samples: readonly Sample[],
  folder: string,
): Promise<ReadonlyMap<string, Imported>> {
  const said = new Map<string, string[]>();
  for (const { name, country } of samples.filter(({ file }) => file)) {
    const lines: string[] = [];
    const store = await openStore(databaseUrl, () => {});
    const region = (country ?? 'DE') as CountryCode;
    const taking = {
      reading: { system: undefined, mapping: {}, country: region },
      label: name,
      places: [],
      erased: undefined,
    };
    const printing = {
      print: (words: string) => lines.push(words),
      complain: (words: string) => lines.push(words),
    };
    const wanted = { dryRun: false, allOrNothing: false };
    await runImport(store, leadList(region), join(folder, `${name}.csv`), taking, wanted, printing);
    await store.close();
    said.set(name, lines);
  }
  return said;
}

async function judgeFile(db: Db, sample: Sample, said: Imported): Promise<Ran> {
  const { name, expected, country } = sample;
  const rows = await db.selectFrom('lead').selectAll().where('source', '=', name).orderBy('number').execute();
  const region = (country ?? 'DE') as CountryCode;
  const found = rows.map(({ arrived_at, ...row }) => {
    const keys = keysOf({ email: row.email ?? undefined, phone: row.phone ?? undefined }, region);
    const phone = keys.find(({ kind }) => kind === 'phone')?.value;
    const email = keys.find(({ kind }) => kind === 'email')?.value;
    // Whoever has no name is called by their address.
    const name = row.name.includes('@') ? undefined : row.name;
    return { ...row, name, phone, email, submitted_at: new Date(arrived_at).toISOString() };
  });
  const faults: string[] = [];
  for (const lead of expected.leads) {
    const { external_id: _id, ...told } = lead;
    const undated = told.submitted_at === undefined;
    const like = undated ? found.map(({ submitted_at: _at, ...each }) => each) : found;
    faults.push(
      ...missing(told, like, { ...sample, expected: { ...expected, accept: { source: [sample.kind.name] } } }),
    );
  }
  const merged = Object.keys(expected.merged_rows ?? {}).length;
  if (found.length !== expected.leads.length + merged) faults.push(`${found.length} rows were taken`);
  const clients = new Set(found.map(({ client_id }) => client_id));
  if (clients.size !== expected.leads.length) faults.push(`${clients.size} clients`);
  const refused = (expected.rejected_rows ?? []).length;
  if (refused > 0 && !/row \d+: has n/.test(said.join('\n'))) faults.push('a bad row was not named');
  const line = `${faults.length === 0 ? 'ok  ' : 'FAIL'}  ${name}  ${found.length} rows taken of ${clients.size} clients, ${refused} refused with the reason`;
  return { name, line, faults };
}
