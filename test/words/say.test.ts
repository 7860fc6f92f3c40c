import { expect, it } from 'vitest';
import { clip, oneLine, tidy } from '../../src/kernel/text.ts';
import { languageOf, sayer } from '../../src/words/say.ts';
import { person, plain, time } from '../../src/words/text.ts';

const at = Date.UTC(2026, 10, 23, 17, 5);

it('says the same in two languages, with spans where the words have holes', () => {
  const params = { owner: person({ id: 'p1', name: 'Anna' }), since: time(at, 'since') };
  expect(sayer('en', 'Europe/Berlin')('lead.held', params)).toEqual([
    { kind: 'plain', text: 'With ' },
    params.owner,
    { kind: 'plain', text: ' since ' },
    params.since,
    { kind: 'plain', text: '.' },
  ]);
  expect(sayer('ru', 'Europe/Moscow').label('lead.held', params)).toBe('Взят: Anna (23 нояб., 20:05).');
});

it('never reads a parameter as markup', () => {
  const say = sayer('en', 'UTC');
  const hostile = '<b>{count}</b> {name} #';
  expect(say.label('lead.title', { number: '1', name: plain(hostile) })).toBe(`Lead 1 · ${hostile}`);
  expect(say.label('lead.title', { number: '1', name: hostile })).toBe(`Lead 1 · ${hostile}`);
});

it('counts as each language does', () => {
  const count = (language: 'en' | 'ru', number: number) =>
    sayer(language, 'UTC').label('leads.free', { count: number });
  expect([0, 1, 2].map((number) => count('en', number))).toEqual([
    'No lead is free.',
    'One lead is free.',
    '2 leads are free.',
  ]);
  expect([1, 3, 5, 21].map((number) => count('ru', number))).toEqual([
    'Свободен 1 лид.',
    'Свободны 3 лида.',
    'Свободно 5 лидов.',
    'Свободен 21 лид.',
  ]);
});

it('takes the nearest language it speaks', () => {
  expect([
    languageOf('ru-RU', 'en'),
    languageOf('en_GB', 'ru'),
    languageOf('de-DE', 'en'),
    languageOf(undefined, 'ru'),
  ]).toEqual(['ru', 'en', 'en', 'ru']);
});

it('tidies and clips what people typed, between graphemes', () => {
  expect(tidy('a\u202Eb\u0000c\u200Bd\ne👩‍👩‍👧')).toBe('abcd\ne👩‍👩‍👧');
  expect(oneLine('  two\n lines  ', 20)).toBe('two lines');
  expect(clip('👩‍👩‍👧'.repeat(3), 17)).toBe('👩‍👩‍👧👩‍👩‍👧…');
  expect(clip('short', 5)).toBe('short');
});
