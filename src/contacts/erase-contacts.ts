import type { Tx } from '../../db/store.ts';
import type { ErasePart } from '../clients/erase/erase-client.ts';
import { eraseLines } from './mailing/erase-lines.ts';
import type { AddressKey } from './mailing/sign.ts';
import { blankTouches, deleteTouchesOf } from './touches/store.ts';

/** Touches stay without what they were about; nobody is contacting, or mailing, somebody who was erased. */
export function eraseContacts(key: AddressKey | undefined): ErasePart {
  return async (tx, members, now) => {
    await eraseLines(key)(tx, members, now);
    await blankTouches(tx.db, members);
  };
}

/** Touches that a list told are not counted any more. */
export const unlistTouches = ({ db }: Tx, client: string, actor: string): Promise<void> =>
  deleteTouchesOf(db, client, actor);
