import { type Button, type Card, type Element, type Fact, textElement } from '../../chat/card.ts';
import { clientName } from '../../clients/cards.ts';
import { oneLine } from '../../kernel/text.ts';
import type { InForce } from '../../team/settings.ts';
import type { Say } from '../../words/say.ts';
import { person, plain, type Text, time } from '../../words/text.ts';
import { claimButton } from '../cards.ts';
import { originFacts, reachFacts } from '../facts.ts';
import type { Lead } from '../lead.ts';
import type { Decision, Question, Skip } from './decide.ts';
import type { Shares } from './dry-run.ts';
import type { Share } from './fairness.ts';
import type { Mode, Routing, Rule } from './rule.ts';

type Names = ReadonlyMap<string, string>;
const mostInLine = 200;
const mostListed = 20;

/** What whose turn it is reads: a lead for them, until when, and the way past it. */
export function offerCard(lead: Lead, over: boolean, until: number, say: Say): Card {
  const pass: Button = { action: 'lead.pass', id: String(lead.number), label: say.label('lead.pass') };
  return {
    title: say('turn.title', { number: String(lead.number), name: clientName(lead) }),
    tone: over ? 'neutral' : 'warning',
    elements: [
      ...(lead.message && !over ? [{ kind: 'quote', text: plain(oneLine(lead.message, 600)) } as const] : []),
      ...(over ? [] : [{ kind: 'facts', facts: [...reachFacts(lead, say), ...originFacts(lead, say)] } as const]),
      textElement(over ? say('offer.over') : say('offer.until', { until: time(until, 'since') })),
      ...(over ? [] : [{ kind: 'buttons', buttons: [claimButton(lead, say), pass] } as const]),
    ],
  };
}

/** Why a lead went where it went: every decision about it, with who was passed over and why. */
export function whyCard(
  lead: Lead,
  receipts: readonly {
    readonly at: number;
    readonly version: number;
    readonly decision: Decision;
    readonly asked: Question;
  }[],
  names: Names,
  say: Say,
): Card {
  return {
    title: say('why.title', { number: String(lead.number), name: clientName(lead) }),
    tone: 'neutral',
    elements:
      receipts.length === 0
        ? [textElement(say('why.open'))]
        : receipts.flatMap((receipt) => receiptElements(receipt, names, say)),
  };
}

function receiptElements(
  { at, version, decision, asked }: Parameters<typeof whyCard>[1][number],
  names: Names,
  say: Say,
): Element[] {
  const { outcome, chosen, rule, skipped, credits } = decision;
  const name = (id: string) => person({ id, name: names.get(id) ?? '?' });
  const reasons = Map.groupBy(skipped, ({ why }) => why);
  const before = new Map(asked.people.map(({ id, credit }) => [id, credit]));
  const turns = Object.entries(credits).slice(0, mostListed);
  return [
    textElement([
      time(at, 'since'),
      ...plain(' · '),
      ...say(`why.${outcome}`, { who: chosen === null ? '—' : name(chosen) }),
    ]),
    { kind: 'note', text: say('why.rule', { rule: plain(rule), version: String(version) }) },
    ...[...reasons].map(
      ([why, those]): Element =>
        textElement([
          ...say(`skip.${why satisfies Skip}`),
          ...plain(': '),
          ...those.slice(0, mostListed).flatMap(({ id }, index) => [...(index > 0 ? plain(', ') : []), name(id)]),
        ]),
    ),
    ...(turns.length > 0
      ? [
          textElement([
            ...say('why.turns'),
            ...turns.flatMap(([id, credit], index) => [
              ...(index > 0 ? plain(', ') : plain(' ')),
              name(id),
              ...plain(` ${inLeads(before.get(id) ?? 0)} → ${inLeads(credit)}`),
            ]),
          ]),
        ]
      : []),
  ];
}

/** What somebody was due more than they got, in leads. */
function inLeads(credit: number): string {
  // Not “-0.00”.
  return (Math.round(credit / 10_000) / 100 || 0).toFixed(2);
}

/** The rules by which leads find somebody. */
export function routingCard(
  { version, value, by }: InForce<Routing>,
  names: Names,
  mayChange: boolean,
  now: number,
  say: Say,
): Card {
  const { rules, capsLiftedUntil } = value;
  const add: Button = { action: 'routing.rule', id: `${version}/${rules.length}`, label: say.label('routing.add') };
  const lift: Button = { action: 'routing.lift', id: String(version), label: say.label('routing.lift') };
  return {
    title: say('routing.title'),
    tone: 'neutral',
    elements: [
      ...(rules.length === 0 ? [textElement(say('routing.none'))] : []),
      ...rules.map(
        (rule, at): Element => ({
          kind: 'text',
          text: ruleLine(rule, at, names, say),
          ...(mayChange
            ? {
                button: { action: 'routing.rule', id: `${version}/${at}`, label: say.label('routing.change') } as const,
              }
            : {}),
        }),
      ),
      ...(capsLiftedUntil > now ? [textElement(say('routing.lifted', { until: time(capsLiftedUntil, 'since') }))] : []),
      ...(by ? [{ kind: 'note', text: say('routing.by', { at: time(by.at, 'since') }) } as const] : []),
      ...(mayChange ? [{ kind: 'buttons', buttons: [add, lift] } as const] : []),
    ],
  };
}

function ruleLine(rule: Rule, at: number, names: Names, say: Say): Text {
  const lists = [
    [say.label('rule-of.sources'), rule.sources],
    [say.label('rule-of.campaigns'), rule.campaigns],
    [say.label('rule-of.languages'), rule.languages],
    [say.label('rule-of.countries'), rule.countries],
    [say.label('rule-of.products'), rule.products],
  ] as const;
  const when = [
    ...lists.flatMap(([label, list]) => (list && list.length > 0 ? [`${label}: ${list.join(', ')}`] : [])),
    ...(rule.amountFrom === undefined ? [] : [`${say.label('rule-of.amount')}: ${rule.amountFrom}`]),
  ].join('; ');
  const who = rule.people.map((id) => names.get(id) ?? '?').join(', ') || say.label(`department.${rule.department}`);
  return [
    ...plain(
      `${at + 1}. ${oneLine(rule.name, mostInLine)}: ${oneLine(when || say.label('routing.all'), mostInLine)} → `,
    ),
    ...plain(`${say.label(`mode.${rule.mode satisfies Mode}`)} (${oneLine(who, mostInLine)})`),
  ];
}

/** What other rules would have meant for last month's leads, before they are put into force. */
export function triedRoutingCard(
  id: string,
  { was, would }: { readonly was: Shares; readonly would: Shares },
  names: Names,
  say: Say,
): Card {
  const people = [...new Set([...was.by.keys(), ...would.by.keys()])].slice(0, mostListed);
  const change = (before: number, after: number): Text => plain(`${before} → ${after}`);
  const facts: Fact[] = [
    ...people.map((each) => ({
      label: names.get(each) ?? '?',
      value: change(was.by.get(each) ?? 0, would.by.get(each) ?? 0),
    })),
    { label: say.label('routing.open'), value: change(was.open, would.open) },
    { label: say.label('routing.waits'), value: change(was.waits, would.waits) },
  ];
  return {
    title: say('routing.tried'),
    tone: 'neutral',
    elements: [
      textElement(say('routing.would')),
      { kind: 'facts', facts },
      {
        kind: 'buttons',
        buttons: [
          { action: 'routing.apply', id, label: say.label('routing.apply'), look: 'primary' },
          { action: 'routing.show', id: 'routing', label: say.label('routing.leave') },
        ],
      },
    ],
  };
}

/** What everybody got in a month, for everybody to read. */
export function fairnessCard(shares: readonly Share[], say: Say): Card {
  return {
    title: say('fair.title'),
    tone: 'neutral',
    elements: [
      textElement(say('fair.text')),
      ...shares.slice(0, mostListed).map((share) => {
        const { id, name, claimed, given, passed, lapsed, won, weight } = share;
        const counts = { claimed, given, passed, lapsed, won, weight };
        return textElement(say('fair.line', { who: person({ id, name }), ...counts }));
      }),
    ],
  };
}
