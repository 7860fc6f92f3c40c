import type { Fact } from '../chat/card.ts';
import { oneLine } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { plain } from '../words/text.ts';
import { exitFields } from './duties/duties.ts';
import { byColleague, type Lead } from './lead.ts';

/** A line on a card holds a name, not an essay; the whole is in the record. */
const mostInLine = 120;
const mostInQuestion = 40;
const mostAnswers = 6;

/** How to reach them. */
export function reachFacts({ email, phone, handle }: Lead, say: Say): Fact[] {
  return [
    ...fact(say.label('key.email'), email),
    ...fact(say.label('key.phone'), phone),
    ...fact(say.label('key.handle'), handle),
  ];
}

/** What else their form asked; a card stays a card. */
export function answerFacts({ answers = {} }: Lead): Fact[] {
  return Object.entries(answers)
    .slice(0, mostAnswers)
    .flatMap(([question, answer]) => fact(oneLine(question, mostInQuestion), answer));
}

/** Where the lead came from. */
export function originFacts({ source, campaign }: Lead, say: Say): Fact[] {
  return [
    ...fact(say.label('lead.source'), source === byColleague ? say.label('lead.source.colleague') : source),
    ...fact(say.label('lead.campaign'), campaign),
  ];
}

/** What was said of it when its stages asked. */
export function saidFacts(said: ReadonlyMap<string, string>, say: Say): Fact[] {
  return exitFields.flatMap((field) => fact(say.label(`field.${field}`), said.get(field) ?? null));
}

function fact(label: string, value: string | null): Fact[] {
  return value === null ? [] : [{ label, value: plain(oneLine(value, mostInLine)) }];
}
