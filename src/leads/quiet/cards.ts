import { type Card, textElement } from '../../chat/card.ts';
import type { Form } from '../../chat/form.ts';
import { mornings, type Preferences, whens } from '../../team/people/preferences.ts';
import type { Say } from '../../words/say.ts';
import { plain } from '../../words/text.ts';
import type { Budget, Noise } from './noise.ts';

/** Under this share a channel is not read any more. */
const believed = 0.5;
/** Of fewer leads nobody can tell. */
const fewest = 10;

/** What every channel got in a week, against its budget, and how much of it led to anything. */
export function noiseCard(
  { budget, channels }: { readonly budget: Budget; readonly channels: readonly Noise[] },
  mayChange: boolean,
  say: Say,
): Card {
  const share = ({ actedOn, leads }: Noise): number => (leads === 0 ? 1 : actedOn / leads);
  const isUnread = (each: Noise): boolean => each.leads >= fewest && share(each) < believed;
  const over = channels.some((each) => (each.busiest?.messages ?? 0) > budget.perDay || isUnread(each));
  return {
    title: say('noise.title'),
    tone: over ? 'warning' : 'neutral',
    elements: [
      textElement(say('noise.budget', { count: budget.perDay })),
      ...channels.flatMap((each) => [
        textElement([
          ...plain(`${each.place}: `),
          ...say('noise.channel', { messages: each.messages, leads: each.leads, share: Math.round(100 * share(each)) }),
        ]),
        ...(each.busiest && each.busiest.messages > budget.perDay
          ? [textElement(say('noise.over', { day: each.busiest.day, messages: each.busiest.messages }))]
          : []),
        ...(isUnread(each) ? [textElement(say('noise.unread'))] : []),
      ]),
      ...(channels.length === 0 ? [textElement(say('noise.none'))] : []),
      ...(mayChange
        ? [
            {
              kind: 'buttons',
              buttons: [{ action: 'noise.change', id: 'budget', label: say.label('noise.change') }],
            } as const,
          ]
        : []),
    ],
  };
}

/** How many messages a channel should get in a day. */
export function budgetForm({ perDay }: Budget, say: Say): Form {
  return {
    action: 'noise.change.send',
    id: 'budget',
    title: say.label('noise.title'),
    submit: say.label('people.submit'),
    inputs: [{ kind: 'text', name: 'perDay', label: say.label('noise.per-day'), initial: String(perDay), most: 5 }],
  };
}

/** What somebody wants to hear, and when. */
export function noticesForm(wanted: Preferences, say: Say): Form {
  const when = (name: 'reminders' | 'watched') =>
    ({
      kind: 'choice',
      name,
      label: say.label(`notices.${name}`),
      options: whens
        // A lead that is free again is no news in the morning.
        .filter((value) => name === 'reminders' || value !== 'morning')
        .map((value) => ({ value, label: say.label(`when.${value}`) })),
      initial: wanted[name],
    }) as const;
  return {
    action: 'notices.send',
    id: 'me',
    title: say.label('notices.title'),
    submit: say.label('people.submit'),
    inputs: [
      when('reminders'),
      when('watched'),
      {
        kind: 'choice',
        name: 'morning',
        label: say.label('notices.morning'),
        hint: say.label('notices.morning.hint'),
        options: mornings.map((value) => ({ value, label: value === 'off' ? say.label('when.off') : value })),
        initial: wanted.morning,
      },
    ],
  };
}
