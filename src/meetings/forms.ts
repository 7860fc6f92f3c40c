import type { Person } from '../chat/directory.ts';
import type { Form } from '../chat/form.ts';
import { peopleOptions } from '../team/options.ts';
import type { Say } from '../words/say.ts';
import type { Sync } from './sync.ts';

export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** What the form needs to know: the series it changes, where it is asked, and whom to suggest. */
export type SyncForm = {
  readonly sync: Sync | undefined;
  readonly place: string | undefined;
  readonly people: readonly Person[];
  readonly zone: string;
};

/** When the two departments meet, where they are reminded, and who belongs to it. */
export function syncForm({ sync, place, people, zone }: SyncForm, say: Say): Form {
  // Until anybody has said where they work, everybody belongs to it.
  const known = people.filter(({ department }) => department !== null);
  const members = sync?.members ?? (known.length > 0 ? known : people);
  return {
    action: 'sync.send',
    id: `${sync?.id ?? ''}|${place ?? ''}`,
    title: say.label('sync.form.title'),
    submit: say.label('sync.form.submit'),
    inputs: [
      {
        kind: 'choice',
        name: 'weekday',
        label: say.label('sync.form.weekday'),
        options: weekdays.map((weekday) => ({ value: weekday, label: say.label(`weekday.${weekday}`) })),
        initial: String(sync?.weekday ?? 1),
      },
      { kind: 'time', name: 'time', label: say.label('sync.form.time'), initial: sync?.localTime ?? '10:00' },
      {
        kind: 'text',
        name: 'zone',
        label: say.label('sync.form.zone'),
        hint: say.label('sync.form.zone.hint'),
        initial: sync?.zone ?? zone,
        most: 60,
      },
      {
        kind: 'choice',
        name: 'where',
        label: say.label('sync.form.where'),
        options: [
          { value: 'leads', label: say.label('sync.form.where.leads') },
          ...(place ? [{ value: 'here', label: say.label('sync.form.where.here') }] : []),
          ...(sync ? [{ value: 'same', label: say.label('sync.form.where.same') }] : []),
        ],
        initial: sync ? 'same' : 'leads',
      },
      {
        kind: 'people',
        name: 'people',
        label: say.label('sync.form.people'),
        hint: say.label('sync.form.people.hint'),
        known: peopleOptions(people, say),
        initial: members.map(({ id }) => id),
      },
    ],
  };
}
