import type { CountryCode } from 'libphonenumber-js';
import { z } from 'zod';
import type { Db } from '../../db/schema.ts';
import { clientsOfKeys } from '../clients/key-store.ts';
import { type Contact as How, keysOf } from '../clients/matching/keys.ts';
import { clientOfLead } from '../clients/standing.ts';
import { clientById, membersOf } from '../clients/store.ts';
import type { Answer, Route, RouteOf, Touched } from '../feature.ts';
import { safeText } from '../kernel/safe-text.ts';
import { personByEmail, personById } from '../team/store.ts';
import { allOutcomes, channels } from './channels.ts';
import { clearanceJson } from './clearance-json.ts';
import { clearClient } from './read-facts.ts';
import { logTouch } from './touches/log-touch.ts';
import { nextOn } from './touches/next-step.ts';

const whom = z.object({
  client: z.object({
    id: safeText(60).optional(),
    email: safeText(320).optional(),
    phone: safeText(100).optional(),
    handle: safeText(100).optional(),
  }),
  channel: z.enum(channels),
  /** The e-mail of the colleague who acts; without it the program itself does. */
  person: safeText(320).optional(),
});
/** What the contact proposes, if anything: as `about` of the touches says it. */
const wanted = whom.extend({ offer: safeText(200).optional() });
const touch = whom.extend({
  direction: z.enum(['in', 'out']).default('out'),
  outcome: z.enum(allOutcomes).optional(),
  about: safeText(200).optional(),
  note: safeText(3000).optional(),
  lead: z.int().positive().optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  /** What was agreed with the client, and for which day. */
  next: z.object({ step: safeText(200).pipe(z.string().min(1)), on: z.iso.date() }).optional(),
});

/** `POST /api/v1/clearance`: may they be contacted? `POST /api/v1/touches`: they were, and `heard` is told. */
export function contactRoutes(country: CountryCode | undefined, heard: Touched): Route[] {
  const clearance: RouteOf<typeof wanted> = {
    method: 'POST',
    path: '/api/v1/clearance',
    body: wanted,
    run: async ({ body, data, token, now }) => {
      const found = await resolve(data.read, body, country);
      if ('status' in found) return found;
      const { client, person } = found;
      const answer = await clearClient(
        data.read,
        client,
        { channel: body.channel, actor: person ?? `source:${token}`, offer: body.offer },
        now,
      );
      return { status: 200, body: JSON.stringify({ client, ...clearanceJson(answer) }) };
    },
  };
  const touches: RouteOf<typeof touch> = {
    method: 'POST',
    path: '/api/v1/touches',
    body: touch,
    once:
      async ({ body, token, now }) =>
      async (tx) => {
        const found = await resolve(tx.db, body, country);
        if ('status' in found) return found;
        const { client, person } = found;
        if (body.lead !== undefined && !(await isLeadOf(tx.db, body.lead, client)))
          return { status: 422, problem: 'invalid', faults: [{ field: 'lead', fault: 'is no lead of this client' }] };
        const at = body.at === undefined ? now : Math.min(now, Date.parse(body.at));
        const { channel, direction, outcome, about, note, lead } = body;
        const actor = `source:${token}`;
        const who = person === undefined ? undefined : await personById(tx.db, person);
        const next = body.next && nextOn(body.next.step, body.next.on, who?.zone ?? 'UTC', now);
        if (body.next && !(who && next))
          return { status: 422, problem: 'invalid', faults: [{ field: 'next', fault: nextFault(who !== undefined) }] };
        const told = { client, person, actor, channel, direction, outcome, about, note, lead, next, at };
        const logged = await logTouch(tx, told, now);
        await heard(tx, told, now);
        return { status: 201, body: JSON.stringify({ touch: logged.id, client, light: logged.light }) };
      },
  };
  return [clearance, touches];
}

function nextFault(agreed: boolean): string {
  return agreed ? 'is for a day that is over' : 'is agreed with a colleague: say which, as person';
}

/** A lead may have come by any of the ids of its client. */
async function isLeadOf(db: Db, lead: number, client: string): Promise<boolean> {
  const id = await clientOfLead(db, lead);
  return id !== undefined && (await membersOf(db, client)).includes(id);
}

type Asked = { readonly client: How & { readonly id?: string | undefined }; readonly person?: string | undefined };

async function resolve(
  db: Db,
  { client, person }: Asked,
  country: CountryCode | undefined,
): Promise<{ client: string; person: string | undefined } | Answer> {
  const [found, ...others] = await clientsOf(db, client, country);
  if (others.length > 0)
    return {
      status: 409,
      problem: 'client-ambiguous',
      faults: [{ field: 'client', fault: `${others.length + 1} clients have this; give the id of one` }],
    };
  if (found === undefined)
    return {
      status: 404,
      problem: 'client-unknown',
      faults: [{ field: 'client', fault: 'there is no such client' }],
    };
  const actor = person === undefined ? undefined : await personByEmail(db, person.trim().toLowerCase());
  if (person !== undefined && !actor)
    return { status: 422, problem: 'invalid', faults: [{ field: 'person', fault: 'no colleague has this e-mail' }] };
  return { client: found, person: actor?.id };
}

async function clientsOf(db: Db, client: Asked['client'], country: CountryCode | undefined): Promise<string[]> {
  if (client.id === undefined) return clientsOfKeys(db, keysOf(client, country));
  const known = await clientById(db, client.id);
  return known ? [known.id] : [];
}
