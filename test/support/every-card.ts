import type { Card } from '../../src/chat/card.ts';
import type { Person } from '../../src/chat/directory.ts';
import type { Form } from '../../src/chat/form.ts';
import { helpCard } from '../../src/chat/help-card.ts';
import { faultCard, refusalCard } from '../../src/chat/refusal-card.ts';
import { mergeForm } from '../../src/clients/judgements/forms.ts';
import { profileForm } from '../../src/clients/profile/forms.ts';
import { clear } from '../../src/contacts/clearance/clear.ts';
import { nothingKnown } from '../../src/contacts/clearance/facts.ts';
import { defaults } from '../../src/contacts/clearance/values.ts';
import { contactCard } from '../../src/contacts/contact-card.ts';
import {
  leftCard,
  reservedCard,
  unclosedCard,
  warningCard,
  wentOnCard,
} from '../../src/contacts/reservations/cards.ts';
import { overrideForm } from '../../src/contacts/reservations/forms.ts';
import { rulesCard, triedCard } from '../../src/contacts/rules/cards.ts';
import { rulesForm } from '../../src/contacts/rules/forms.ts';
import { nextStepCard } from '../../src/contacts/touches/cards.ts';
import { allowForm, correctForm, outcomeForm, touchForm } from '../../src/contacts/touches/forms.ts';
import { refuse } from '../../src/kernel/refusal.ts';
import { leadCommands } from '../../src/leads/commands.ts';
import { newLeadForm, releaseForm } from '../../src/leads/forms.ts';
import { declineForm, handoffForm } from '../../src/leads/handoff/forms.ts';
import type { Agenda } from '../../src/meetings/agenda.ts';
import { askCard, endedCard, reminderCard, syncCard } from '../../src/meetings/cards.ts';
import { syncForm } from '../../src/meetings/forms.ts';
import type { Occurrence, Sync } from '../../src/meetings/sync.ts';
import type { Say } from '../../src/words/say.ts';
import { person, plain, time } from '../../src/words/text.ts';
import { clientCards } from './client-cards.ts';
import { handoffCards, leadCards, leadForms } from './lead-cards.ts';
import { marketingCards, marketingForms } from './marketing-cards.ts';
import { teamCards, teamForms } from './team-cards.ts';

const at = 1_795_453_719_808;

/** Every card that Baton draws, by name, with somebody's text wherever somebody's text can be. */
export function everyCard(one: string, other: string, say: Say): [string, Card][] {
  const owner = { id: 'p1', name: other };
  return [
    ...leadCards(one, other, say),
    ...teamCards(one, other, say),
    ...clientCards(one, other, say),
    ...contactCards(one, other, say),
    ...handoffCards(one, other, say),
    ...meetingCards(one, other, say),
    ['help', helpCard(leadCommands, say)],
    ['fault', faultCard(say, 'abc')],
    ['taken, refused', refusalCard(refuse('lead.taken', { number: '7', owner: person(owner), since: time(at) }), say)],
    [
      'not yours',
      refusalCard(
        refuse('lead.not-yours', { number: '7', owner: person({ id: 'x', name: one }), since: time(at) }),
        say,
      ),
    ],
    ['unknown', refusalCard(refuse('lead.unknown', { number: plain(one) }), say)],
  ];
}

function ruleCards(one: string, say: Say): [string, Card][] {
  const codes = ['stopped', 'reserved', 'touched', 'held', 'negotiating', 'double', 'same-offer'] as const;
  const more = ['same-offer-there', 'unasked', 'capped-day', 'capped-week', 'capped-month'] as const;
  const tallies = [...codes, ...more].map((code, index) => ({ code, warned: 12, overridden: index }));
  const numbers = [{ name: 'coolOffVoice', before: 3, now: 1 } as const];
  const who = { id: 'p1', name: one };
  const changes = [
    { who, at, numbers },
    { who, at, numbers: [] },
  ];
  const by = { actor: 'p1', at };
  const view = { version: 3, values: { ...defaults, mostInDay: 0 }, by, author: one, tallies, changes };
  return [
    ['rules', rulesCard(view, true, say)],
    [
      'rules, first',
      rulesCard({ ...view, version: 0, by: undefined, author: undefined, tallies: [], changes: [] }, false, say),
    ],
    ['rules, tried', triedCard({ version: 3, values: defaults, today: 1, tried: 41 }, say)],
  ];
}

function contactCards(one: string, other: string, say: Say): [string, Card][] {
  const client = { id: 'c1', name: one, company: other, keys: [{ kind: 'email' as const, value: one }] };
  const call = { client: 'c1', lead: 7, channel: 'call' } as const;
  const who = { id: 'p1', name: other };
  const until = at + 900_000;
  const touch = { who, channel: 'call', outcome: 'reached', about: one, at } as const;
  const mailed = { ...touch, who: { id: one, name: one }, channel: 'mailing', outcome: null, about: other } as const;
  const holding = { lead: 6, stage: 'new', who, since: at };
  const asked = { channel: 'call', offer: undefined, actor: 'me', values: defaults, now: at + 1 } as const;
  const told = { id: 't1', channel: 'call', direction: 'out', outcome: 'reached', about: one, at } as const;
  const red = clear({
    ...asked,
    offer: one,
    facts: {
      ...nothingKnown,
      stops: [{ channel: 'any', by: who, at }],
      offerOver: at,
      agreed: [{ who, about: one, at, on: at, until: at + 43_200_000 }],
      zones: ['UTC'],
      holders: [holding, { ...holding, who: { id: 'p2', name: one }, stage: 'negotiating' }],
      doubles: [holding],
      came: false,
      touches: Array.from({ length: 9 }, (_, index) => (index === 1 ? mailed : touch)),
      proposedThere: [touch],
    },
  });
  const amber = clear({ ...asked, facts: { ...nothingKnown, holders: [holding] } });
  const busy = clear({
    ...asked,
    facts: { ...nothingKnown, reservation: { who, channel: 'email', since: at, until } },
  });
  return [
    ['reserved', reservedCard(client, call, until, say)],
    ['reserved, e-mail', reservedCard(client, { ...call, channel: 'email' }, until, say)],
    ['warning, red', warningCard(client, call, red, say)],
    ['warning, amber', warningCard(client, call, amber, say)],
    ['warning, busy', warningCard(client, call, busy, say)],
    ['left', leftCard(client, say)],
    [
      'contact',
      contactCard(
        client,
        { call: red, email: amber },
        { stopped: true, mine: told, offer: { id: 'o1', name: one } },
        say,
      ),
    ],
    ['next step', nextStepCard(client, other, say)],
    ['next step, settled', nextStepCard(client, undefined, say)],
    ...ruleCards(one, say),
    ...marketingCards(one, other, say),
    ['went on', wentOnCard(client, { who, channel: 'call', at, why: one }, say)],
    ['went on, e-mail', wentOnCard(client, { who, channel: 'email', at, why: undefined }, say)],
    ['unclosed', unclosedCard(client, call, false, say)],
    ['unclosed, logged', unclosedCard(client, call, true, say)],
  ];
}

function meetingCards(one: string, other: string, say: Say): [string, Card][] {
  const members: Person[] = [
    { id: 'p1', name: one, department: 'sales', role: 'rep', language: 'en', zone: 'UTC' },
    { id: 'p2', name: other, department: null, role: 'rep', language: 'en', zone: 'UTC' },
  ];
  const sync: Sync = { ...someSync, members };
  const occurrence: Occurrence = { sync: 's1', start: at, state: 'planned' };
  const answers = members.map((person, index) => ({ person, answer: index === 0 ? 'yes' : 'no' }) as const);
  const meeting = { sync, occurrence, answers };
  const agenda: Agenda = {
    arrived: Array(9).fill({ what: one, leads: Array(12).fill(1_234_567) }),
    free: 3,
    longest: { number: 7, since: at },
    back: [{ what: 'other', leads: [1] }],
    nearMisses: { warned: 3, prevented: 1, overridden: 2, unasked: 1 },
  };
  const quiet: Agenda = {
    arrived: [],
    free: 0,
    longest: undefined,
    back: [],
    nearMisses: { warned: 0, prevented: 0, overridden: 0, unasked: 0 },
  };
  const off = { ...meeting, occurrence: { ...occurrence, state: 'skipped' as const } };
  return [
    ['meeting', reminderCard(meeting, agenda, false, say)],
    ['meeting, soon', reminderCard({ ...meeting, answers: [] }, quiet, true, say)],
    ['meeting, skipped', reminderCard(off, agenda, false, say)],
    ['meeting, paused', reminderCard({ ...meeting, sync: { ...sync, state: 'paused' } }, agenda, true, say)],
    ['ask', askCard({ ...meeting, answers: [] }, undefined, false, say)],
    ['ask, soon', askCard({ ...meeting, answers: [] }, undefined, true, say)],
    ['ask, yes', askCard(meeting, 'yes', false, say)],
    ['ask, no', askCard(meeting, 'no', true, say)],
    ['ask, ended', askCard({ ...meeting, sync: { ...sync, state: 'ended' } }, 'no', true, say)],
    ['sync', syncCard(sync, { start: at, skipped: at }, say)],
    ['sync, paused', syncCard({ ...sync, state: 'paused' }, { start: undefined, skipped: undefined }, say)],
    ['sync, ended', endedCard(say)],
  ];
}

/** A series to draw. */
export const someSync: Sync = {
  id: 's1',
  version: 1,
  weekday: 1,
  localTime: '10:00',
  zone: 'Europe/Berlin',
  places: ['slack:T1/C1'],
  state: 'active',
  members: [],
};

const nobody = { id: 'c1', name: 'x', company: null, lines: [], standings: [], account: null, colleagues: [] };

/** Every form that Baton asks people to fill in; names of colleagues may be anything. */
export function everyForm(say: Say, name = 'x'): Form[] {
  const colleague: Person = { id: 'p1', name, department: 'sales', role: 'rep', language: 'en', zone: 'UTC' };
  const people = [colleague, { ...colleague, id: 'p2', department: null }];
  const call = { client: 'c1', lead: 7, channel: 'call' } as const;
  const offers = [{ id: 'o1', name }];
  return [
    newLeadForm(say),
    releaseForm(1_234_567, say),
    handoffForm(1_234_567, people, { need: name, promised: name }, say),
    declineForm('h1', say),
    outcomeForm(call, offers, say),
    outcomeForm({ ...call, channel: 'email' }, [], say),
    overrideForm(call, say),
    touchForm({ client: 'c1', lead: 7 }, offers, say),
    correctForm({ id: 't1', channel: 'call', direction: 'in', outcome: 'booked', about: name, at }, say),
    ...leadForms(say, name),
    ...teamForms(say, people),
    ...marketingForms(say, name),
    rulesForm(3, defaults, say),
    allowForm('c1', ['any', 'mailing'], say),
    mergeForm('c1', say),
    profileForm(nobody, 'marketing', say),
    profileForm(nobody, 'sales', say),
    syncForm({ sync: undefined, place: 'slack:T1/C1', people, zone: 'UTC' }, say),
    syncForm({ sync: { ...someSync, members: people }, place: undefined, people, zone: 'UTC' }, say),
  ];
}
