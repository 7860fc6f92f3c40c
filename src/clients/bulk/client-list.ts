import { takeClients } from '../take-clients.ts';
import type { ListKind } from './list-kind.ts';

/** A list of clients: whoever an exact key leads to is known, everybody else is new. */
export const clientList: ListKind<undefined> = {
  name: 'clients',
  fields: [],
  read: () => undefined,
  take: async (tx, rows, from, now) => {
    const enquirers = rows.map(({ whom }) => ({ ...whom, source: from.actor }));
    const taken = await takeClients(tx, enquirers, from, now);
    const made = taken.filter((each) => each.made).length;
    return { made, joined: taken.length - made };
  },
};
