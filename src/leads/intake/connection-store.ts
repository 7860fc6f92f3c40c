import type { CountryCode } from 'libphonenumber-js';
import type { Db, Schema } from '../../../db/schema.ts';
import type { Connection, Settings } from '../../kernel/delivery.ts';
import { seal, unseal } from '../../kernel/seal.ts';

/** A connection to a source, and the country whose phone numbers come by it without a code. */
export type Connected = Connection & { readonly country: CountryCode | undefined };

/** A connection by its name, opened; undefined if there is none. */
export async function readConnection(db: Db, name: string, secret: Buffer | undefined): Promise<Connected | undefined> {
  const row = await db.selectFrom('source').selectAll().where('name', '=', name).executeTakeFirst();
  return row && opened(row, secret);
}

/** The country whose phone numbers come by a connection without a code, if there is one of its own. */
export async function countryOf(db: Db, name: string): Promise<CountryCode | undefined> {
  const row = await db.selectFrom('source').select('country').where('name', '=', name).executeTakeFirst();
  return (row?.country ?? undefined) as CountryCode | undefined;
}

/** All connections, by name. */
export function allConnections(db: Db): Promise<Schema['source'][]> {
  return db.selectFrom('source').selectAll().orderBy('name').execute();
}

/** Writes a connection, or what is new about it; whoever changes its secret or its address does so for good. */
export async function saveConnection(db: Db, row: Omit<Schema['source'], 'last_at'>): Promise<void> {
  const { name: _name, created_at: _since, ...news } = row;
  await db
    .insertInto('source')
    .values({ ...row, last_at: null })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(news))
    .execute();
}

/** Removes a connection; what came by it stays. False if there is none. */
export async function deleteConnection(db: Db, name: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('source').where('name', '=', name).executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Notes that something has come by a connection. */
export async function noteHeard(db: Db, name: string, at: number): Promise<void> {
  await db.updateTable('source').set({ last_at: at }).where('name', '=', name).execute();
}

/** The row under whose name a secret is sealed. */
export function sealedAs(name: string): string {
  return `source/${name}`;
}

/** Settings as they are kept: sealed, where they open the source's own doors (a token, or an address with a code in it). */
export function keptSettings(name: string, settings: Settings, secret: Buffer | undefined): string {
  const text = JSON.stringify(settings);
  if (settings.api === undefined && settings.apiToken === undefined) return text;
  if (!secret) throw new Error('nothing can be sealed without BATON_SECRET');
  return seal(secret, settingsAs(name), text);
}

function settingsAs(name: string): string {
  return `source/${name}/settings`;
}

/** JSON begins with a brace, and nothing that is sealed does. */
function openedSettings({ name, settings }: Schema['source'], secret: Buffer | undefined): Settings {
  const text = settings.startsWith('{') ? settings : secret && unseal(secret, settingsAs(name), settings);
  if (text === undefined) throw new Error(`the settings of source ${name} cannot be opened: was BATON_SECRET changed?`);
  return JSON.parse(text);
}

function opened(row: Schema['source'], secret: Buffer | undefined): Connected {
  const shared = row.secret === null ? undefined : secret && unseal(secret, sealedAs(row.name), row.secret);
  if (row.secret !== null && shared === undefined)
    throw new Error(`the secret of source ${row.name} cannot be opened: was BATON_SECRET changed?`);
  return {
    name: row.name,
    kind: row.kind,
    settings: openedSettings(row, secret),
    secret: shared,
    tokenDigest: row.token_digest ?? undefined,
    country: (row.country ?? undefined) as CountryCode | undefined,
  };
}
