import { type Card, type Element, textElement } from '../chat/card.ts';
import type { Client } from '../clients/client.ts';
import type { Key } from '../clients/matching/keys.ts';
import { oneLine } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { person, plain, type Text, time } from '../words/text.ts';
import type { Clearance } from './clearance/clear.ts';
import type { Light, Reason } from './clearance/rule.ts';
import { whoText } from './who-text.ts';

const mostInLine = 120;
/** How a light feels. */
export const tones = { green: 'good', amber: 'warning', red: 'bad' } as const satisfies Record<Light, Card['tone']>;

/** A client who is about to be contacted, and how to reach them. */
export type Reachable = Client & { readonly keys: readonly Key[] };

/** What to do instead, and when what ends by itself has ended. */
export function insteadElements({ instead }: Clearance, say: Say): Element[] {
  return instead.map((each): Element => {
    if (each.do === 'ask') return textElement(say('instead.ask', { who: person(each.who) }));
    if (each.do === 'other') return textElement(say(`instead.other.${each.channel}`));
    return { kind: 'note', text: say('warning.earliest', { at: time(each.until, 'since') }) };
  });
}

/** One reason, in words. */
export function reasonLine({ code, who, at, channel, about, lead, count, on, until }: Reason, say: Say): Text {
  const params = {
    who: whoText(who, say),
    at: time(at, 'since'),
    channel: channel === undefined ? '' : say.label(`done.${channel}`),
    kind: channel === undefined ? '' : say.label(`no-more.${channel}`),
    until: time(until ?? at),
    on: time(on ?? at, 'date'),
    lead: String(lead ?? ''),
    count: count ?? 0,
  };
  const line = say(`clearance.${code}`, params);
  return about ? [...line, ...plain(' '), ...say('clearance.about', { about: oneLine(about, mostInLine) })] : line;
}
