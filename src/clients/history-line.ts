import { clip, oneLine } from '../kernel/text.ts';
import type { Told } from '../ledger/read.ts';
import type { Department } from '../team/departments.ts';
import type { Params, Say, WordKey } from '../words/say.ts';
import { person, plain, type Span, type Text, time } from '../words/text.ts';
import type { Names } from './client.ts';

const mostInNote = 160;

/** The words of a row that are told as they were typed, and in this order. */
const quoted = [
  'about',
  'need',
  'message',
  'note',
  'why',
  'segment',
  'interests',
  'consent',
  'objection',
  'trigger',
  'decides',
  'budget',
  'timing',
  'product',
  'said',
  'next',
] as const;

/** A row of the ledger as a line of a history; rows of a kind that a newer version wrote are named by their kind. */
export function historyLine(entry: Told, names: Names, say: Say): Text {
  const known = say.has(`history.${entry.kind}`) ? (`history.${entry.kind}` as WordKey) : 'history.other';
  const words = quoted.flatMap((name) => entry.words[name] ?? []).join(' · ');
  return [
    time(momentOf(entry), 'since'),
    ...plain(' · '),
    ...say(known, paramsOf(entry, names, say)),
    ...(words ? [...plain(' '), ...say('said', { words: clip(oneLine(words, mostInNote), mostInNote) })] : []),
  ];
}

/** When it happened (epoch ms): a contact may be told of later than it was made. */
export function momentOf({ at, detail }: Told): number {
  return typeof detail.happened === 'number' ? detail.happened : at;
}

function paramsOf({ actor, kind, lead, detail, words }: Told, names: Names, say: Say): Params {
  const named = (id: unknown): Text => {
    if (id === 'marketing' || id === 'sales') return plain(say.label(`department.${id}`));
    const known = typeof id === 'string' ? names.get(id) : undefined;
    if (!known) return [bare(id)];
    const of = known.department ? plain(` (${say.label(`department.${known.department as Department}`)})`) : [];
    return [person({ id: String(id), name: known.name }), ...of];
  };
  return {
    kind,
    who: named(actor),
    to: named(detail.to),
    other: names.get(String(detail.other))?.name ?? '?',
    lead: lead === null ? '' : String(lead),
    source: words.source === 'colleague' ? say.label('lead.source.colleague') : oneLine(words.source ?? '', 80),
    told: detail.outcome ? 'yes' : 'no',
    ...Object.fromEntries(codes.map((name) => [name, codeWords(name, detail[name], say)])),
  };
}

/** What stands as a code in a row and as words on a card: `reason.no-time`. */
export const codes = [
  'reason',
  'outcome',
  'channel',
  'light',
  'direction',
  'stage',
  'answer',
  'wait',
  'step',
  'route',
  'feedback',
] as const;

function codeWords(name: (typeof codes)[number], code: unknown, say: Say): string {
  const key = `${name}.${String(code)}`;
  return say.has(key) ? say.label(key as WordKey) : String(code ?? '');
}

/** A program, or Baton itself. */
function bare(id: unknown): Span {
  const name = String(id ?? '').replace(/^source:/, '');
  return { kind: 'plain', text: name === 'baton' ? 'Baton' : name };
}
