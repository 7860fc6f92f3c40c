import type { Card } from '../../src/chat/card.ts';
import { digestCard } from '../../src/chat/digest.ts';
import type { Person } from '../../src/chat/directory.ts';
import { failedCard } from '../../src/chat/failed-posts.ts';
import type { Form } from '../../src/chat/form.ts';
import { homeCard } from '../../src/chat/home.ts';
import type { Ask } from '../../src/leads/asks/ask.ts';
import { askAnswerCard, askCard, askedCard } from '../../src/leads/asks/cards.ts';
import { askForm, takeOverForm } from '../../src/leads/asks/forms.ts';
import { moreCard, takenCard } from '../../src/leads/asks/more-card.ts';
import { claimedCard, enteredCard, erasedCard, givenBackCard, leadCard } from '../../src/leads/cards.ts';
import { careCard, careForm, recommendForm, thankCard } from '../../src/leads/care/cards.ts';
import type { AlertKind } from '../../src/leads/clocks/alert.ts';
import { alertCard, alertLine, noteCard, numbersCard } from '../../src/leads/clocks/cards.ts';
import { numbersForm, pauseForm } from '../../src/leads/clocks/forms.ts';
import { usualNumbers } from '../../src/leads/clocks/numbers.ts';
import { dutiesCard, proposalCard } from '../../src/leads/duties/cards.ts';
import { usualDuties } from '../../src/leads/duties/duties.ts';
import { dutyForm } from '../../src/leads/duties/forms.ts';
import type { Proposal } from '../../src/leads/duties/proposal.ts';
import { awayCard, handoffAnswerCard, handoffCard, handoffNoteCard } from '../../src/leads/handoff/cards.ts';
import type { Handoff } from '../../src/leads/handoff/handoff.ts';
import type { Mine } from '../../src/leads/home/read-mine.ts';
import { mineElements } from '../../src/leads/home/section.ts';
import { type Waiting, waitingReasons } from '../../src/leads/intake/waiting.ts';
import { waitingCard, waitingListCard } from '../../src/leads/intake/waiting-cards.ts';
import { mendForm } from '../../src/leads/intake/waiting-forms.ts';
import type { Lead } from '../../src/leads/lead.ts';
import { leaverCard } from '../../src/leads/leavers/card.ts';
import { leadLine, leadListCard } from '../../src/leads/list-card.ts';
import { budgetForm, noiseCard, noticesForm } from '../../src/leads/quiet/cards.ts';
import { fairnessCard, offerCard, routingCard, triedRoutingCard, whyCard } from '../../src/leads/routing/cards.ts';
import { type Decision, type Question, skips } from '../../src/leads/routing/decide.ts';
import { ruleForm } from '../../src/leads/routing/forms.ts';
import { modes, type Rule, usualRouting } from '../../src/leads/routing/rule.ts';
import { loseForm, recycleForm, stageForm, winForm } from '../../src/leads/stages/forms.ts';
import type { Say } from '../../src/words/say.ts';

const at = 1_795_453_719_808;
const later = at + 900_000;

/** A lead that nobody has, with somebody's text wherever somebody's text can be. */
export function freeLead(one: string, other: string): Lead {
  return {
    number: 7,
    client: 'c1',
    version: 1,
    stage: 'new',
    hold: { hold: 'free' },
    arrivedAt: at,
    temperature: 'hot',
    clock: { kind: 'claim', since: at, due: later, minutes: 30 },
    lease: undefined,
    introducer: undefined,
    rule: undefined,
    queuedAt: undefined,
    closed: undefined,
    source: one,
    campaign: other,
    name: one,
    company: other,
    email: one,
    phone: other,
    handle: one,
    message: other,
    answers: { [one]: other, [other]: one, third: other, fourth: one, fifth: other, sixth: one, seventh: other },
  };
}

/** Every card of a lead itself, in each of its states. */
export function leadCards(one: string, other: string, say: Say): [string, Card][] {
  const owner = { id: 'p1', name: other };
  const who: Person = { ...owner, department: 'sales', role: 'rep', language: 'en', zone: 'UTC' };
  const manager: Person = { ...who, id: 'p9', role: 'manager' };
  const free = freeLead(one, other);
  const held = { hold: 'claimed', owner, since: at } as const;
  const taken: Lead = {
    ...free,
    hold: held,
    clock: { kind: 'touch', since: at, due: later, minutes: 30 },
    lease: later,
  };
  const working: Lead = {
    ...taken,
    stage: 'negotiating',
    hold: { ...held, hold: 'working' },
    clock: { kind: 'stage', since: at, due: later, minutes: 30 },
    introducer: { id: 'p2', name: one },
  };
  const paused: Lead = { ...working, hold: { ...held, hold: 'paused', until: later }, clock: undefined };
  const sale = { at, reason: undefined, amount: 1_250_000, currency: 'EUR', product: one };
  const won: Lead = { ...working, stage: 'won', clock: undefined, closed: sale };
  const why = { ...sale, reason: 'price', amount: undefined, currency: undefined, product: undefined };
  const lost: Lead = { ...won, stage: 'lost', closed: why };
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
  const queued: Lead = {
    ...working,
    hold: { ...held, hold: 'working', handoff: { id: 'h1', to: { department: 'marketing' }, at, until: later } },
  };
  const said = new Map([
    ['need', one],
    ['decides', other],
  ]);
  const reader = { who, duty: usualDuties.qualified, mayHandle: true, watching: false };
  return [
    ['lead, free', leadCard(free, say, { duty: owner, handles: 'both' })],
    ['lead, offered in turn', leadCard({ ...free, hold: { hold: 'offered', to: owner, until: later } }, say)],
    ['lead, queued', leadCard({ ...free, queuedAt: at }, say)],
    ['lead, overdue', leadCard(free, say, { duty: owner, handles: 'both', late: true })],
    [
      'lead, perhaps known',
      leadCard(free, say, { questions: [{ id: 'j1', other: { id: 'c2', name: other, company: one } }] }),
    ],
    ['lead, given back', leadCard(free, say, { back: { why: 'reason.other', note: one } })],
    ['lead, claimed', leadCard(taken, say)],
    ['lead, worked on', leadCard(working, say, { handles: 'sales', said, late: true })],
    ['lead, stopped', leadCard(working, say, { stops: ['any', 'call'] })],
    ['lead, stopped in part', leadCard(working, say, { stops: ['call', 'mailing'] })],
    ['lead, waits for the client', leadCard(paused, say, { handles: 'sales' })],
    ['lead, offered to a department', leadCard(queued, say, { handles: 'sales' })],
    ['lead, won', leadCard(won, say)],
    ['lead, lost', leadCard(lost, say)],
    ['lead, disqualified', leadCard({ ...lost, stage: 'disqualified', hold: { hold: 'free' } }, say)],
    ['lead, erased', erasedCard(7, say)],
    ['lead, bare', leadCard(bare, say)],
    ['claimed', claimedCard(taken, say)],
    ['given back', givenBackCard(free, say)],
    ['entered', enteredCard(7, say)],
    [
      'list, full',
      leadListCard({ leads: Array(12).fill(taken), inAll: 30 }, { leads: Array(12).fill(free), inAll: 100 }, say),
    ],
    ['list, empty', leadListCard({ leads: [], inAll: 0 }, { leads: [], inAll: 0 }, say)],
    ['more, mine', moreCard(working, reader, say)],
    ['more, mine, waiting', moreCard(paused, reader, say)],
    ['more, mine, closed', moreCard(won, { ...reader, duty: undefined }, say)],
    ['more, a colleague’s', moreCard(working, { ...reader, who: { ...who, id: 'p3' }, watching: true }, say)],
    ['more, free', moreCard(free, { ...reader, duty: usualDuties.new }, say)],
    ['more, closed', moreCard(lost, { ...reader, who: manager, duty: undefined }, say)],
    ['taken', takenCard(taken, { who: manager, mayHandle: true, watching: false }, say)],
    ['taken, not one’s move', takenCard(taken, { who, mayHandle: false, watching: true }, say)],
    ...alertCards(free, taken, one, say),
    ...askCards(one, other, taken, say),
    ...dutyCards(one, other, say),
    ...waitingCards(one, other, say),
    ...routingCards(free, one, other, say),
    ...dayCards(free, taken, won, one, other, say),
  ];
}

const alerts = [
  'claim-remind',
  'claim-due',
  'claim-over',
  'touch-remind',
  'touch-due',
  'touch-over',
  'stage-remind',
  'stage-due',
  'stage-over',
  'answer-remind',
  'lease-remind',
  'lease-grace',
  'lapsed',
  'resumed',
  'assigned',
  'pool-empty',
  'freed',
  'your-move',
  'taken-over',
  'contacted',
] as const satisfies readonly AlertKind[];

function alertCards(free: Lead, taken: Lead, one: string, say: Say): [string, Card][] {
  const reader = { id: 'p1', department: null };
  const offered = { id: 'h1', to: { id: 'p2', name: one }, at, until: later };
  const handed: Lead = { ...taken, hold: { ...taken.hold, handoff: offered } as Lead['hold'] };
  const told = { at, id: 'e1', actor: 'baton', lead: 7, words: {} };
  const breach = { ...told, kind: 'lead.breached', detail: { wait: 'claim', step: 'due', to: 'p1' } };
  return [
    ...alerts.map((kind): [string, Card] => [
      `alert, ${kind}`,
      alertCard({ lead: 7, kind, at }, waitingFor(kind, free, taken), reader, {}, say),
    ]),
    ['alert, past', alertCard({ lead: 7, kind: 'claim-due', at: at + 1 }, free, reader, {}, say)],
    ['alert, to answer', alertCard({ lead: 7, kind: 'answer-remind', at }, handed, { ...reader, id: 'p2' }, {}, say)],
    ['note', noteCard(breach, new Map([['p1', { name: one }]]), say)],
    ['clocks', numbersCard({ version: 0, value: usualNumbers, by: undefined }, 'Mon-Fri 09:00-18:00', false, say)],
    ['clocks, changed', numbersCard({ version: 3, value: usualNumbers, by: { actor: 'p1', at } }, one, true, say)],
  ];
}

/** A lead of which an alert still holds. */
function waitingFor(kind: AlertKind, free: Lead, taken: Lead): Lead {
  if (/^claim|^lapsed|^freed|^pool/.test(kind)) return free;
  if (kind === 'lease-remind') return { ...taken, lease: at };
  return kind.startsWith('stage') ? { ...taken, clock: { kind: 'stage', since: at, due: later, minutes: 30 } } : taken;
}

function askCards(one: string, other: string, lead: Lead, say: Say): [string, Card][] {
  const ask: Ask = {
    id: 'a1',
    lead: 7,
    asker: { id: 'p2', name: one },
    owner: { id: 'p1', name: other },
    state: 'open',
    note: other,
    askedAt: at,
    answeredAt: undefined,
  };
  const ends = (['given', 'kept', 'over'] as const).map((state) => ({ ...ask, state, answeredAt: at }));
  return [
    ['ask sent', askedCard(7, say)],
    ['asked', askCard(ask, lead, say)],
    ...ends.map((end): [string, Card] => [`asked, ${end.state}`, askCard(end, lead, say)]),
    ...ends.map((end): [string, Card] => [`answer, ${end.state}`, askAnswerCard(end, lead, say)]),
  ];
}

function dutyCards(one: string, other: string, say: Say): [string, Card][] {
  const proposal: Proposal = {
    id: 'd1',
    version: 0,
    duties: { ...usualDuties, new: { ...usualDuties.new, handles: 'marketing', exit: ['need', 'budget'] } },
    by: { id: 'p1', name: one },
    at,
    state: 'open',
    yes: [{ department: 'marketing', who: { id: 'p1', name: other } }],
  };
  const ends = (['agreed', 'refused', 'over'] as const).map((state) => ({ ...proposal, state }));
  return [
    ['duties', dutiesCard({ version: 0, value: usualDuties, by: undefined }, say)],
    ['duties, agreed', dutiesCard({ version: 2, value: usualDuties, by: { actor: 'p1', at } }, say)],
    ['proposal', proposalCard(proposal, usualDuties, say)],
    ...ends.map((end): [string, Card] => [`proposal, ${end.state}`, proposalCard(end, usualDuties, say)]),
  ];
}

function dayCards(free: Lead, taken: Lead, won: Lead, one: string, other: string, say: Say): [string, Card][] {
  const who = { id: 'p2', name: one };
  const ask: Ask = {
    id: 'a1',
    lead: 7,
    asker: who,
    owner: { id: 'p1', name: other },
    state: 'open',
    note: other,
    askedAt: at,
    answeredAt: undefined,
  };
  const handoff: Handoff = { ...aHandoff(one, other), introducer: undefined };
  const paused: Lead = {
    ...taken,
    clock: undefined,
    hold: { hold: 'paused', owner: { id: 'p1', name: other }, since: at, until: later },
  };
  const mine: Mine = {
    person: 'p1',
    leads: [taken, paused, taken, taken, taken, taken, taken, taken, taken, taken],
    inAll: 23,
    handoffs: [
      { handoff, lead: taken },
      { handoff, lead: taken },
    ],
    asks: [{ ask, lead: taken }],
    offered: [free],
    free: [free, free, free],
    now: later + 1,
  };
  const none: Mine = { ...mine, leads: [], inAll: 0, handoffs: [], asks: [], offered: [], free: [] };
  const by = { id: 'c2', name: one, company: other, thanked: false };
  const told = { outcome: 'unhappy', note: other, at } as const;
  const noise = { place: one, messages: 900, busiest: { day: '2026-11-23', messages: 400 }, leads: 90, actedOn: 12 };
  const failed = { id: 'f1', place: other, kind: 'lead.card', subject: one, fault: other, wanted_at: at };
  return [
    ['home', homeCard([mineElements(mine, say)], say)],
    ['home, touch', homeCard([mineElements({ ...mine, now: at }, say)], say)],
    ['home, handoffs alone', homeCard([mineElements({ ...none, handoffs: mine.handoffs }, say)], say)],
    ['home, nothing', homeCard([mineElements(none, say)], say)],
    ['home, empty', homeCard([[]], say)],
    ['leaver', leaverCard(who, [taken, free], say)],
    ['leaver, done', leaverCard(who, [], say)],
    ['leaver, back', leaverCard(who, [], say, true)],
    ['care', careCard(won, undefined, say)],
    ['care, told', careCard(won, told, say)],
    ['thank', thankCard(free, by, say)],
    ['thanked', thankCard(free, { ...by, thanked: true }, say)],
    ['lead, recommended', leadCard(free, say, { recommended: by })],
    ['digest', digestCard(Array(25).fill(leadLine(free, say)), false, say)],
    ['digest, direct', digestCard(Array(25).fill(alertLine({ lead: 7, kind: 'claim-due', at }, free, say)), true, say)],
    ['noise', noiseCard({ budget: { perDay: 80 }, channels: [noise, { ...noise, leads: 0 }] }, true, say)],
    ['noise, none', noiseCard({ budget: { perDay: 80 }, channels: [] }, false, say)],
    ['failed', failedCard([failed, failed], say)],
    ['failed, none', failedCard([], say)],
  ];
}

const aRule: Rule = {
  name: 'A rule',
  sources: ['website'],
  languages: ['ru'],
  countries: ['RU'],
  amountFrom: 1000,
  mode: 'in-turn',
  department: 'sales',
  people: ['p1', 'p2'],
  coolOff: 5,
  offerFor: 10,
  fallback: 'p1',
};

function routingCards(lead: Lead, one: string, other: string, say: Say): [string, Card][] {
  const names = new Map([
    ['p1', one],
    ['p2', other],
  ]);
  const skipped = skips.map((why, index) => ({ id: `p${index % 2}`, why }));
  const decision: Decision = { rule: one, outcome: 'turn', chosen: 'p1', skipped, credits: { p1: -100, p2: 100 } };
  const asked: Question = {
    lead: { source: one, campaign: null, language: 'ru', country: 'RU', product: null, amount: null },
    owner: null,
    passed: [],
    people: [],
    now: at,
  };
  const receipt = { at, version: 3, decision, asked };
  const outcomes = (['open', 'owner', 'queue', 'nobody'] as const).map((outcome) => ({
    ...receipt,
    decision: { ...decision, outcome, chosen: outcome === 'owner' ? 'p1' : null, skipped: [], credits: {} },
  }));
  const routing = { rules: modes.map((mode) => ({ ...aRule, name: one, mode })), capsLiftedUntil: later };
  const shares = { by: new Map([['p1', 12]]), open: 3, waits: 1 };
  const share = { id: 'p1', name: one, weight: 100, claimed: 5, given: 7, passed: 1, lapsed: 2, won: 3 };
  const view = { version: 3, value: routing, by: { actor: 'p1', at } };
  return [
    ['offer', offerCard(lead, false, later, say)],
    ['offer, over', offerCard(lead, true, later, say)],
    ['why', whyCard(lead, [receipt, ...outcomes], names, say)],
    ['why, open', whyCard(lead, [], names, say)],
    ['routing', routingCard(view, names, true, at, say)],
    ['routing, none', routingCard({ version: 0, value: usualRouting, by: undefined }, names, false, at, say)],
    ['routing, tried', triedRoutingCard('d1', { was: shares, would: { ...shares, open: 0 } }, names, say)],
    ['fairness', fairnessCard([share, { ...share, id: 'p2', name: other }], say)],
  ];
}

function aWaiting(one: string, other: string): Waiting {
  return {
    id: 'w1',
    source: other,
    at,
    reason: 'doubtful',
    detail: 'links trial no-lead-before no-words',
    told: { name: one, email: other, phone: one, company: other, message: one, campaign: other, form: one },
    state: 'open',
    lead: undefined,
    by: undefined,
    answeredAt: undefined,
  };
}

function waitingCards(one: string, other: string, say: Say): [string, Card][] {
  const waiting = aWaiting(one, other);
  const by = { id: 'p1', name: other };
  const rows = waitingReasons.map((reason) => ({ ...waiting, reason, detail: reason === 'doubtful' ? 'links' : one }));
  const sources = [
    { name: one, kind: 'tilda', last_at: at },
    { name: other, kind: 'generic', last_at: null },
  ];
  return [
    ['waiting', waitingCard(waiting, say)],
    ['waiting, unread', waitingCard({ ...waiting, reason: 'unreadable', detail: one, told: {} }, say)],
    ['waiting, not fetched', waitingCard({ ...waiting, reason: 'not-fetched', detail: one, told: {} }, say)],
    ['waiting, accepted', waitingCard({ ...waiting, state: 'accepted', lead: 7, by, answeredAt: at }, say)],
    ['waiting, dropped', waitingCard({ ...waiting, state: 'not-a-lead', by, answeredAt: at }, say)],
    ['waiting room', waitingListCard({ rows: [...rows, ...rows, ...rows, ...rows], inAll: 40 }, sources, say)],
    ['waiting room, empty', waitingListCard({ rows: [], inAll: 0 }, [], say)],
  ];
}

function aHandoff(one: string, other: string): Handoff {
  const from = { id: 'p1', name: other };
  return {
    id: 'h1',
    lead: 7,
    client: 'c1',
    from,
    to: { id: 'p2', name: one },
    introducer: from,
    need: one,
    said: other,
    promised: other,
    nextStep: one,
    bestTime: other,
    state: 'offered',
    reason: undefined,
    note: undefined,
    offeredAt: at,
    until: at + 1,
    answeredAt: undefined,
    answeredBy: undefined,
  };
}

/** The cards of a lead on its way from one colleague to another. */
export function handoffCards(one: string, other: string, say: Say): [string, Card][] {
  const from = { id: 'p1', name: other };
  const to = { id: 'p2', name: one };
  const taken: Lead = { ...freeLead(one, other), hold: { hold: 'claimed', owner: from, since: at } };
  const offered = { id: 'h1', to, at, until: at + 1 };
  const handed: Lead = { ...taken, hold: { hold: 'claimed', owner: from, since: at, handoff: offered } };
  const accepted: Lead = { ...taken, hold: { hold: 'claimed', owner: to, since: at } };
  const handoff = aHandoff(one, other);
  const ends = (['accepted', 'declined', 'returned', 'withdrawn'] as const).map((state) => ({
    ...handoff,
    state,
    answeredAt: at,
    ...(state === 'declined' ? { reason: 'other', note: other } : {}),
    ...(state === 'accepted' ? { answeredBy: to } : {}),
  }));
  const reservation = { who: from, channel: 'call', until: at } as const;
  const others = [{ lead: 6, stage: 'new', owner: to, since: at }];
  return [
    ['lead, handed', leadCard(handed, say, { reservation, others })],
    ['handoff, away', awayCard(7, offered, say)],
    ['handoff', handoffCard(handoff, handed, say)],
    ['handoff, to all', handoffCard({ ...handoff, to: { department: 'sales' } }, handed, say)],
    ['handoff, note', handoffNoteCard(handoff, say)],
    ...ends.flatMap((end): [string, Card][] => [
      [`handoff, ${end.state}`, handoffCard(end, end.state === 'accepted' ? accepted : handed, say)],
      [`handoff note, ${end.state}`, handoffNoteCard(end, say)],
      [`handoff answer, ${end.state}`, handoffAnswerCard(end, taken, say)],
    ]),
  ];
}

/** The forms of a lead's life. */
export function leadForms(say: Say, name: string): Form[] {
  const known = new Map([
    ['need', name],
    ['amount', name],
  ]);
  return [
    stageForm({ number: 1_234_567, stage: 'contacted' }, ['need', 'budget', 'decides', 'timing', 'amount'], known, say),
    stageForm({ number: 1_234_567, stage: 'won' }, [], new Map(), say),
    winForm(1_234_567, 'EUR', known, say),
    loseForm(1_234_567, say),
    recycleForm(1_234_567, say),
    pauseForm(1_234_567, '2026-11-27', say),
    numbersForm(3, usualNumbers, 'Mon-Fri 09:00-18:00', say),
    askForm(1_234_567, say),
    takeOverForm(1_234_567, say),
    dutyForm('qualified', usualDuties.qualified, say),
    careForm(7, say),
    recommendForm(1_234_567, say),
    budgetForm({ perDay: 80 }, say),
    noticesForm({ reminders: 'now', watched: 'morning', morning: '09:00' }, say),
    ruleForm('3/0', aRule, { people: [], places: ['slack:T1/C1', 'teams:1/C2'] }, say),
    ruleForm('3/1', undefined, { people: [], places: [] }, say),
    mendForm(aWaiting(name, name), undefined, say),
    mendForm({ ...aWaiting(name, name), told: {} }, name, say),
  ];
}
