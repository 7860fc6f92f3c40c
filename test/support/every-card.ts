import type { Card } from '../../src/chat/card.ts';
import type { Person } from '../../src/chat/directory.ts';
import type { Form } from '../../src/chat/form.ts';
import { helpCard } from '../../src/chat/help-card.ts';
import { faultCard, refusalCard } from '../../src/chat/refusal-card.ts';
import { refuse } from '../../src/kernel/refusal.ts';
import { claimedCard, enteredCard, givenBackCard, leadCard, leadListCard } from '../../src/leads/cards.ts';
import { leadCommands } from '../../src/leads/commands.ts';
import { newLeadForm, releaseForm } from '../../src/leads/forms.ts';
import type { Lead } from '../../src/leads/lead.ts';
import { departmentCard } from '../../src/team/cards.ts';
import type { Say } from '../../src/words/say.ts';
import { person, plain, time } from '../../src/words/text.ts';

const at = 1_795_453_719_808;

/** Every card that Baton draws, by name, with somebody's text wherever somebody's text can be. */
export function everyCard(one: string, other: string, say: Say): [string, Card][] {
  const owner = { id: 'p1', name: other };
  const who: Person = { ...owner, department: null, role: 'rep', language: 'en', zone: 'UTC' };
  const free: Lead = {
    number: 7,
    client: 'c1',
    version: 1,
    hold: { hold: 'free' },
    arrivedAt: at,
    source: one,
    campaign: other,
    name: one,
    company: other,
    email: one,
    phone: other,
    handle: one,
    message: other,
  };
  const taken: Lead = { ...free, hold: { hold: 'claimed', owner, since: at } };
  const bare: Lead = {
    ...taken,
    hold: { hold: 'claimed', owner: { id: 'unknown', name: other }, since: at },
    company: null,
    email: null,
    phone: null,
    handle: null,
    campaign: null,
    message: null,
  };
  return [
    ['lead, free', leadCard(free, say)],
    ['lead, given back', leadCard(free, say, { reason: 'other', note: one })],
    ['lead, claimed', leadCard(taken, say)],
    ['lead, bare', leadCard(bare, say)],
    ['claimed', claimedCard(taken, say)],
    ['given back', givenBackCard(free, say)],
    ['entered', enteredCard(7, say)],
    [
      'list, full',
      leadListCard({ leads: Array(12).fill(taken), inAll: 30 }, { leads: Array(12).fill(free), inAll: 100 }, say),
    ],
    ['list, empty', leadListCard({ leads: [], inAll: 0 }, { leads: [], inAll: 0 }, say)],
    ['department, asked', departmentCard(who, say)],
    ['department, known', departmentCard({ ...who, department: 'sales' }, say)],
    ['help', helpCard(leadCommands, say)],
    ['fault', faultCard(say, 'abc')],
    ['taken', refusalCard(refuse('lead.taken', { number: '7', owner: person(owner), since: time(at) }), say)],
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

/** Every form that Baton asks people to fill in. */
export function everyForm(say: Say): Form[] {
  return [newLeadForm(say), releaseForm(1_234_567, say)];
}
