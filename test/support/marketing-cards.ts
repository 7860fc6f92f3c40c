import type { Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Campaign } from '../../src/contacts/campaigns/campaign.ts';
import { calendarCard, campaignCard, objectionCard } from '../../src/contacts/campaigns/cards.ts';
import { campaignForm, objectionForm } from '../../src/contacts/campaigns/forms.ts';
import { askCard, askedCard } from '../../src/contacts/mailing/ask-cards.ts';
import { checkCard, checksCard, linkCard } from '../../src/contacts/mailing/cards.ts';
import type { Check, State } from '../../src/contacts/mailing/check.ts';
import { mailingForm } from '../../src/contacts/mailing/forms.ts';
import type { AskView, CheckView } from '../../src/contacts/mailing/read-check.ts';
import type { Place } from '../../src/contacts/marketing.ts';
import { offersCard } from '../../src/contacts/offers/cards.ts';
import { offerForm } from '../../src/contacts/offers/forms.ts';
import type { Say } from '../../src/words/say.ts';

const marketer: Place = { department: 'marketing', role: 'rep' };
const undecided: Place = { department: null, role: 'rep' };
const at = 1_795_453_719_808;
const states: readonly State[] = [
  'draft',
  'judging',
  'asking',
  'ready',
  'confirming',
  'confirmed',
  'logging',
  'sent',
  'called-off',
  'over',
];
const whys = ['negotiating', 'held', 'no-address', 'repeated', 'erased', 'nobody', 'left-out', 'let-go', 'silent'];

/** Every card of offers, campaigns and mailing checks, by name, with somebody's text wherever somebody's text can be. */
export function marketingCards(one: string, other: string, say: Say): [string, Card][] {
  const who = { id: 'p1', name: other };
  const check: Check = {
    ...{ id: 'm1', version: 1, state: 'judging', name: one, offer: other, actor: 'p1', person: 'p1', silence: 'drop' },
    ...{
      deadline: at,
      sendAt: at,
      parts: 100,
      done: 34,
      size: 100_000,
      list: 'a',
      ledger: 'b',
      signature: one.padEnd(64, 'f'),
    },
    ...{ at, confirmedAt: at },
    counts: {
      keep: 80_000,
      ask: 12,
      drop: 9_000,
      why: Object.fromEntries(whys.map((code, index) => [code, index + 1])),
    },
  };
  const waiting = [{ who, asked: 20, open: 3, out: 2 }];
  const view = (state: State): CheckView => ({ check: { ...check, state }, by: who, waiting });
  const client = { id: 'c1', name: one, company: other };
  const asked = [undefined, 'keep', 'drop'] as const;
  const ask = (state: State, open = 1): AskView => ({
    ...view(state),
    clients: asked.map((answer, index) => ({ ...client, id: `c${index}`, answer })),
    inAll: 40,
    open,
  });
  const bare: CheckView = {
    check: {
      ...check,
      offer: undefined,
      signature: undefined,
      parts: 0,
      counts: { keep: 0, ask: 0, drop: 0, why: {} },
    },
    by: { id: 'source:x', name: one },
    waiting: [],
  };
  return [
    ...states.map((state): [string, Card] => [`mailing check, ${state}`, checkCard(view(state), say)]),
    ['mailing check, bare', checkCard(bare, say)],
    ['mailing check, nobody asked', checkCard({ ...bare, check: { ...bare.check, state: 'ready' } }, say)],
    ...states.map((state): [string, Card] => [`mailing check, own, ${state}`, checkCard(view(state), say, 'own')]),
    ['mailing, all asked', askedCard(ask('asking'), 1, say)],
    ['mailing, called off', askCard(ask('called-off'), say)],
    ['mailing, asked', askCard(ask('asking'), say)],
    ['mailing, asked by a program', askCard({ ...ask('asking'), by: { id: 'source:x', name: one } }, say)],
    ['mailing, answered', askCard(ask('ready', 0), say)],
    ['mailing, over', askCard(ask('confirmed'), say)],
    ['mailing list', linkCard('https://baton.example.com/reports/x.y', one, at, say)],
    ['mailing checks', checksCard([view('asking'), view('sent')], marketer, say)],
    ['mailing checks, none', checksCard([], undecided, say)],
    ...offerCards(one, other, say),
    ...campaignCards(one, other, say),
  ];
}

function offerCards(one: string, other: string, say: Say): [string, Card][] {
  const line = (index: number) => ({ id: `o${index}`, name: one, family: other, until: index % 2 ? at - 1 : at + 1 });
  const many = Array.from({ length: 40 }, (_, index) => line(index));
  return [
    ['offers', offersCard(many, marketer, at, say)],
    ['offers, read', offersCard([{ ...line(0), family: null, until: null }], undecided, at, say)],
    ['offers, none', offersCard([], marketer, at, say)],
  ];
}

function campaignCards(one: string, other: string, say: Say): [string, Card][] {
  const campaign: Campaign = {
    ...{ id: 'k1', version: 1, name: one, offer: other, audience: one, firstDay: '2026-11-24', lastDay: '2026-11-30' },
    owner: { id: 'p1', name: other },
    state: 'announced',
  };
  const objects = { who: { id: 'p2', name: one }, answer: 'objects', why: other } as const;
  const answers = [objects, ...Array.from({ length: 12 }, () => ({ ...objects, answer: 'noted' as const, why: null }))];
  const off: Campaign = { ...campaign, state: 'called-off', lastDay: campaign.firstDay, offer: null };
  return [
    ['campaign', campaignCard({ campaign, answers, meanwhile: [campaign, off] }, say)],
    ['campaign, new', campaignCard({ campaign, answers: [], meanwhile: [] }, say)],
    ['campaign, off', campaignCard({ campaign: off, answers, meanwhile: [campaign] }, say)],
    ['objection', objectionCard(campaign, objects, say)],
    ['objection, gone', objectionCard(campaign, { ...objects, answer: 'noted', why: null }, say)],
    ['objection, off', objectionCard(off, objects, say)],
    [
      'calendar',
      calendarCard(
        [
          { campaign, answers, meanwhile: [] },
          { campaign: off, answers: [], meanwhile: [] },
        ],
        marketer,
        say,
      ),
    ],
    ['calendar, empty', calendarCard([], undecided, say)],
  ];
}

/** Every form of offers, campaigns and mailing checks. */
export function marketingForms(say: Say, name = 'x'): Form[] {
  const offers = [{ id: 'o1', name }];
  return [
    mailingForm(undefined, offers, say),
    mailingForm({ id: 'm1', name, size: 12 }, [], say),
    offerForm('new', undefined, say),
    offerForm('o1', { name, family: name, until: '2026-12-31' }, say),
    campaignForm(offers, say),
    objectionForm('k1', say),
  ];
}
