import type { Cursor, Told } from '../ledger/read.ts';
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

/** Everything a client's card shows: one page of its history, and where the page before it begins. */
export type ClientView = Client & {
  readonly keys: readonly Key[];
  readonly standings: readonly Standing[];
  readonly questions: readonly Open[];
  readonly entries: readonly Told[];
  /** The names of everybody whom the entries mention, by person id. */
  readonly names: ReadonlyMap<string, string>;
  readonly older: Cursor | undefined;
  /** Whether this page is not the first. */
  readonly paged: boolean;
};

/** The subject under which posts show something of a client. */
export function clientSubject(id: string): string {
  return `client:${id}`;
}
