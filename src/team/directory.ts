import type { Data } from '../../db/store.ts';
import type { Directory } from '../chat/directory.ts';
import { type Clock, hour } from '../kernel/clock.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { type Defaults, meetPerson } from './meet-person.ts';
import { identitiesWith, lastIdentity, personById, personOfIdentity, toPerson } from './store.ts';

/** A profile older than this is asked for again: people change names, zones, languages, and leave. */
const freshFor = hour;

/** Who is who, by the people and identities in the database. */
export function createDirectory(data: Data, defaults: Defaults, clock: Clock): Directory {
  return {
    who: async (identity, profile) => {
      const known = await personOfIdentity(data.read, identity);
      if (known && clock() - known.seen_at < freshFor) return toPerson(known);
      // Somebody we know may act while the platform cannot tell us about them.
      const told = known ? await profile().catch(() => undefined) : await profile();
      if (known && !told) return toPerson(known);
      if (!told) throw new Error(`no profile of ${identity}`);
      const met = await data.write((tx) => meetPerson(tx, identity, told, defaults, clock()));
      return isRefusal(met) ? met : toPerson(met);
    },
    reach: async (personId) => {
      const [identity, row] = await Promise.all([lastIdentity(data.read, personId), personById(data.read, personId)]);
      return identity !== undefined && row ? { identity, person: toPerson(row) } : undefined;
    },
    identitiesOf: async (people, prefix) => {
      const rows = await identitiesWith(data.read, people, prefix);
      return new Map(rows.map(({ id, person_id }) => [person_id, id]));
    },
  };
}
