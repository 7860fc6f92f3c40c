import { insertMany } from '../db/many.ts';
import type { Store } from '../db/store.ts';
import { channels } from '../src/contacts/channels.ts';
import { foldOffer } from '../src/contacts/clearance/offer.ts';
import { day } from '../src/kernel/clock.ts';
import { chance } from './people.ts';

const batch = 20_000;
const colleagues = 30;
/** A few in each family. */
export const offers = Array.from({ length: 20 }, (_, index) => `Offer ${index}`);

/** The ids and addresses of made-up clients. */
export const clientOf = (index: number): string => `c${String(index).padStart(8, '0')}`;
export const emailOf = (index: number): string => `client${index}@firm${Math.floor(index / 4)}.example`;

/** Fills an empty database with clients at accounts, who has some of them, offers, and a year of touches. */
export async function fillContacts(
  store: Store,
  { clients, touches }: { clients: number; touches: number },
): Promise<void> {
  const now = Date.now();
  const random = chance(1);
  const any = (most: number): number => Math.floor(random() * most);
  await store.write(async ({ db }) => {
    const people = Array.from({ length: colleagues }, (_, index) => ({
      ...{ id: `p${index}`, name: `Colleague ${index}`, email: `p${index}@company.example`, role: 'rep' },
      ...{ department: index % 2 ? 'sales' : 'marketing', language: 'en', zone: 'UTC', weight: 100, created_at: now },
    }));
    await insertMany(db, 'person', people);
    const made = offers.map((name, index) => ({
      ...{
        id: `o${index}`,
        name_key: foldOffer(name),
        name,
        family_key: `family ${index % 7}`,
        family: `Family ${index % 7}`,
      },
      ...{ until: null, actor: 'p0', at: now },
    }));
    await insertMany(db, 'offer', made);
  });
  await inBatches(clients, async (from, to) => {
    const indices = Array.from({ length: to - from }, (_, offset) => from + offset);
    await store.write(async ({ db }) => {
      const accounts = indices
        .filter((index) => index % 4 === 0)
        .map((index) => ({ id: `a${index / 4}`, name: `Firm ${index / 4}`, created_at: now }));
      await insertMany(db, 'account', accounts);
      const rows = indices.map((index) => ({
        id: clientOf(index),
        name: `Client ${index}`,
        company: null,
        created_at: now,
        account_id: `a${Math.floor(index / 4)}`,
        root_id: clientOf(index),
        erased_at: null,
      }));
      await insertMany(db, 'client', rows);
      const keys = indices.flatMap((index) => [
        { kind: 'email', value: emailOf(index), client_id: clientOf(index), confirmed_at: now },
        {
          kind: 'phone',
          value: `+4930${String(index).padStart(8, '0')}`,
          client_id: clientOf(index),
          confirmed_at: now,
        },
      ]);
      await insertMany(db, 'client_key', keys);
      const held = indices
        .filter((index) => index % 5 === 0)
        .map((index) => ({
          lead: index + 1,
          client_id: clientOf(index),
          stage: index % 50 === 0 ? 'negotiating' : 'contacted',
          person_id: index % 10 === 0 ? `p${any(colleagues)}` : null,
          since: now - any(90) * day,
        }));
      await insertMany(db, 'standing', held);
      const doubtful = indices
        .filter((index) => index % 200 === 1 && index > 0)
        .map((index) => ({
          id: `j${index}`,
          one: clientOf(index - 1),
          other: clientOf(index),
          verdict: 'possible',
          reasons: '{"evidence":[]}',
          actor: 'baton',
          at: now,
          undone_at: null,
        }));
      await insertMany(db, 'judgement', doubtful);
    });
  });
  await inBatches(touches, async (from, to) => {
    await store.write(async ({ db }) => {
      const rows = Array.from({ length: to - from }, (_, offset) => {
        const person = any(4) === 0 ? null : `p${any(colleagues)}`;
        return {
          // A few hear from us far more often than the rest.
          ...{
            id: `t${from + offset}`,
            client_id: clientOf(Math.floor(clients * random() ** 1.3)),
            lead: null,
            person_id: person,
          },
          ...{
            actor: person ?? 'source:mailer',
            channel: channels[any(channels.length)] ?? 'call',
            direction: any(6) === 0 ? 'in' : 'out',
          },
          ...{
            outcome: 'reached',
            about: any(2) === 0 ? (offers[any(offers.length)] ?? null) : null,
            at: now - any(365 * day),
          },
          ...{ told_at: now, corrects: null, replaced_by: null },
        };
      });
      await insertMany(db, 'touch', rows);
    });
  });
}

async function inBatches(count: number, run: (from: number, to: number) => Promise<void>): Promise<void> {
  for (let from = 0; from < count; from += batch) await run(from, Math.min(count, from + batch));
}
