import type { Say } from '../words/say.ts';
import type { Card } from './card.ts';

/** What notifications, screen readers and old programs get of a card: its title and its first line. */
export function summaryOf({ title, elements }: Pick<Card, 'title' | 'elements'>, say: Say): string {
  const first = elements.find(({ kind }) => kind === 'text');
  return first?.kind === 'text' ? `${say.flat(title)}. ${say.flat(first.text)}` : say.flat(title);
}
