import { type Card, textElement } from '../../src/chat/card.ts';
import { importCard } from '../../src/clients/bulk/cards.ts';
import { clientCard, clientListCard } from '../../src/clients/cards.ts';
import type { ClientView } from '../../src/clients/client.ts';
import { insistCard, questionCard } from '../../src/clients/judgements/cards.ts';
import type { Question } from '../../src/clients/judgements/read-question.ts';
import { profileCard } from '../../src/clients/profile/cards.ts';
import { lines, type Profile } from '../../src/clients/profile/profile.ts';
import type { Told } from '../../src/ledger/read.ts';
import type { Say } from '../../src/words/say.ts';
import { plain } from '../../src/words/text.ts';

const at = 1_795_453_719_808;

/** Every kind of row that a client's history can hold. */
export const historyKinds = [
  'lead.arrived',
  'lead.claimed',
  'lead.claim-undone',
  'lead.released',
  'lead.moved',
  'lead.worked',
  'lead.paused',
  'lead.resumed',
  'lead.lapsed',
  'lead.breached',
  'lead.won',
  'lead.lost',
  'lead.recycled',
  'lead.asked',
  'lead.given',
  'lead.kept',
  'lead.asked-again',
  'lead.taken-over',
  'lead.routed',
  'lead.assigned',
  'lead.offered',
  'lead.passed',
  'lead.reoffered',
  'lead.feedback',
  'lead.recommended',
  'lead.handed',
  'lead.handoff-accepted',
  'lead.handoff-declined',
  'lead.handoff-returned',
  'lead.handoff-withdrawn',
  'contact.reserved',
  'contact.dropped',
  'contact.unclosed',
  'contact.warned',
  'contact.prevented',
  'contact.overridden',
  'contact.touched',
  'contact.corrected',
  'contact.allowed',
  'mailing.answered',
  'client.merged',
  'client.unmerged',
  'client.kept-apart',
  'client.imported',
  'client.portrait',
  'client.insight',
  'client.recommended-us',
  'client.thanked',
  'client.erased',
  'client.list-taken-back',
] as const;

/** Every card of a client, by name. */
export function clientCards(one: string, other: string, say: Say): [string, Card][] {
  const owner = { id: 'p1', name: other };
  const who = { ...owner, department: null, role: 'rep', language: 'en', zone: 'UTC' } as const;
  const view: ClientView = {
    id: 'c1',
    name: one,
    company: other,
    keys: [
      { kind: 'email', value: one },
      { kind: 'phone', value: other },
    ],
    standings: [
      { lead: 7, stage: 'new', owner, since: at },
      { lead: 6, stage: 'new', owner: null, since: at },
    ],
    questions: [{ id: 'j1', other: { id: 'c2', name: other, company: one } }],
    merged: [{ id: 'j2', other: { id: 'c3', name: one, company: null } }],
    entries: historyKinds.map((kind, index) => told(kind, index, one, other)),
    names: new Map([
      ['p1', { name: other, department: 'sales' }],
      ['c2', { name: one }],
    ]),
    older: { at, id: 'e1' },
    paged: true,
    filter: 'all',
  };
  const side = { id: 'c1', name: one, company: other, keys: view.keys, standings: view.standings };
  const question: Question = {
    id: 'j1',
    why: { evidence: ['name-close', 'phone', 'company', 'mailbox-close'], guard: 'several' },
    sides: [side, { ...side, id: 'c2', name: other, company: null, standings: [] }],
    answer: undefined,
  };
  const profile: Profile = {
    ...side,
    lines: [...lines.marketing, ...lines.sales].map((name) => ({ name, words: other, by: one, at })),
    account: other,
    colleagues: [side, side],
  };
  const counts = { row: 9, made: 7, joined: 1, refused: 1, started_at: at, finished_at: at, reverted_at: null };
  const job = { id: 'i1', kind: 'clients', digest: '', label: one, ...counts };
  const answered = (verdict: 'same' | 'different', by: string): Question => ({
    ...question,
    answer: { verdict, by, at },
  });
  return [
    ['client', clientCard(view, who, say)],
    ['client, to marketing', clientCard(view, { ...who, id: 'p9', department: 'marketing' }, say)],
    [
      'client, new',
      clientCard(
        { ...view, entries: [], standings: [], questions: [], merged: [], older: undefined, paged: false },
        who,
        say,
      ),
    ],
    ['client, list', clientListCard({ clients: Array(11).fill(view), resemble: false }, 'client.show', say)],
    ['contact, list', clientListCard({ clients: [view, view], resemble: true }, 'contact.show', say)],
    ['profile', profileCard(profile, [textElement(plain(one))], { department: null, role: 'admin' }, say)],
    [
      'profile, nothing',
      profileCard(
        { ...profile, lines: [], standings: [], colleagues: [] },
        [],
        { department: 'marketing', role: 'rep' },
        say,
      ),
    ],
    ['list came in', importCard(job, say)],
    ['same person?', questionCard(question, say)],
    ['same person, a colleague asks', questionCard({ ...question, why: { evidence: [] } }, say)],
    ['same person: yes', questionCard(answered('same', other), say)],
    ['same person: no', questionCard(answered('different', one), say)],
    ['same person, by way of a third', questionCard(answered('same', ''), say)],
    ['same person, insisted', insistCard('j1', plain(other), say)],
  ];
}

function told(kind: string, index: number, one: string, other: string): Told {
  const detail = {
    to: 'p1',
    other: 'c2',
    reason: 'other',
    channel: 'call',
    light: 'red',
    outcome: 'reached',
    direction: 'out',
  };
  const words = { source: one, note: other, need: one, about: other };
  return { at, id: `e${index}`, kind, actor: index % 2 ? 'p1' : `source:${one}`, lead: 7, detail, words };
}
