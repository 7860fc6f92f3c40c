import type { Db } from '../../../db/schema.ts';
import { standingsOf } from '../standing.ts';
import { accountOfClient, clientById, clientsOfAccount, membersOf } from '../store.ts';
import type { Profile } from './profile.ts';
import { linesOf } from './store.ts';

/** A profile names so many others at the same company. */
const mostColleagues = 5;

/** Everything that a profile shows of a client. */
export async function readProfile(db: Db, id: string): Promise<Profile | undefined> {
  const client = await clientById(db, id);
  if (!client) return undefined;
  const members = await membersOf(db, id);
  const account = await accountOfClient(db, members);
  const there = account ? await clientsOfAccount(db, account.id, mostColleagues + 1) : [];
  return {
    ...client,
    lines: await linesOf(db, members),
    standings: await standingsOf(db, members),
    account: account?.name ?? null,
    colleagues: there.filter((each) => each.id !== client.id).slice(0, mostColleagues),
  };
}
