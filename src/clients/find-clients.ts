import type { CountryCode } from 'libphonenumber-js';
import type { Db } from '../../db/schema.ts';
import { type Client, mostHits } from './client.ts';
import { fold } from './fold.ts';
import { keysOf } from './keys.ts';
import { clientOfLead } from './standing.ts';
import { clientById, clientOfKey, clientsNamed } from './store.ts';

/**
 * The clients that a line may mean: the one of a lead number, of an e-mail, a phone or a handle, else those whose
 * name or company has all its words; at most one more than are listed, so that "too many" shows.
 */
export async function findClients(db: Db, line: string, country: CountryCode | undefined): Promise<Client[]> {
  const text = line.trim();
  const exact = (await byLead(db, text)) ?? (await byKey(db, text, country));
  const client = exact && (await clientById(db, exact));
  if (client) return [client];
  const words = fold(text).split(' ').filter(Boolean);
  return words.length === 0 ? [] : clientsNamed(db, words, mostHits + 1);
}

async function byLead(db: Db, text: string): Promise<string | undefined> {
  const number = /^#?(\d{1,12})$/.exec(text)?.[1];
  return number === undefined ? undefined : clientOfLead(db, Number(number));
}

async function byKey(db: Db, text: string, country: CountryCode | undefined): Promise<string | undefined> {
  const handle = text.startsWith('@') ? { handle: text } : {};
  for (const key of keysOf({ email: text, phone: text, ...handle }, country)) {
    const client = await clientOfKey(db, key);
    if (client !== null) return client;
  }
  return undefined;
}
