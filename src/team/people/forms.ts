import type { Person } from '../../chat/directory.ts';
import type { Form, Input } from '../../chat/form.ts';
import { dayOf } from '../../kernel/local-time.ts';
import type { Say } from '../../words/say.ts';
import { departments } from '../departments.ts';
import { writeWeek } from '../hours/week.ts';
import { weekdayName } from '../hours/weekday-name.ts';
import { peopleOptions } from '../options.ts';
import type { Colleague } from './read-people.ts';

/** Where and when a colleague works; managers say how much they get, an administrator who manages. */
export function personForm(each: Colleague, who: Pick<Person, 'role'>, say: Say): Form {
  const { id, department, role, week, region, own, pausedUntil, zone, languages, territories } = each;
  const manages: Input = {
    kind: 'choice',
    name: 'role',
    label: say.label('people.role'),
    options: (['rep', 'manager'] as const).map((value) => ({ value, label: say.label(`role.${value}`) })),
    initial: role,
  };
  return {
    action: 'people.change.send',
    id,
    title: say.label('people.form'),
    submit: say.label('people.submit'),
    inputs: [
      {
        kind: 'choice',
        name: 'department',
        label: say.label('people.department'),
        options: departments.map((value) => ({ value, label: say.label(`department.${value}`) })),
        ...(department === null ? {} : { initial: department }),
        optional: true,
      },
      ...(who.role === 'admin' && role !== 'admin' ? [manages] : []),
      {
        kind: 'text',
        name: 'hours',
        label: say.label('people.hours'),
        hint: say.label('hours.hint'),
        optional: true,
        most: 200,
        ...(own.week ? { initial: writeWeek(week, weekdayName(say)) } : {}),
      },
      {
        kind: 'text',
        name: 'region',
        label: say.label('people.region'),
        hint: say.label('people.region.hint'),
        optional: true,
        most: 20,
        ...(own.region && region !== null ? { initial: region } : {}),
      },
      {
        kind: 'date',
        name: 'paused',
        label: say.label('people.pause'),
        hint: say.label('people.pause.hint'),
        optional: true,
        ...(pausedUntil === undefined ? {} : { initial: dayOf(pausedUntil, zone) }),
      },
      listed('languages', say.label('people.languages'), say.label('people.languages.hint'), languages),
      listed('territories', say.label('people.territories'), say.label('people.territories.hint'), territories),
      ...(who.role === 'rep' ? [] : shareInputs(each, say)),
    ],
  };
}

function listed(name: string, label: string, hint: string, values: readonly string[]): Input {
  const initial = values.length > 0 ? { initial: values.join(', ') } : {};
  return { kind: 'text', name, label, hint, optional: true, most: 100, ...initial };
}

/** How much of what is routed somebody gets. */
function shareInputs({ weight, cap }: Colleague, say: Say): Input[] {
  return [
    { kind: 'text', name: 'weight', label: say.label('people.weight'), most: 4, initial: String(weight) },
    {
      kind: 'text',
      name: 'cap',
      label: say.label('people.cap'),
      hint: say.label('people.cap.hint'),
      optional: true,
      most: 4,
      ...(cap === null ? {} : { initial: String(cap) }),
    },
  ];
}

/** Which other entry is the same colleague. */
export function joinForm(id: string, others: readonly Person[], say: Say): Form {
  return {
    action: 'people.join.send',
    id,
    title: say.label('people.join.title'),
    submit: say.label('people.submit'),
    inputs: [
      {
        kind: 'choice',
        name: 'other',
        label: say.label('people.join.other'),
        hint: say.label('people.join.hint'),
        options: peopleOptions(others, say),
      },
    ],
  };
}

/** On which days a colleague is away. */
export function timeOffForm(id: string, day: string, say: Say): Form {
  return {
    action: 'people.off.send',
    id,
    title: say.label('people.off'),
    submit: say.label('people.submit'),
    inputs: [
      { kind: 'date', name: 'first', label: say.label('people.off.first'), initial: day },
      { kind: 'date', name: 'last', label: say.label('people.off.last'), initial: day },
    ],
  };
}
