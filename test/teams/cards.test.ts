import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AdaptiveCard, elementsOf, faultOfCard, inputsOf, wordsOf } from '../../sandbox/teams/adaptive-card.ts';
import type { Person } from '../../src/chat/directory.ts';
import { handoffForm } from '../../src/leads/handoff/forms.ts';
import { syncForm } from '../../src/meetings/forms.ts';
import type { Sync } from '../../src/meetings/sync.ts';
import { drawCard } from '../../src/teams/cards.ts';
import { drawForm } from '../../src/teams/forms.ts';
import { type Language, sayer } from '../../src/words/say.ts';
import { everyCard, everyForm, someSync } from '../support/every-card.ts';
import { hostileText } from '../support/hostile-text.ts';
import { inSize } from '../support/size.ts';

type Library = {
  Versions: { v1_5: unknown };
  SerializationContext: new (
    version: unknown,
  ) => { eventCount: number; getEventAt(index: number): { message: string } };
  AdaptiveCard: new () => {
    parse(json: object, context: object): void;
    validateProperties(): { validationEvents: { message: string }[] };
  };
};
const library: Library = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.min.js');

/** What Microsoft's own library finds wrong with a card of version 1.5. */
function faultsByLibrary(json: object): string[] {
  const context = new library.SerializationContext(library.Versions.v1_5);
  const card = new library.AdaptiveCard();
  card.parse(json, context);
  const parsing = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return [...parsing, ...card.validateProperties().validationEvents.map(({ message }) => message)];
}

describe('every card, whatever a customer typed', () => {
  it('is a card that Teams takes, in runs of text alone (property)', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.constantFrom<Language>('en', 'ru'), (one, other, language) => {
        const say = sayer(language, 'Europe/Berlin');
        const drawn = [
          ...everyCard(one, other, say).map(([name, card]) => [name, drawCard(card, say, 'post')] as const),
          ...everyForm(say, one).map((form) => [form.action, drawForm(form, say, 'post')] as const),
        ];
        for (const [name, { card, summary }] of drawn) {
          expect([name, faultOfCard(card)]).toEqual([name, undefined]);
          expect([summary.length > 0, summary.length <= 300]).toEqual([true, true]);
        }
      }),
      { numRuns: inSize({ small: 50, long: 5_000 }) },
    );
  }, 600_000);

  it('reads without a complaint in Microsoft’s own library', () => {
    for (const language of ['en', 'ru'] as const) {
      const say = sayer(language, 'UTC');
      for (const [name, card] of everyCard('<at>Anna</at> [x](https://evil.example)', '*bold*', say))
        expect([name, faultsByLibrary(drawCard(card, say).card)]).toEqual([name, []]);
      for (const form of everyForm(say, '**x**'))
        expect([form.action, faultsByLibrary(drawForm(form, say).card)]).toEqual([form.action, []]);
    }
  });

  it('says the same as the card, with nothing left out', () => {
    const say = sayer('en', 'UTC');
    for (const [name, card] of everyCard('CUSTOMER', 'OTHER', say)) {
      const words = wordsOf(drawCard(card, say).card as AdaptiveCard);
      for (const element of card.elements)
        if (element.kind === 'buttons')
          for (const { label } of element.buttons)
            expect([name, words]).toEqual([name, expect.stringContaining(`[${label}]`)]);
    }
  });

  it('offers fewer of a long list, and never leaves out an input', () => {
    const say = sayer('ru', 'UTC');
    const people = Array.from({ length: 300 }, (_, index) => ({
      id: `01990000-0000-7000-8000-${String(index).padStart(12, '0')}`,
      name: `Александра Константинопольская ${index}`,
      department: 'marketing',
      role: 'rep',
      language: 'ru',
      zone: 'UTC',
    })) as Person[];
    const last = people.at(-1) as Person;
    const sync: Sync = { ...someSync, members: [last] };
    for (const form of [
      handoffForm(7, people, {}, say),
      syncForm({ sync, place: undefined, people, zone: 'UTC' }, say),
    ]) {
      const { card, cuts } = drawForm(form, say);
      expect([form.action, faultOfCard(card)]).toEqual([form.action, undefined]);
      expect(inputsOf(card as AdaptiveCard).map(({ id }) => id)).toEqual(form.inputs.map(({ name }) => name));
      expect(cuts.length).toBeGreaterThan(0);
    }
    // Whoever is chosen already is among those who are offered.
    expect(JSON.stringify(drawForm(syncForm({ sync, place: undefined, people, zone: 'UTC' }, say), say))).toContain(
      last.id,
    );
  });

  it('keeps what was typed when a form comes back with an error', () => {
    const say = sayer('en', 'UTC');
    const [form] = everyForm(say);
    if (!form) throw new Error('no form');
    const before = { values: { name: 'Julia', message: 'line\nline' }, errors: { email: 'Give an e-mail' } };
    const { card } = drawForm(form, say, undefined, before);
    const values = elementsOf(card as AdaptiveCard).flatMap((each) => ('value' in each ? [each.value] : []));
    // What was emptied stays empty.
    expect(values.filter(Boolean)).toEqual(['Julia', 'line\nline']);
    expect(JSON.stringify(card)).toContain('Give an e-mail');
  });
});
