import { type Button, type Card, type Element, type Fact, textElement } from '../../chat/card.ts';
import type { Person } from '../../chat/directory.ts';
import type { Say } from '../../words/say.ts';
import { person, plain, type Text, time } from '../../words/text.ts';
import type { Department } from '../departments.ts';
import { writeWeek } from '../hours/week.ts';
import { weekdayName } from '../hours/weekday-name.ts';
import type { Colleague } from './read-people.ts';
import { mayChange } from './rights.ts';

/** A card stays readable with so many; the others are found by name. */
const mostListed = 25;

/** Everybody: where they work, and who cannot be counted on now. */
export function peopleCard(people: readonly Colleague[], who: Person, say: Say): Card {
  const shown = people.slice(0, mostListed);
  return {
    title: say('people.title'),
    tone: people.some(({ unreachable, left }) => unreachable || left) ? 'warning' : 'neutral',
    elements: [
      ...shown.map((each): Element => {
        const button: Button = { action: 'people.open', id: each.id, label: say.label('people.open') };
        const open = mayChange(who, each.id) ? { button } : {};
        return { kind: 'text', text: personLine(each, say), ...open };
      }),
      ...(people.length > shown.length
        ? [{ kind: 'note', text: say('people.more', { count: people.length - shown.length }) } as const]
        : []),
    ],
  };
}

/** One colleague: where and when they work, when they are away; to an administrator, where they write from. */
export function colleagueCard(each: Colleague, who: Pick<Person, 'role'>, say: Say): Card {
  const { id, off } = each;
  const admin = who.role === 'admin';
  return {
    title: say('people.one', { name: each.name }),
    tone: 'neutral',
    elements: [
      textElement(personLine(each, say)),
      { kind: 'facts', facts: hoursFacts(each, say) },
      ...off.map(
        (days): Element => ({
          kind: 'text',
          text: say('people.off.line', { first: days.first_day, last: days.last_day }),
          button: { action: 'people.off.drop', id: `${id}/${days.id}`, label: say.label('people.off.drop') },
        }),
      ),
      ...(admin ? identityElements(each, say) : []),
      {
        kind: 'buttons',
        buttons: [
          { action: 'people.change', id, label: say.label('people.change') },
          { action: 'people.off', id, label: say.label('people.off') },
          ...(admin ? [{ action: 'people.join', id, label: say.label('people.join') }] : []),
        ],
      },
    ],
  };
}

/** Where somebody writes from; whoever writes from one of several places may turn out to be somebody else. */
function identityElements({ identities }: Colleague, say: Say): Element[] {
  return identities.map((id) => ({
    kind: 'text',
    text: say('people.identity', { id }),
    ...(identities.length > 1 ? { button: { action: 'people.split', id, label: say.label('people.split') } } : {}),
  }));
}

function personLine(each: Colleague, say: Say): Text {
  const { id, name, department, role, pausedUntil, left, unreachable } = each;
  const where = say.label(department === null ? 'department.none' : `department.${department as Department}`);
  const marks: Text[] = [
    ...(role === 'rep' ? [] : [say(`role.${role as 'manager'}`)]),
    ...(pausedUntil === undefined ? [] : [say('people.paused', { until: time(pausedUntil, 'date') })]),
    ...(left ? [say('people.left')] : []),
    ...(unreachable && !left ? [say('people.unreachable')] : []),
  ];
  return [person({ id, name }), ...plain(` · ${where}`), ...marks.flatMap((mark) => [...plain(' · '), ...mark])];
}

function hoursFacts({ week, zone, region, own, languages, territories, weight, cap }: Colleague, say: Say): Fact[] {
  const usual = (mine: boolean): string => (mine ? '' : ` (${say.label('people.usual')})`);
  return [
    { label: say.label('people.hours'), value: plain(`${writeWeek(week, weekdayName(say))}${usual(own.week)}`) },
    { label: say.label('people.zone'), value: plain(zone) },
    { label: say.label('people.region'), value: plain(`${region ?? '—'}${usual(own.region)}`) },
    ...(languages.length > 0 ? [{ label: say.label('people.languages'), value: plain(languages.join(', ')) }] : []),
    ...(territories.length > 0
      ? [{ label: say.label('people.territories'), value: plain(territories.join(', ')) }]
      : []),
    { label: say.label('people.weight'), value: plain(String(weight)) },
    ...(cap === null ? [] : [{ label: say.label('people.cap'), value: plain(String(cap)) }]),
  ];
}
