import type { Db } from '../../../db/schema.ts';
import { settingInForce } from '../../team/settings.ts';
import { usualDuties } from '../duties/duties.ts';
import { usualNumbers } from './numbers.ts';

/** The names under which the settings of leads are kept. */
export const numbersName = 'leads.numbers';
export const dutiesName = 'leads.duties';

/** How long things may take, as it is in force. */
export function numbersInForce(db: Db) {
  return settingInForce(db, numbersName, usualNumbers);
}

/** The duty matrix as it is in force. */
export function dutiesInForce(db: Db) {
  return settingInForce(db, dutiesName, usualDuties);
}
