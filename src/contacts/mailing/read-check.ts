import type { Db } from '../../../db/schema.ts';
import { keysOf } from '../../clients/matching/keys.ts';
import { clientsByIds } from '../../clients/store.ts';
import { namesOf } from '../../team/store.ts';
import type { Named } from '../clearance/facts.ts';
import { asksOf, waitingIn } from './ask-store.ts';
import type { Check, Line } from './check.ts';
import { checkById, latestChecks, linesIn } from './store.ts';

/** Who was asked about how many clients, and how many of them are open, or are to be left out. */
export type Waiting = { readonly who: Named; readonly asked: number; readonly open: number; readonly out: number };

/** A check with the names of whoever asks and whoever is asked. */
export type CheckView = { readonly check: Check; readonly by: Named; readonly waiting: readonly Waiting[] };

/** Everything that the card of a check shows. */
export async function readCheck(db: Db, id: string): Promise<CheckView | undefined> {
  const check = await checkById(db, id);
  if (!check) return undefined;
  const asked = await waitingIn(db, id);
  const people = [...asked.map(({ person }) => person), ...(check.person === undefined ? [] : [check.person])];
  const names = await namesOf(db, people);
  const named = (person: string): Named => ({ id: person, name: names.get(person) ?? '?' });
  const waiting = asked.map(({ person, ...counted }) => ({ who: named(person), ...counted }));
  const program = check.actor.replace(/^source:/, '');
  return { check, waiting, by: check.person === undefined ? { id: check.actor, name: program } : named(check.person) };
}

/** The latest checks. */
export async function readChecks(db: Db, most: number): Promise<CheckView[]> {
  const views = await Promise.all((await latestChecks(db, most)).map(({ id }) => readCheck(db, id)));
  return views.flatMap((view) => view ?? []);
}

/** A client about whom somebody is asked, and what they said. */
export type Asked = {
  readonly id: string;
  readonly name: string;
  readonly company: string | null;
  readonly answer: 'keep' | 'drop' | undefined;
};

/** What one colleague is asked in a check: so many of the clients as a card holds, and how many there are in all. */
export type AskView = CheckView & { readonly clients: readonly Asked[]; readonly inAll: number; readonly open: number };

/** A card, and a page of the whole list, holds so many. */
export const mostAsked = 10;

/** What the card of whoever is asked shows: what is open first; or one page of all, in an order that stays. */
export async function readAsk(
  db: Db,
  { check: id, person }: { readonly check: string; readonly person: string },
  page?: number,
): Promise<AskView | undefined> {
  const view = await readCheck(db, id);
  const mine = view?.waiting.find(({ who }) => who.id === person);
  if (!view || !mine) return undefined;
  const some = await asksOf(db, id, person, { most: mostAsked, page });
  const clients = await clientsByIds(
    db,
    some.map(({ client }) => client),
  );
  const answers = new Map(some.map(({ client, answer }) => [client, answer]));
  const asked = clients.map(({ id: client, name, company }) => ({
    id: client,
    name,
    company,
    answer: answers.get(client),
  }));
  return { ...view, clients: asked, inAll: mine.asked, open: mine.open };
}

/** The addresses of a final list, part by part, as they can be written to. */
export async function* finalList(db: Db, { id, parts }: Check): AsyncGenerator<string[]> {
  for (let part = 0; part < parts; part += 1)
    yield (await linesIn(db, id, part)).flatMap(({ value, email, verdict }) =>
      verdict === 'keep' ? writable(value, email) : [],
    );
}

/** An address as it was typed, without what stood around it: `Ida <ida@example.com>`, `mailto:`, a full stop. */
function writable(typed: string, email: string | undefined): string {
  if (email === undefined) return typed;
  const [bare = ''] = /[^\s<>"'(),:;\\[\]]+@[^\s<>"'(),:;\\[\]]+/.exec(typed.replace(/^\s*mailto:/i, '')) ?? [];
  const address = bare.replace(/\.+$/, '');
  return keysOf({ email: address }, undefined)[0]?.value === email ? address : email;
}

/** Every row of an audience with what is said of it, part by part; rows count from 1. */
export async function* allRows(db: Db, { id, parts }: Check): AsyncGenerator<{ row: number; line: Line }[]> {
  for (let [part, row] = [0, 1]; part < parts; part += 1) {
    const lines = await linesIn(db, id, part);
    const from = row;
    yield lines.map((line, index) => ({ row: from + index, line }));
    row += lines.length;
  }
}
