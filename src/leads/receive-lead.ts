import type { CountryCode } from 'libphonenumber-js';
import type { Db } from '../../db/schema.ts';
import type { Tx } from '../../db/store.ts';
import { want } from '../chat/want.ts';
import { findOrMakeClient, nameOf } from '../clients/find-or-make-client.ts';
import { askWhether } from '../clients/judgements/ask-whether.ts';
import { type Traits, type Typed, traitsOf } from '../clients/matching/traits.ts';
import type { Candidate } from '../clients/matching/verdict.ts';
import { matchRecord } from '../clients/records/match-record.ts';
import { saveStanding, tellStanding } from '../clients/standing.ts';
import { membersOf } from '../clients/store.ts';
import type { Clearance } from '../contacts/clearance/clear.ts';
import { clearanceJson } from '../contacts/clearance-json.ts';
import { clearClient } from '../contacts/read-facts.ts';
import { append } from '../ledger/append.ts';
import { settingInForce } from '../team/settings.ts';
import { noteAskedAgain, saidJustNow } from './asked-again.ts';
import { armTimes, nothingRuns, timesFor } from './clocks/times.ts';
import { type Enquiry, extraOf } from './enquiry.ts';
import type { Hold } from './hold.ts';
import { subjectOf } from './lead.ts';
import { routeLead } from './routing/route-lead.ts';
import { routingName, usualRouting } from './routing/rule.ts';
import { insertLead, timeColumns } from './store.ts';

/** Where new leads are posted, and the country whose phone numbers come without a code. */
export type Intake = { readonly channels: readonly string[]; readonly country: CountryCode | undefined };

/**
 * An enquiry becomes a lead of its client, and is to be posted in every leads channel; may the client be contacted? The same
 * once more within minutes is a note on the lead that there is.
 */
export async function receiveLead(
  tx: Tx,
  enquiry: Enquiry,
  from: { actor: string; source: string },
  intake: Intake,
  now: number,
  near: readonly Candidate[] = [],
): Promise<{ number: number; client: string; possible: readonly Candidate[]; clearance: object }> {
  const source = enquiry.source ?? from.source;
  const { typed, traits } = readEnquiry(enquiry, intake);
  const client = await findOrMakeClient(tx, { typed, traits, source, near }, now);
  await askWhether(tx, client.root, client.possible, now);
  const heard =
    client.made || intake.channels.length === 0 ? undefined : await justHeard(tx, client.root, enquiry, source, now);
  if (heard !== undefined) {
    await noteAskedAgain(tx, { lead: heard, client: client.id, actor: from.actor }, now);
    return {
      number: heard,
      client: client.root,
      possible: [],
      clearance: await clearanceOf(tx, client, enquiry, from.actor, now),
    };
  }
  const temperature = enquiry.phone ? 'hot' : 'warm';
  // What comes silently, with a list, nobody has to answer within minutes.
  const times =
    intake.channels.length > 0 ? await timesFor(tx.db, { hold: free, stage: 'new', temperature }, now) : nothingRuns;
  const number = await insertLead(tx.db, {
    client_id: client.id,
    version: 1,
    stage: 'new',
    hold: 'free',
    owner_id: null,
    held_since: null,
    arrived_at: now,
    source,
    campaign: enquiry.campaign ?? null,
    name: nameOf(enquiry),
    company: enquiry.company ?? null,
    email: enquiry.email ?? null,
    phone: enquiry.phone ?? null,
    handle: enquiry.handle ?? null,
    message: enquiry.message ?? null,
    extra: extraOf(enquiry),
    handoff_id: null,
    handed: 0,
    temperature,
    stage_since: null,
    ...timeColumns(times),
    paused_until: null,
    introducer_id: null,
    closed_at: null,
    closed_reason: null,
    amount: null,
    currency: null,
    product: null,
    offered_to: null,
    offered_until: null,
    queued_at: null,
    rule: null,
    recommended_by: null,
    thanked_at: null,
  });
  await armTimes(tx, number, times);
  const standing = { lead: number, client: client.id, stage: 'new', owner: null, since: now };
  // Intake is the path that has to be fast, and most of its clients are new.
  await (client.made ? saveStanding(tx.db, standing) : tellStanding(tx, standing));
  await append(tx, arrived(enquiry, client.id, number, from.actor, source), now);
  if (intake.channels.length > 0) await routeLead(tx, number, [], now);
  for (const place of await placesFor(tx, number, intake))
    await want(tx, { place, kind: 'lead.card', subject: subjectOf(number) }, now);
  const clearance = await clearanceOf(tx, client, enquiry, from.actor, now);
  return { number, client: client.root, possible: client.possible, clearance };
}

/** The lead that said the same by the same source a moment ago. */
async function justHeard({ db }: Tx, client: string, enquiry: Enquiry, source: string, now: number) {
  return saidJustNow(db, await membersOf(db, client), { source, enquiry }, now);
}

/** May they be contacted? Nothing can speak against it where nobody knew them until now. */
async function clearanceOf(
  { db }: Tx,
  client: { readonly id: string; readonly made: boolean },
  { phone }: Enquiry,
  actor: string,
  now: number,
): Promise<object> {
  const how = phone ? 'call' : 'email';
  return clearanceJson(client.made ? unknown : await clearClient(db, client.id, { channel: how, actor }, now));
}

/** Whom an enquiry resembles: asked outside the transaction, it only ever adds a question. */
export async function resembledBy(
  db: Db,
  enquiry: Enquiry,
  intake: Intake,
  now: number,
): Promise<readonly Candidate[]> {
  const verdict = await matchRecord(db, readEnquiry(enquiry, intake).traits, now);
  return verdict.verdict === 'possible' ? verdict.candidates : [];
}

function readEnquiry(enquiry: Enquiry, { country }: Intake): { typed: Typed; traits: Traits } {
  const { name, company, email, phone, handle } = enquiry;
  const site = typeof enquiry.site === 'string' ? enquiry.site : undefined;
  const typed = { name, company, email, phone, handle, site };
  return { typed, traits: traitsOf(typed, country) };
}

/** Every leads channel, unless the rule of the lead names its own. */
async function placesFor({ db }: Tx, number: number, { channels }: Intake): Promise<readonly string[]> {
  const { value } = await settingInForce(db, routingName, usualRouting);
  if (value.rules.length === 0 || channels.length === 0) return channels;
  const row = await db.selectFrom('lead').select('rule').where('number', '=', number).executeTakeFirst();
  const own = value.rules.find(({ name }) => name === row?.rule)?.channels ?? [];
  return own.length > 0 ? own : channels;
}

const free: Hold = { hold: 'free' };
const unknown: Clearance = { light: 'green', reasons: [], earliest: undefined, instead: [] };

function arrived({ message, campaign }: Enquiry, client: string, lead: number, actor: string, source: string) {
  // What a source calls itself or its campaign is free text too: it may hold anything.
  const words = { source, ...(campaign ? { campaign } : {}), ...(message ? { message } : {}) };
  return { stream: client, client, lead, actor, kind: 'lead.arrived', words };
}
