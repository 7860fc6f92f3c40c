import type { ErasePart } from '../../clients/erase/erase-client.ts';
import { keysOfClient } from '../../clients/key-store.ts';
import type { Line } from './check.ts';
import { forgetPlaces, linesIn, lockCheck, partsAbout, saveLines } from './store.ts';

/** Whoever was erased stands in no audience any more: the line stays, so that rows keep their numbers, and says nothing. */
export const eraseLines: ErasePart = async ({ db }, members) => {
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
};

const blank: Line = { value: '', verdict: 'drop', why: [{ code: 'erased' }] };
