import type { z } from 'zod';
import type { Db } from '../db/schema.ts';
import type { Data, Tx } from '../db/store.ts';
import type { Action, Command } from './chat/action.ts';
import type { Element } from './chat/card.ts';
import type { HomeSection } from './chat/home.ts';
import type { PostKinds } from './chat/post-kind.ts';
import type { Delivery, SourceAnswer } from './kernel/delivery.ts';
import type { CallKinds } from './outbox/call.ts';
import type { DueKinds } from './schedule/fire.ts';
import type { Say } from './words/say.ts';

/** What a folder of `src/` may bring. `main.ts` lists them; the ground floor calls them through this. */
export type Feature = {
  readonly name: string;
  readonly actions?: Readonly<Record<string, Action>>;
  readonly commands?: Readonly<Record<string, Command>>;
  readonly posts?: PostKinds;
  /** The kinds of post that can be lines of a digest where many wait. */
  readonly folds?: readonly string[];
  readonly due?: DueKinds;
  /** Its part of everybody's own page. */
  readonly home?: HomeSection;
  readonly routes?: readonly Route[];
  /** Requests from outside that are verified by their own bytes. */
  readonly hooks?: readonly Hook[];
  /** Calls to the outside. */
  readonly calls?: CallKinds;
  /** Files that whoever has a signed link may fetch, by kind. */
  readonly files?: Readonly<Record<string, FileKind>>;
  /** What it knows of a client by all its ids: as a part of the profile, of an export, and of erasing. */
  readonly client?: {
    readonly part?: (db: Db, members: readonly string[]) => Promise<(say: Say) => readonly Element[]>;
    readonly export?: (db: Db, members: readonly string[]) => Promise<object>;
    /** Takes out what a list brought of one client who stays; `actor` is who tells it in the ledger. */
    readonly unlist?: (tx: Tx, client: string, actor: string) => Promise<void>;
    /** Hears of every contact as it is logged, in the same operation. */
    readonly touched?: Touched;
    readonly erase?: (tx: Tx, members: readonly string[], now: number) => Promise<void>;
  };
};

/** A contact with a client: by which colleague if any, by what channel, in which direction, when (epoch ms). */
export type Touched = (
  tx: Tx,
  touch: {
    readonly client: string;
    readonly person: string | undefined;
    readonly channel: string;
    readonly direction: 'in' | 'out';
    readonly at: number;
  },
  now: number,
) => Promise<void>;

/** A path at which somebody outside calls with a body of their own kind, and wants an answer of their own kind. */
export type Hook = {
  readonly path: string;
  readonly run: (
    request: Delivery & {
      readonly params: Readonly<Record<string, string>>;
      readonly data: Data;
      readonly now: number;
    },
  ) => Promise<SourceAnswer | { readonly problem: string; readonly status: number }>;
};

/** A file behind a signed link: its name, and what is in it, piece by piece; undefined if there is none any more. */
export type FileKind = (
  db: Db,
  id: string,
) => Promise<{ readonly name: string; readonly pieces: AsyncIterable<string> } | undefined>;

/** One route of the API. What the path names stands in the body, too; the body of a GET is its query. */
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: z.ZodType;
  /** How long a body may be, where it is more than a form's. */
  readonly mostBytes?: number;
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
export type RouteOf<Schema extends z.ZodType> = Pick<Route, 'method' | 'path' | 'mostBytes'> & {
  readonly body: Schema;
} & Handling<z.output<Schema>>;
