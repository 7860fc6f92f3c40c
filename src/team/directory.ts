import { setTimeout as sleep } from 'node:timers/promises';
import type { Data } from '../../db/store.ts';
import type { Directory, Person, Profile } from '../chat/directory.ts';
import { type Clock, hour, minute } from '../kernel/clock.ts';
import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { type Defaults, meetPerson } from './meet-person.ts';
import { heardOf } from './people/leave.ts';
import {
  identitiesOf,
  identitiesWith,
  loseIdentity,
  personById,
  personOfIdentity,
  toPerson,
  useIdentity,
} from './store.ts';

/** A profile older than this is asked for again: people change names, zones, languages, and leave. */
const freshFor = hour;
/** Which platform somebody used last is known to the minute: a write for every press would be too much. */
const usedFor = minute;
/** How long (ms) a press waits for that. */
const patience = 500;

/** Who is who, by the people and identities in the database. */
export function createDirectory(data: Data, defaults: Defaults, clock: Clock): Directory {
  const meet = async (identity: string, profile: () => Promise<Profile>, spoke: boolean): Promise<Person | Refusal> => {
    const told = await profile();
    const met = await data.write((tx) => meetPerson(tx, identity, told, defaults, spoke, clock()));
    return isRefusal(met) ? met : toPerson(met);
  };

  /** Somebody we know need not wait until the platform has told us what is new about them. */
  const find = async (identity: string, profile: () => Promise<Profile>, spoke: boolean): Promise<Person | Refusal> => {
    const known = await personOfIdentity(data.read, identity);
    const now = clock();
    const news = known && (known.unreachable || now - known.usedAt >= usedFor);
    if (spoke && news) await data.write((tx) => useIdentity(tx.db, identity, now));
    if (known && known.row.left_at === null && now - known.seenAt < freshFor) return toPerson(known.row);
    const meeting = meet(identity, profile, spoke);
    if (!known) return meeting;
    const late = sleep(patience, toPerson(known.row), { ref: false });
    return Promise.race([meeting.catch(() => toPerson(known.row)), late]);
  };

  return {
    who: (identity, profile) => find(identity, profile, true),
    told: (identity, profile) => data.write((tx) => heardOf(tx, identity, profile, defaults, clock())),
    named: (identity, profile) => find(identity, profile, false),
    reach: async (personId) => {
      const [identities, row] = await Promise.all([identitiesOf(data.read, personId), personById(data.read, personId)]);
      const used = identities.map(({ id }) => id);
      const identity = identities.find(({ unreachable }) => unreachable === 0)?.id;
      return row && { identity, person: toPerson(row), used };
    },
    unreachable: (identity) => data.write((tx) => loseIdentity(tx.db, identity)),
    identitiesOf: async (people, prefix) => {
      const rows = await identitiesWith(data.read, people, prefix);
      return new Map(rows.map(({ id, person_id }) => [person_id, id]));
    },
  };
}
