import { type Button, type Card, textElement } from '../../chat/card.ts';
import type { Say } from '../../words/say.ts';
import { person, plain, type Text, time } from '../../words/text.ts';
import type { Values } from '../clearance/values.ts';
import { hours, names, packed } from './numbers.ts';
import type { Change, RulesView, Tally } from './read-rules.ts';

/** A rule that so many go on over is not believed, once it has been shown so often. */
const mostOverridden = 0.3;
const enough = 10;

/** The rules of contact as they are in force, and what came of them in a month; administrators may change them. */
export function rulesCard(view: RulesView, mayChange: boolean, say: Say): Card {
  const { version, values, by, author, tallies, changes } = view;
  return {
    title: say('rules.title'),
    tone: tallies.some(isDisbelieved) ? 'warning' : 'neutral',
    elements: [
      { kind: 'facts', facts: numbersOf(values, say) },
      {
        kind: 'note',
        text: by ? say('rules.by', { who: author ?? '?', at: time(by.at, 'since') }) : say('rules.ours'),
      },
      ...(changes.length > 0 ? [textElement(say('rules.history'))] : []),
      ...changes.map((change) => textElement(changeLine(change, say))),
      { kind: 'divider' },
      textElement(say(tallies.length > 0 ? 'rules.month' : 'rules.month.none')),
      ...tallies.map((tally) => textElement(tallyLine(tally, say))),
      ...(mayChange ? [{ kind: 'buttons', buttons: buttonsOf(version, say) } as const] : []),
    ],
  };
}

/** What other rules would have meant in the last month, before they are put into force. */
export function triedCard(
  { version, values, today, tried }: { version: number; values: Values; today: number; tried: number },
  say: Say,
): Card {
  const apply = { action: 'rules.apply', id: `${version}/${packed(values)}`, label: say.label('rules.apply') } as const;
  return {
    title: say('rules.tried'),
    tone: 'neutral',
    elements: [
      { kind: 'facts', facts: numbersOf(values, say) },
      textElement(say('rules.would', { tried, today })),
      { kind: 'note', text: say('rules.would.note') },
      {
        kind: 'buttons',
        buttons: [
          { ...apply, look: 'primary' },
          { action: 'rules.show', id: 'rules', label: say.label('rules.leave') },
        ],
      },
    ],
  };
}

function numbersOf(values: Values, say: Say): { label: string; value: ReturnType<typeof plain> }[] {
  return names.map((name) => ({
    label: say.label(`rule.${name}`),
    value: plain(shown(name, values, say)),
  }));
}

function shown(name: keyof Values, values: Values, say: Say): string {
  if (hours.includes(name))
    return values.quietFrom === values.quietUntil ? say.label('rules.off') : `${values[name]}:00`;
  return values[name] === 0 ? say.label('rules.off') : String(values[name]);
}

function changeLine({ who, at, numbers }: Change, say: Say): Text {
  const said = numbers.map(({ name, before, now }) => `${say.label(`rule.${name}`)}: ${before} → ${now}`).join('; ');
  return [time(at, 'since'), ...plain(' · '), person(who), ...plain(` · ${said || say.label('rules.same')}`)];
}

function tallyLine({ code, warned, overridden }: Tally, say: Say): ReturnType<typeof plain> {
  const line = say('rules.tally', { rule: say.label(`reason-of.${code}`), warned, overridden });
  return isDisbelieved({ code, warned, overridden }) ? [...line, ...plain(' '), ...say('rules.review')] : line;
}

function isDisbelieved({ warned, overridden }: Tally): boolean {
  return warned >= enough && overridden > mostOverridden * warned;
}

function buttonsOf(version: number, say: Say): Button[] {
  const change: Button = { action: 'rules.change', id: 'rules', label: say.label('rules.change') };
  const back: Button = { action: 'rules.back', id: 'rules', label: say.label('rules.back') };
  return version === 0 ? [change] : [change, back];
}
