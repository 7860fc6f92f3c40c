import type { CountryCode } from 'libphonenumber-js';
import type { Db } from '../../db/schema.ts';
import { type Client, mostHits } from './client.ts';
import { fold } from './fold.ts';
import { keysOf } from './keys.ts';
import { clientOfLead } from './standing.ts';
import { clientById, clientOfKeys, clientsNamed } from './store.ts';

/**
 * The clients that a line may mean: the one of a lead number, of an e-mail, a phone or a handle, else those whose
 * name or company has all its words; at most one more than are listed, so that "too many" shows.
 */
export async function findClients(db: Db, line: string, country: CountryCode | undefined): Promise<Client[]> {
  const text = line.trim();
  const handle = text.startsWith('@') ? { handle: text } : {};
  const keys = keysOf({ email: text, phone: text, ...handle }, country);
  const exact = (await byLead(db, text)) ?? (await clientOfKeys(db, keys));
  const client = exact && (await clientById(db, exact));
  if (client) return [client];
  const words = fold(text).split(' ').filter(Boolean);
  return words.length === 0 ? [] : clientsNamed(db, words, mostHits + 1);
}

async function byLead(db: Db, text: string): Promise<string | undefined> {
  const number = /^#?(\d{1,12})$/.exec(text)?.[1];
  return number === undefined ? undefined : clientOfLead(db, Number(number));
}
