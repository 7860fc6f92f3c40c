import type { Form, Input } from '../../chat/form.ts';
import { dayOf } from '../../kernel/local-time.ts';
import type { Say } from '../../words/say.ts';
import { departments } from '../departments.ts';
import { writeWeek } from '../hours/week.ts';
import { weekdayName } from '../hours/weekday-name.ts';
import type { Colleague } from './read-people.ts';

/** Where and when a colleague works; an administrator says who manages, too. */
export function personForm(each: Colleague, mayRole: boolean, say: Say): Form {
  const { id, department, role, week, region, own, pausedUntil, zone } = each;
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
      ...(mayRole && role !== 'admin' ? [manages] : []),
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
