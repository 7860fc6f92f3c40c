import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Store } from '../../db/store.ts';
import { FileRefused } from '../bulk/read-rows.ts';
import type { Config } from '../config.ts';
import type { Settings } from '../kernel/delivery.ts';
import { seal } from '../kernel/seal.ts';
import {
  allConnections,
  deleteConnection,
  keptSettings,
  saveConnection,
  sealedAs,
} from '../leads/intake/connection-store.ts';
import { faultWords } from '../leads/intake/fault-words.ts';
import { createSources } from '../sources/index.ts';
import { digestOf } from '../sources/verify.ts';
import { sayer } from '../words/say.ts';

type Print = (words: string, facts: object) => void;

/** What somebody says of a connection on the command line. */
export type Said = {
  readonly name: string;
  readonly kind: string;
  readonly secret: string | undefined;
  readonly country: string | undefined;
  readonly settings: Settings;
};

/**
 * Connects a source, or changes a connection, and prints the address to give to it. Without a secret the address holds a
 * token, which is shown this once. Throws `FileRefused` with words for whoever asked.
 */
export async function addSource(
  store: Store,
  { name, kind, secret, country, settings }: Said,
  config: Pick<Config, 'secret' | 'publicUrl'>,
  print: Print,
  now: number,
): Promise<number> {
  const { kinds, byAddress } = createSources();
  if (!kinds.includes(kind))
    throw new FileRefused(`No source is called ${kind}. These are known: ${kinds.join(', ')}.`);
  if (!/^[\w-]{1,60}$/.test(name)) throw new FileRefused('A name is of letters, digits, hyphens and underscores.');
  const secrets = [secret, settings.api, settings.apiToken].filter((each) => each !== undefined);
  if (secrets.length > 0 && !config.secret)
    throw new FileRefused('Set BATON_SECRET first: secrets are kept sealed under it.');
  const token = secret === undefined ? randomBytes(24).toString('base64url') : undefined;
  const sealed = secret === undefined || !config.secret ? null : seal(config.secret, sealedAs(name), secret);
  await store.write((tx) =>
    saveConnection(tx.db, {
      name,
      kind,
      token_digest: token === undefined ? null : digestOf(token),
      secret: sealed,
      settings: keptSettings(name, settings, config.secret),
      country: country?.toUpperCase() ?? null,
      created_at: now,
    }),
  );
  // A source that can prove nothing has the secret in its address.
  const proof = token === undefined ? (byAddress(kind) ? { secret: secret ?? '' } : {}) : { token };
  const query = new URLSearchParams(proof).toString();
  const path = `/api/v1/sources/${name}${query && `?${query}`}`;
  const url = `${config.publicUrl ?? 'https://baton.example.com'}${path}`;
  print(`${name} (${kind}) is connected. Give it this address:\n  ${url}`, { name, kind, url });
  return 0;
}

/** Prints the connections, and when each was last heard of. */
export async function listSources(store: Store, print: Print): Promise<number> {
  for (const { name, kind, last_at } of await allConnections(store.read)) {
    const last = last_at === null ? undefined : new Date(last_at).toISOString();
    print(`${name}  ${kind}  ${last ?? 'nothing yet'}`, { name, kind, last_at: last ?? null });
  }
  return 0;
}

/** Removes a connection. */
export async function removeSource(store: Store, name: string, print: Print): Promise<number> {
  if (!(await store.write((tx) => deleteConnection(tx.db, name))))
    throw new FileRefused(`No source is connected as ${name}.`);
  print(`${name} is removed. What came by it stays.`, { name });
  return 0;
}

/** Prints what a body would become, without keeping anything: for whoever writes a map of fields. Gives the exit code. */
export async function trySource(
  file: string,
  { kind, type, settings }: { readonly kind: string; readonly type: string; readonly settings: Settings },
  log: (line: string) => void,
  now: number,
): Promise<number> {
  const sources = createSources();
  if (!sources.kinds.includes(kind))
    throw new FileRefused(`No source is called ${kind}. These are known: ${sources.kinds.join(', ')}.`);
  const connection = { name: 'try', kind, settings, secret: undefined, tokenDigest: digestOf('try') };
  const headers = { 'content-type': type };
  const raw = readFileSync(file);
  const delivery = { method: 'POST', url: '', query: { token: 'try' }, headers, raw };
  const understood = await sources.understand(connection, delivery, now);
  if (understood.is === 'read') {
    for (const lead of understood.leads) log(JSON.stringify(lead, null, 2));
    for (const lead of understood.fetch) log(`to be fetched: ${JSON.stringify(lead)}`);
    if (understood.leads.length + understood.fetch.length === 0) log('no enquiry in it');
    return 0;
  }
  log(
    understood.is === 'greeting'
      ? `a handshake, answered with: ${understood.answer.body}`
      : `not understood: ${faultWords(understood.why, sayer('en', 'UTC'))}`,
  );
  return understood.is === 'greeting' ? 0 : 1;
}
