import type { Say } from '../words/say.ts';
import type { Command } from './action.ts';
import { type Card, textElement } from './card.ts';

/** Help, from the same table that routes; with what nobody knows, if that was asked for. */
export function helpCard(commands: Readonly<Record<string, Command>>, say: Say, unknown = ''): Card {
  const facts = Object.entries(commands).map(([words, { usage, under }]) => ({
    label: under ? `/${under} ${words}` : `/${words}`,
    value: say(usage),
  }));
  return {
    title: say('help.title'),
    tone: 'neutral',
    elements: [
      textElement(unknown ? say('help.unknown', { words: unknown }) : say('help.text')),
      { kind: 'facts', facts },
    ],
  };
}
