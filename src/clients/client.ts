import type { Db } from '../../db/schema.ts';
import type { Element } from '../chat/card.ts';
import type { Cursor, Told } from '../ledger/read.ts';
import type { Say } from '../words/say.ts';
import type { Filter } from './history-filter.ts';
import type { Key } from './matching/keys.ts';

/** A person or company that both departments know. */
export type Client = { readonly id: string; readonly name: string; readonly company: string | null };

/** Clients that a line may mean, or that only resemble it. */
export type FoundClients = { readonly clients: readonly Client[]; readonly resemble: boolean };

/** So many clients are listed to pick from. */
export const mostHits = 10;

/** What a lead of a client tells about it: its stage, and who has it since when. */
export type Standing = {
  readonly lead: number;
  readonly stage: string;
  readonly owner: { readonly id: string; readonly name: string } | null;
  /** Epoch ms. */
  readonly since: number;
};

/** A question that waits for an answer, and the client that another may be. */
export type Open = { readonly id: string; readonly other: Client };

/** Colleagues with their departments, and other clients, by id. */
export type Names = ReadonlyMap<string, { readonly name: string; readonly department?: string | null }>;

/** Everything a client's card shows: one page of its history, and where the page before it begins. */
export type ClientView = Client & {
  readonly keys: readonly Key[];
  readonly standings: readonly Standing[];
  readonly questions: readonly Open[];
  /** What was merged into it, each with the judgement that says so. */
  readonly merged: readonly Open[];
  readonly entries: readonly Told[];
  /** The names of everybody whom the entries mention, by id. */
  readonly names: Names;
  readonly filter: Filter;
  readonly older: Cursor | undefined;
  /** Whether this page is not the first. */
  readonly paged: boolean;
};

/** What another feature knows of a client, by all its ids: as it is drawn on the profile. */
export type ClientPart = (db: Db, members: readonly string[]) => Promise<(say: Say) => readonly Element[]>;

/** The client that some subjects of a post name. */
export function clientIn(subjects: readonly string[]): string | undefined {
  return subjects.find((subject) => subject.startsWith('client:'))?.slice('client:'.length);
}

/** Whether nobody is called so: it is an address or a number, by which a client without a name is known. */
export function isAddress(name: string): boolean {
  return /@|^(?:https?:\/\/|t\.me\/|wa\.me\/)/i.test(name.trim()) || /^\d{5,}$/.test(name.replace(/[\s().+-]/g, ''));
}

/** The subject under which posts show something of a client. */
export function clientSubject(id: string): string {
  return `client:${id}`;
}
