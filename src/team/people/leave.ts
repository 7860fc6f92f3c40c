import type { Tx } from '../../../db/store.ts';
import type { Profile } from '../../chat/directory.ts';
import { behind } from '../../chat/want.ts';
import { append } from '../../ledger/append.ts';
import { dutySubject } from '../duty/read-duty.ts';
import { type Defaults, meetPerson } from '../meet-person.ts';
import { identitiesOf, loseIdentity, personOfIdentity, seeIdentity, updatePerson } from '../store.ts';

/**
 * A platform has told what is new about one of its users: whoever is deactivated on the last platform that they are on has
 * left; whoever is a member again is back, and who is only not where they were is neither. Nobody is met by this.
 */
export async function heardOf(
  tx: Tx,
  identity: string,
  profile: Profile,
  defaults: Defaults,
  now: number,
): Promise<void> {
  const known = await personOfIdentity(tx.db, identity);
  if (!known) return;
  const { row } = known;
  if (profile.standing === 'member') return void (await meetPerson(tx, identity, profile, defaults, false, now));
  await seeIdentity(tx.db, identity, now);
  if (profile.standing === 'absent') return;
  await loseIdentity(tx.db, identity);
  const elsewhere = (await identitiesOf(tx.db, row.id)).some(({ id, unreachable }) => id !== identity && !unreachable);
  if (elsewhere || row.left_at !== null) return;
  await updatePerson(tx.db, row, { left_at: now });
  await append(tx, { stream: 'org', kind: 'person.left', actor: 'baton', detail: { to: row.id } }, now);
  await behind(tx, `person:${row.id}`, dutySubject);
}
