import type { CountryCode } from 'libphonenumber-js';
import type { Db } from '../../db/schema.ts';
import { type Client, type FoundClients, mostHits } from './client.ts';
import { clientsOfKeys } from './key-store.ts';
import { keysOfTraits } from './matching/keys.ts';
import { registrableDomain } from './matching/mailbox.ts';
import { traitsOf } from './matching/traits.ts';
import { accountWith } from './records/account-store.ts';
import { searchClients } from './records/search-clients.ts';
import { clientOfLead } from './standing.ts';
import { clientById, clientsByIds, clientsOfAccount } from './store.ts';

/**
 * The clients that a line may mean: the one of a lead number; those of an e-mail, a phone or a handle; those at a
 * domain; else those of a name or a company. At most one more than are listed, so that "too many" shows.
 */
export async function findClients(db: Db, line: string, country: CountryCode | undefined): Promise<FoundClients> {
  const text = line.trim();
  const exact = (await byLead(db, text)) ?? (await byKey(db, text, country)) ?? (await byDomain(db, text));
  if (exact) return { clients: exact, resemble: false };
  const { clients, resemble } = await searchClients(db, text, mostHits + 1);
  return { clients: await clientsByIds(db, clients), resemble };
}

async function byLead(db: Db, text: string): Promise<Client[] | undefined> {
  const number = /^#?(\d{1,12})$/.exec(text)?.[1];
  const id = number === undefined ? undefined : await clientOfLead(db, Number(number));
  const client = id === undefined ? undefined : await clientById(db, id);
  return client && [client];
}

async function byKey(db: Db, text: string, country: CountryCode | undefined): Promise<Client[] | undefined> {
  const handle = /^(?:@|(?:https?:\/\/)?t\.me\/)/.test(text) ? { handle: text } : {};
  const keys = keysOfTraits(
    traitsOf({ email: text, phone: /\d{5}/.test(text.replace(/\D/g, '')) ? text : null, ...handle }, country),
  );
  const ids = await clientsOfKeys(db, keys);
  return ids.length === 0 ? undefined : clientsByIds(db, ids.slice(0, mostHits + 1));
}

async function byDomain(db: Db, text: string): Promise<Client[] | undefined> {
  const domain = /^\S+\.\S+$/.test(text) ? registrableDomain(text) : '';
  const account = domain === '' ? undefined : await accountWith(db, { kind: 'domain', value: domain });
  const clients = account === undefined ? [] : await clientsOfAccount(db, account, mostHits + 1);
  return clients.length === 0 ? undefined : clients;
}
