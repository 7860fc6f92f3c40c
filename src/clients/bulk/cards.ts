import { type Card, textElement } from '../../chat/card.ts';
import { oneLine } from '../../kernel/text.ts';
import type { Say } from '../../words/say.ts';
import type { ImportJob } from './import-store.ts';

const mostInLabel = 120;

/** The one card that a channel sees of a whole list. */
export function importCard({ kind, label, made, joined, refused }: ImportJob, say: Say): Card {
  return {
    title: say('import.title', { label: oneLine(label, mostInLabel) }),
    tone: 'neutral',
    elements: [textElement(say('import.text', { kind, made, joined, refused }))],
  };
}
