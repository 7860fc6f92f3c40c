import type { Db } from '../../db/schema.ts';
import { historyOfStreams } from '../../src/ledger/read.ts';

/** The colleagues of a story, whichever chat they use. */
export type Actor = 'anna' | 'boris' | 'clara';

/** A chat as the people in it use it: the same story can be told on each. */
export type Stage = {
  /** A lead comes in by the API. */
  lead(enquiry: object): Promise<number>;
  /** Presses a button on the newest thing that this person sees and that says some words. */
  press(who: Actor, words: string, button: string): Promise<void>;
  /** Fills in the form that is open for this person, and sends it; colleagues are named. */
  fill(who: Actor, values: Readonly<Record<string, string>>): Promise<void>;
  /** Hands a list of addresses over, as this chat takes files; then a form is open that asks what it is for. */
  handList(who: Actor, name: string, csv: string): Promise<void>;
  /** Types a command. */
  type(who: Actor, line: string): Promise<void>;
  /** Waits until this person sees something that says some words. */
  sees(who: Actor, words: string): Promise<void>;
  read<T>(ask: (db: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** The ledger of a client as it reads on any platform: names for ids, and nothing that a clock or chance made. */
export async function toldOf(db: Db, email: string): Promise<unknown[]> {
  const key = await db
    .selectFrom('client_key')
    .select('client_id')
    .where('value', '=', email)
    .executeTakeFirstOrThrow();
  const people = await db.selectFrom('person').select(['id', 'name']).execute();
  const handoffs = await db.selectFrom('handoff').select('id').orderBy('id').execute();
  const touches = await db.selectFrom('touch').select('id').orderBy('id').execute();
  const known = new Map([
    ...people.map(({ id, name }) => [id, name] as const),
    ...handoffs.map(({ id }, index) => [id, `handoff ${index}`] as const),
    ...touches.map(({ id }, index) => [id, `touch ${index}`] as const),
  ]);
  const plain = (value: unknown): unknown => (typeof value === 'string' ? (known.get(value) ?? value) : value);
  const rows = await historyOfStreams(db, [key.client_id], 100);
  return rows.reverse().map(({ kind, actor, lead, detail, words }) => ({
    kind,
    actor: plain(actor),
    lead,
    detail: Object.fromEntries(
      Object.entries(detail)
        .filter(([name]) => !['happened', 'since'].includes(name))
        .map(([name, value]) => [name, plain(value)]),
    ),
    words,
  }));
}
