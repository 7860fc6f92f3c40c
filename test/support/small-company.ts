import type { Store } from '../../db/store.ts';
import { direct } from '../../src/chat/want.ts';
import { heldBy } from '../../src/leads/hold.ts';
import { readLead } from '../../src/leads/store.ts';
import { historyOfLead } from '../../src/ledger/read.ts';
import { type Colleague, foundCompany } from './company.ts';

const colleague = (name: string, set: Colleague['set'] = {}): Colleague => ({
  identities: [`memory:1/${name}`],
  profile: { standing: 'member', name, email: `${name}@company.example`, zone: 'UTC' },
  set: { department: 'sales', ...set },
});

/** Two of sales and their head, two of marketing: who they are to a test. */
export const [anna, boris, olga, mila, timur] = [0, 1, 2, 3, 4] as const;

/** A company of five in UTC, and what a test asks of it. */
export async function smallCompany(store: Store, now: number) {
  const company = await foundCompany(
    store,
    [
      colleague('anna'),
      colleague('boris'),
      colleague('olga', { role: 'manager' }),
      colleague('mila', { department: 'marketing' }),
      colleague('timur', { department: 'marketing' }),
    ],
    now,
  );
  let count = 0;
  const leadOf = async (number: number) => {
    const lead = await readLead(store.read, number);
    if (!lead) throw new Error(`no lead ${number}`);
    return lead;
  };
  const free = async (more: object = {}): Promise<number> => {
    count += 1;
    return (await company.lead({ name: 'Max', email: `c${count}@example.com`, ...more })).number;
  };
  return Object.assign(company, {
    leadOf,
    /** A lead that nobody has. */
    free,
    claimed: async (who: number, more: object = {}): Promise<number> => {
      const number = await free(more);
      await company.press(who, 'lead.claim', String(number));
      return number;
    },
    ownerOf: async (number: number) => heldBy((await leadOf(number)).hold)?.owner.name,
    idOf: (who: number): string => company.ids[who] ?? '',
    /** What somebody was told directly. */
    toldTo: (who: number, kind?: string) => company.told(direct(company.ids[who] ?? ''), kind),
    kindsOf: async (number: number) => (await historyOfLead(store.read, number)).map(({ kind }) => kind),
    /** The open handoff of a lead. */
    handoffOf: async (number: number): Promise<string> => {
      const asked = store.read.selectFrom('handoff').select('id').where('lead', '=', number);
      return (await asked.where('state', '=', 'offered').executeTakeFirst())?.id ?? 'none';
    },
  });
}
