import type { Refusal } from '../kernel/refusal.ts';
import type { Say } from '../words/say.ts';
import { type Card, textElement } from './card.ts';

/** A refusal in a person's words. */
export function refusalCard(refusal: Refusal, say: Say): Card {
  return {
    title: say('refusal.title'),
    tone: 'warning',
    elements: [textElement(say(`refusal.${refusal.refused}`, refusal.params))],
  };
}

/** What a person reads when something broke: that it did, and what to do. */
export function faultCard(say: Say, reference: string): Card {
  return { title: say('fault.title'), tone: 'bad', elements: [textElement(say('fault.text', { reference }))] };
}
