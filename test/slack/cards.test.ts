import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOfBlocks, faultOfView } from '../../sandbox/slack/block-kit.ts';
import { drawCard } from '../../src/slack/cards.ts';
import { drawCardView, drawForm } from '../../src/slack/forms.ts';
import type { Language } from '../../src/words/say.ts';
import { sayer } from '../../src/words/say.ts';
import { everyCard, everyForm } from '../support/every-card.ts';
import { hostileText } from '../support/hostile-text.ts';
import { inSize } from '../support/size.ts';

const mention = (person: string) => (person === 'p1' ? 'U0ANNA' : undefined);
/** Tokens that Baton itself writes: a date with its fallback, and the mention of a colleague. */
const own = /<!date\^\d+\^[^|<>]*\|[^<>]*>|<@U0ANNA>/g;
const pings = /<[!@#]/;

function mrkdwnIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const here = 'type' in node && node.type === 'mrkdwn' && 'text' in node ? [String(node.text)] : [];
  return [...here, ...Object.values(node).flatMap(mrkdwnIn)];
}

describe('every card, whatever a customer typed', () => {
  it('never pings, and always passes the checker of limits (property)', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.constantFrom<Language>('en', 'ru'), (one, other, language) => {
        const say = sayer(language, 'Europe/Berlin');
        for (const [name, card] of everyCard(one, other, say)) {
          const { blocks, text } = drawCard(card, say, mention);
          expect([name, faultOfBlocks(blocks)]).toEqual([name, undefined]);
          expect(text).not.toMatch(pings);
          expect([text.length > 0, text.length <= 4000]).toEqual([true, true]);
          for (const mrkdwn of mrkdwnIn(blocks)) expect(mrkdwn.replace(own, '')).not.toMatch(pings);
          expect([name, faultOfView(drawCardView(card, say, mention).view)]).toEqual([name, undefined]);
        }
        for (const form of everyForm(say))
          expect(faultOfView(drawForm(form, say, () => undefined).view)).toBeUndefined();
      }),
      { numRuns: inSize({ small: 50, long: 5_000 }) },
    );
  }, 600_000);

  it('puts customers’ words into plain and rich text only', () => {
    const say = sayer('en', 'UTC');
    for (const [, card] of everyCard('CUSTOMER', 'CUSTOMER', say)) {
      expect(mrkdwnIn(drawCard(card, say, mention).blocks).join()).not.toContain('CUSTOMER');
    }
  });

  it('says what it cut', () => {
    const say = sayer('en', 'UTC');
    const card = { title: [{ kind: 'plain', text: 'x'.repeat(500) }], tone: 'neutral', elements: [] } as const;
    expect(drawCard(card, say, mention).cuts).toEqual(['title']);
  });
});
