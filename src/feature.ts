import type { z } from 'zod';
import type { Db } from '../db/schema.ts';
import type { Data, Tx } from '../db/store.ts';
import type { Action, Command } from './chat/action.ts';
import type { Element } from './chat/card.ts';
import type { PostKinds } from './chat/post-kind.ts';
import type { DueKinds } from './schedule/fire.ts';
import type { Say } from './words/say.ts';

/** What a folder of `src/` may bring. `main.ts` lists them; the ground floor calls them through this. */
export type Feature = {
  readonly name: string;
  readonly actions?: Readonly<Record<string, Action>>;
  readonly commands?: Readonly<Record<string, Command>>;
  readonly posts?: PostKinds;
  readonly due?: DueKinds;
  readonly routes?: readonly Route[];
  /** What it knows of a client by all its ids: as a part of the profile, of an export, and of erasing. */
  readonly client?: {
    readonly part?: (db: Db, members: readonly string[]) => Promise<(say: Say) => readonly Element[]>;
    readonly export?: (db: Db, members: readonly string[]) => Promise<object>;
    /** Takes out what a list brought of one client who stays; `actor` is who tells it in the ledger. */
    readonly unlist?: (tx: Tx, client: string, actor: string) => Promise<void>;
    readonly erase?: (tx: Tx, members: readonly string[], now: number) => Promise<void>;
  };
};

/** One route of the API. The body of a GET is its query and the named parts of its path. */
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: z.ZodType;
} & Handling<never>;

/** A route reads, or changes something once: in one operation, however often the request is repeated. */
type Handling<Body> =
  | { readonly run: (request: ApiRequest<Body>) => Promise<Answer> }
  | { readonly once: (request: ApiRequest<Body>) => Promise<Change> };

/** What a request changes, once it has been read outside the transaction what may be read there. */
export type Change = (tx: Tx) => Promise<Answer>;

/** A request whose token was good and whose body fits the schema. */
export type ApiRequest<Body> = {
  readonly body: Body;
  /** The body as it came, for digests. */
  readonly raw: string;
  /** The name of the token. */
  readonly token: string;
  readonly idempotencyKey: string | undefined;
  readonly data: Data;
  readonly now: number;
};

export type Answer =
  | { readonly status: number; readonly body: string }
  | { readonly status: number; readonly problem: string; readonly faults?: readonly Fault[] };

/** What is wrong with which field of a request. */
export type Fault = { readonly field: string; readonly fault: string };

/** A route whose handler gets what its schema gives. */
export type RouteOf<Schema extends z.ZodType> = Pick<Route, 'method' | 'path'> & {
  readonly body: Schema;
} & Handling<z.output<Schema>>;
