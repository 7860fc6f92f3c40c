import { openStore } from '../db/open.ts';
import { receiveLead } from '../src/leads/receive-lead.ts';
import { meetPerson } from '../src/team/meet-person.ts';

/** Where leads are posted, and who claims them. */
export const channel = 'slack:T0BENCH/C0BENCH';
export const reps = Array.from({ length: 16 }, (_, index) => `U0REP${index}`);
export const clientEmail = (index: number): string => `client${index}@example.com`;

/** A database with so many clients, each with one free lead whose card is shown, and the reps known. */
export async function seed(file: string, clients: number): Promise<void> {
  const store = await openStore(`sqlite:${file}`, () => {});
  const now = Date.now();
  const intake = { channels: [channel], country: 'DE' } as const;
  const from = { actor: 'source:bench', source: 'bench' };
  for (let index = 0; index < clients; index += 500) {
    const some = Array.from({ length: Math.min(500, clients - index) }, (_, offset) => index + offset);
    await Promise.all(
      some.map((each) =>
        store.write((tx) => receiveLead(tx, { name: `Client ${each}`, email: clientEmail(each) }, from, intake, now)),
      ),
    );
  }
  for (const rep of reps) {
    const profile = { standing: 'member', name: rep, email: `${rep}@company.example` } as const;
    await store.write((tx) =>
      meetPerson(tx, `slack:T0BENCH/${rep}`, profile, { language: 'en', zone: 'UTC' }, true, now),
    );
  }
  await store.write(async ({ db }) => {
    await db
      .updateTable('post')
      .set({ state: 'shown', shown_revision: 1, pending: 0, remote: 'slack:T0BENCH/C0BENCH/1.1' })
      .execute();
  });
  await store.close();
}
