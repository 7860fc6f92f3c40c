import type { Db } from '../../../db/schema.ts';
import type { Person } from '../../chat/directory.ts';
import { namesOf } from '../../team/store.ts';
import type { Client, Open, Standing } from '../client.ts';
import { maskedKeys, mayReach } from '../contact-rights.ts';
import { keysOfClient } from '../key-store.ts';
import type { Key } from '../matching/keys.ts';
import { standingsOf } from '../standing.ts';
import { clientById, memberById, membersOf } from '../store.ts';
import type { Judgement, Pair } from './judgement.ts';
import { judgementById, judgementOf, judgementsOf } from './store.ts';

/** One of two clients that may be one person. */
export type Side = Client & { readonly keys: readonly Key[]; readonly standings: readonly Standing[] };

/** Whether two clients are one person: what was asked, who they are, and what is said of them now. */
export type Question = {
  readonly id: string;
  readonly why: Judgement['why'];
  readonly sides: readonly [Side, Side];
  readonly answer: { readonly verdict: 'same' | 'different'; readonly by: string; readonly at: number } | undefined;
};

/** A question about two clients as it stands; undefined if it is not known, or one of them is erased. */
export async function readQuestion(db: Db, id: string): Promise<Question | undefined> {
  const asked = await judgementById(db, id);
  if (!asked) return undefined;
  const [one, other] = [await readSide(db, asked.pair[0]), await readSide(db, asked.pair[1])];
  if (!one || !other) return undefined;
  const now = asked.stands ? asked : await judgementOf(db, asked.pair);
  return { id: now?.id ?? id, why: asked.why, sides: [one, other], answer: await answerOf(db, now, asked.pair) };
}

/** The same as somebody may see it who has no right to reach either of the two. */
export function seenBy(question: Question, who: Person): Question {
  const see = (side: Side): Side => (mayReach(who, side.standings) ? side : { ...side, keys: maskedKeys(side.keys) });
  return { ...question, sides: [see(question.sides[0]), see(question.sides[1])] };
}

async function answerOf(db: Db, judgement: Judgement | undefined, pair: Pair): Promise<Question['answer']> {
  if (judgement && judgement.verdict !== 'possible') {
    const { verdict, actor, at } = judgement;
    return { verdict, at, by: (await namesOf(db, [actor])).get(actor) ?? '?' };
  }
  // They may have become one by way of a third.
  const [members, at] = [await membersOf(db, pair[0]), judgement?.at ?? 0];
  return members.includes(pair[1]) ? { verdict: 'same', by: '', at } : undefined;
}

/** The client as it was before it was merged: its own name and keys. */
async function readSide(db: Db, id: string): Promise<Side | undefined> {
  const client = await memberById(db, id);
  return client && { ...client, keys: await keysOfClient(db, [id]), standings: await standingsOf(db, [id]) };
}

/** The questions that stand about a client, by all its ids; what is one person by now is no question. */
export async function openQuestions(db: Db, members: readonly string[]): Promise<Open[]> {
  const found: Open[] = [];
  for (const { id, pair } of await judgementsOf(db, members, ['possible'])) {
    const side = pair.find((each) => !members.includes(each));
    const other = side === undefined ? undefined : await clientById(db, side);
    if (other && !found.some((open) => open.other.id === other.id)) found.push({ id, other });
  }
  return found;
}

/** What was merged into a client, each by the judgement that joins it; `members` are all its ids, the root first. */
export async function mergedInto(db: Db, members: readonly string[]): Promise<Open[]> {
  if (members.length < 2) return [];
  const judged = await judgementsOf(db, members, ['same']);
  const reached = new Set(members.slice(0, 1));
  const found: Open[] = [];
  // From the root outwards: what was joined to one that was joined is named, too.
  for (let at = 0; at < members.length; at += 1)
    for (const { id, pair } of judged) {
      const [next, more] = pair.filter((each) => !reached.has(each));
      if (next === undefined || more !== undefined) continue;
      reached.add(next);
      const other = await memberById(db, next);
      if (other) found.push({ id, other });
    }
  return found;
}
