import type { Db } from '../../../db/schema.ts';

/** What somebody can choose about what they hear: reminders of their own leads, leads that they watch, and the morning. */
export const preferenceNames = ['reminders', 'watched', 'morning'] as const;
export type PreferenceName = (typeof preferenceNames)[number];
/** At once, in the morning with everything else, or not at all; of the morning itself, at which local time. */
export const whens = ['now', 'morning', 'off'] as const;
export type When = (typeof whens)[number];
export const mornings = ['off', '07:00', '08:00', '09:00', '10:00'] as const;

export type Preferences = {
  readonly reminders: When;
  readonly watched: When;
  readonly morning: (typeof mornings)[number];
};

export const usualPreferences: Preferences = { reminders: 'now', watched: 'now', morning: '09:00' };

/** What some people want to hear, by id; those who have not said have what is usual. */
export async function preferencesOf(db: Db, people: readonly string[]): Promise<ReadonlyMap<string, Preferences>> {
  if (people.length === 0) return new Map();
  const rows = await db.selectFrom('preference').selectAll().where('person_id', 'in', people).execute();
  const said = Map.groupBy(rows, ({ person_id }) => person_id);
  return new Map(
    people.map((id) => {
      const own = Object.fromEntries((said.get(id) ?? []).map(({ name, value }) => [name, value]));
      return [id, { ...usualPreferences, ...own } as Preferences];
    }),
  );
}

/** Notes what somebody wants to hear. */
export async function savePreferences(db: Db, person: string, wanted: Preferences): Promise<void> {
  for (const [name, value] of Object.entries(wanted))
    await db
      .insertInto('preference')
      .values({ person_id: person, name, value })
      .onConflict((conflict) => conflict.columns(['person_id', 'name']).doUpdateSet({ value }))
      .execute();
}
