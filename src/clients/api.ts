import type { CountryCode } from 'libphonenumber-js';
import { z } from 'zod';
import type { Answer, Route, RouteOf } from '../feature.ts';
import type { Cursor } from '../ledger/read.ts';
import { findClients } from './find-clients.ts';
import { filters } from './history-filter.ts';
import { readProfile } from './profile/read-profile.ts';
import { readClient } from './read-client.ts';

const query = z.object({ query: z.string().min(1).max(300) });
const one = z.object({ id: z.string().max(60) });
const page = one.extend({
  filter: z.enum(filters).default('all'),
  before: z
    .string()
    .regex(/^\d{1,15}_[\w-]{1,60}$/, 'must be the `next` of the page before')
    .optional(),
});

const unknown: Answer = {
  status: 404,
  problem: 'client-unknown',
  faults: [{ field: 'id', fault: 'there is no such client' }],
};

/** `GET /api/v1/clients?query=`, `…/clients/{id}` and `…/clients/{id}/history`: instants as ISO 8601. */
export function clientRoutes(country: CountryCode | undefined): Route[] {
  const search: RouteOf<typeof query> = {
    method: 'GET',
    path: '/api/v1/clients',
    body: query,
    run: async ({ body, data }) => {
      const found = await findClients(data.read, body.query, country);
      return { status: 200, body: JSON.stringify(found) };
    },
  };
  const profile: RouteOf<typeof one> = {
    method: 'GET',
    path: '/api/v1/clients/:id',
    body: one,
    run: async ({ body, data }) => {
      const [view, known] = [await readClient(data.read, body.id), await readProfile(data.read, body.id)];
      if (!view || !known) return unknown;
      const { id, name, company, keys } = view;
      const leads = view.standings.map(({ lead, stage, owner, since }) => ({
        lead,
        stage,
        owner: owner?.name ?? null,
        since: iso(since),
      }));
      const lines = known.lines.map(({ at, ...line }) => ({ ...line, at: iso(at) }));
      const { account, colleagues } = known;
      return {
        status: 200,
        body: JSON.stringify({ id, name, company, account, keys, leads, profile: lines, colleagues }),
      };
    },
  };
  const history: RouteOf<typeof page> = {
    method: 'GET',
    path: '/api/v1/clients/:id/history',
    body: page,
    run: async ({ body: { id, filter, before }, data }) => {
      const view = await readClient(data.read, id, {
        filter,
        before: before === undefined ? undefined : cursorOf(before),
      });
      if (!view) return unknown;
      const entries = view.entries.map(({ at, actor, ...entry }) => ({
        ...entry,
        at: iso(at),
        actor: view.names.get(actor)?.name ?? actor,
      }));
      const next = view.older ? { next: `${view.older.at}_${view.older.id}` } : {};
      return { status: 200, body: JSON.stringify({ entries, ...next }) };
    },
  };
  return [search, profile, history];
}

function cursorOf(before: string): Cursor {
  const [at = '', id = ''] = before.split(/_(.*)/s);
  return { at: Number(at), id };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
