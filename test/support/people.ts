import type { Store } from '../../db/store.ts';
import type { Person } from '../../src/chat/directory.ts';
import { isRefusal } from '../../src/kernel/refusal.ts';
import { meetPerson } from '../../src/team/meet-person.ts';
import { toPerson } from '../../src/team/store.ts';

/** Colleagues who have spoken before, by name. */
export async function people(store: Store, ...names: string[]): Promise<Person[]> {
  const met: Person[] = [];
  for (const name of names) {
    const profile = { standing: 'member', name, email: `${name}@company.example` } as const;
    const row = await store.write((tx) =>
      meetPerson(tx, `slack:T1/U${name}`, profile, { language: 'en', zone: 'UTC' }, true, 1),
    );
    if (isRefusal(row)) throw new Error(`${name} was refused`);
    met.push(toPerson(row));
  }
  return met;
}
