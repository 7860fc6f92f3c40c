import type { Db } from '../../db/schema.ts';
import type { Tx } from '../../db/store.ts';
import { newId } from '../kernel/ids.ts';

/** A call to the outside that is to be made: `key` makes it one among its kind. */
export type Call = {
  readonly kind: string;
  readonly key: string;
  readonly payload: Readonly<Record<string, string | number | null>>;
};

/** What came of a call: done, worth another try, or never to be. */
export type Called =
  | { readonly is: 'done'; readonly body: string }
  | { readonly is: 'again'; readonly why: string; readonly waitMs?: number }
  | { readonly is: 'refused'; readonly why: string };

/** A kind of call: how it is made, and what its outcome means, in the operation that records it. */
export type CallKind = {
  readonly call: (payload: Call['payload'], db: Db) => Promise<Called>;
  readonly done: (tx: Tx, payload: Call['payload'], body: string, now: number) => Promise<void>;
  /** After so many tries, or a refusal. */
  readonly failed: (tx: Tx, payload: Call['payload'], why: string, now: number) => Promise<void>;
};
export type CallKinds = Readonly<Record<string, CallKind>>;

/** Asks for a call; asking again changes nothing, but begins anew what was given up. It is made after the commit. */
export async function callLater(tx: Tx, { kind, key, payload }: Call, now: number): Promise<void> {
  const anew = { payload: JSON.stringify(payload), state: 'new', tries: 0, next_at: now, error: null, at: now };
  await tx.db
    .insertInto('outbox')
    .values({ id: newId(), kind, key, ...anew })
    .onConflict((conflict) => conflict.columns(['kind', 'key']).doUpdateSet(anew).where('outbox.state', '=', 'dead'))
    .execute();
  tx.after('due');
}
