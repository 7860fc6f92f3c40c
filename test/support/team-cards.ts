import type { Card } from '../../src/chat/card.ts';
import type { Person } from '../../src/chat/directory.ts';
import type { Form } from '../../src/chat/form.ts';
import { departmentCard } from '../../src/team/cards.ts';
import { dutyCard, rotaForm } from '../../src/team/duty/cards.ts';
import { noRota } from '../../src/team/duty/duty.ts';
import { usualWeek } from '../../src/team/hours/week.ts';
import { colleagueCard, peopleCard } from '../../src/team/people/cards.ts';
import { joinForm, personForm, timeOffForm } from '../../src/team/people/forms.ts';
import type { Colleague } from '../../src/team/people/read-people.ts';
import type { Say } from '../../src/words/say.ts';

const at = 1_795_453_719_808;

function colleague(name: string): Colleague {
  return {
    id: 'p1',
    name,
    department: 'sales',
    role: 'manager',
    zone: 'Europe/Berlin',
    week: usualWeek,
    region: 'DE-BY',
    own: { week: true, region: true },
    pausedUntil: at,
    weight: 50,
    cap: 20,
    languages: ['ru', 'en'],
    territories: ['DE'],
    left: false,
    identities: ['slack:T0BATON/U0ANNA', `teams:1/${name}`],
    unreachable: true,
    off: [{ id: 'o1', person_id: 'p1', first_day: '2026-12-24', last_day: '2027-01-06' }],
  };
}

/** Every card about colleagues. */
export function teamCards(one: string, other: string, say: Say): [string, Card][] {
  const who: Person = { id: 'p1', name: other, department: null, role: 'rep', language: 'en', zone: 'UTC' };
  const gone: Colleague = { ...colleague(other), id: 'p2', department: null, role: 'rep', left: true, off: [] };
  const named = { id: 'p1', name: one };
  const rota = { ...noRota, people: ['p1', 'p2'] };
  const sales = { department: 'sales', now: named, line: [named, { id: 'p2', name: other }], rota } as const;
  const marketing = { department: 'marketing', now: undefined, line: [], rota: noRota } as const;
  return [
    ['department, asked', departmentCard(who, say)],
    ['department, known', departmentCard({ ...who, department: 'sales' }, say)],
    ['people', peopleCard([colleague(one), gone], who, say)],
    ['people, many', peopleCard(Array(60).fill(colleague(one)), who, say)],
    ['colleague', colleagueCard(colleague(one), { role: 'admin' }, say)],
    ['duty', dutyCard([sales, marketing], true, say)],
    ['duty, to read', dutyCard([sales, { ...marketing, rota: { ...rota, turn: 'day' } }], false, say)],
  ];
}

/** The forms about colleagues. */
export function teamForms(say: Say, people: readonly Person[]): Form[] {
  return [
    personForm(colleague('x'), { role: 'admin' }, say),
    personForm({ ...colleague('x'), own: { week: false, region: false } }, { role: 'rep' }, say),
    timeOffForm('p1', '2026-12-24', say),
    joinForm('p1', people, say),
    rotaForm('sales', 3, { ...noRota, people: ['p1'], fallback: 'p2' }, people, say),
  ];
}
