import type { Db } from '../../../db/schema.ts';
import type { ErasePart } from '../../clients/erase/erase-client.ts';
import { keepErased } from '../../clients/erase/erased-keys.ts';
import { keysOfClient } from '../../clients/key-store.ts';
import { mailbox } from '../../clients/matching/mailbox.ts';
import { rootsOf } from '../../clients/store.ts';
import type { Line } from './check.ts';
import { type AddressKey, hashAddress } from './sign.ts';
import { forgetPlaces, linesIn, lockCheck, partsAbout, saveLines } from './store.ts';

/**
 * Whoever was erased stands in no audience any more: the line stays, so that rows keep their numbers, and says nothing.
 * A hash of their address is kept under the key of audiences, so that later ones that come hashed leave them out too.
 */
export function eraseLines(key: AddressKey | undefined): ErasePart {
  return async ({ db }, members, now) => {
    const keys = await keysOfClient(db, members);
    const emails = keys.flatMap(({ kind, value }) => (kind === 'email' ? value : []));
    const theirs = ({ client, email = '' }: Line): boolean =>
      (client !== undefined && members.includes(client)) || emails.includes(email);
    const checks = new Set((await partsAbout(db, members, emails)).map(({ check }) => check));
    // A pass that has read these lines already must not write them back.
    for (const check of [...checks].sort()) await lockCheck(db, check);
    for (const { check, part } of await partsAbout(db, members, emails)) {
      const lines = await linesIn(db, check, part);
      await saveLines(
        db,
        check,
        part,
        lines.map((line) => (theirs(line) ? blank : line)),
      );
    }
    await forgetPlaces(db, members);
    if (key) await keepHashes(db, members, emails, key, now);
  };
}

/** Of a mailbox that others have, too, nothing is kept: it would bar them. */
async function keepHashes(
  db: Db,
  members: readonly string[],
  emails: readonly string[],
  key: AddressKey,
  now: number,
): Promise<void> {
  const { byEmail } = await rootsOf(db, { emails, ids: [] });
  const own = emails.filter(
    (email) => !mailbox(email)?.role && byEmail.get(email)?.every((root) => members.includes(root)),
  );
  const typed = own.map((value) => ({ kind: 'email', value }) as const);
  await keepErased(db, typed, ({ value }) => hashAddress(value, key), now);
}

const blank: Line = { value: '', verdict: 'drop', why: [{ code: 'erased' }] };
