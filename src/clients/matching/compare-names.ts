import type { NameWord, PersonName } from './person-name.ts';
import { romanise, skeleton } from './romanise.ts';
import { slips } from './slips.ts';

/** How far two words of names agree. `start`: in two letters; `none`: one of the two names has no such word. */
export type Agreement = 'same' | 'close' | 'near' | 'start' | 'initial' | 'none' | 'differ';

/** How far two names agree, read in the order in which they agree best. */
export type NamesCompared = {
  readonly first: Agreement;
  readonly last: Agreement;
  readonly patronymic: 'agree' | 'differ' | 'none';
  /** Whether one is a woman's and the other a man's. */
  readonly genders: 'differ' | 'none';
};

type Reading = { readonly first: NameWord | undefined; readonly last: NameWord | undefined };

const worth: Readonly<Record<Agreement, number>> = {
  same: 6,
  close: 4,
  near: 2,
  start: 2,
  initial: 3,
  none: 0,
  differ: -4,
};

/** Compares two names in every order that they may be read in. */
export function compareNames(one: PersonName, other: PersonName): NamesCompared {
  let best: { first: Agreement; last: Agreement; value: number } | undefined;
  for (const mine of readings(one.words)) {
    for (const theirs of readings(other.words)) {
      const first = compareFirst(mine.first, theirs.first);
      const last = compareLast(mine.last, theirs.last);
      // The hundredth decides between readings that are worth as much, so that the order of the two does not.
      const value = worth[first] + 1.51 * worth[last] - misread(mine) - misread(theirs);
      if (!best || value > best.value) best = { first, last, value };
    }
  }
  const { first = 'none', last = 'none' } = best ?? {};
  const genders = one.gender && other.gender && one.gender !== other.gender ? 'differ' : 'none';
  return { first, last, patronymic: comparePatronymics(one, other), genders };
}

/** A first name is seldom a surname beside a word that is no first name. */
function misread({ first, last }: Reading): number {
  return last?.first && first !== undefined && !first.first && !first.initial ? 5 : 0;
}

function readings(words: readonly NameWord[]): Reading[] {
  const whole = words.filter(({ initial }) => !initial);
  const [letter] = words.filter(({ initial }) => initial);
  const [one, two] = whole;
  if (!one) return [{ first: letter, last: undefined }];
  if (!two) {
    const alone: Reading[] = [{ first: letter, last: one }];
    return one.first ? [...alone, { first: one, last: letter }] : alone;
  }
  return whole.flatMap((first) => whole.filter((last) => last !== first).map((last) => ({ first, last })));
}

function compareFirst(one: NameWord | undefined, other: NameWord | undefined): Agreement {
  if (!one || !other) return 'none';
  if (one.initial || other.initial)
    return one.sound[0] === other.sound[0] || sameLetter(one, other) ? 'initial' : 'differ';
  const [mine, theirs] = [one.first, other.first];
  if (mine && theirs) return mine.groups.some((group) => theirs.groups.includes(group)) ? 'same' : 'differ';
  if (one.sound === other.sound) return 'same';
  if (isShort(one, other) || isShort(other, one)) return 'close';
  const agreement = byEdits(one, other);
  return agreement === 'differ' && one.sound.slice(0, 2) === other.sound.slice(0, 2) ? 'start' : agreement;
}

/** Рус for Руслан, Ed for Edmund, Penny for Penelope. */
function isShort(short: NameWord, long: NameWord): boolean {
  if (short.typed.length >= 2 && long.typed.startsWith(short.typed)) return true;
  if (short.sound.length >= long.sound.length || short.sound.slice(0, 2) !== long.sound.slice(0, 2)) return false;
  const bones = skeleton(short.sound);
  return bones.length >= 2 && skeleton(long.sound).startsWith(bones);
}

function sameLetter(one: NameWord, other: NameWord): boolean {
  return romanise(one.typed[0] ?? '')[0] === romanise(other.typed[0] ?? '')[0];
}

function compareLast(one: NameWord | undefined, other: NameWord | undefined): Agreement {
  if (!one || !other) return 'none';
  if (one.initial || other.initial) return one.sound[0] === other.sound[0] ? 'initial' : 'differ';
  return byEdits(one, other);
}

function byEdits(one: NameWord, other: NameWord): Agreement {
  if (one.sound === other.sound) return 'same';
  const length = Math.min(one.sound.length, other.sound.length);
  const edits = Math.min(slips(one.sound, other.sound), slips(one.typed, other.typed));
  if (edits <= 1) return length >= 3 ? 'close' : 'near';
  if (edits <= 2 && length >= 5) return 'near';
  const bones = skeleton(one.sound);
  if (bones.length >= 3 && bones === skeleton(other.sound)) return 'near';
  return 'differ';
}

function comparePatronymics(one: PersonName, other: PersonName): NamesCompared['patronymic'] {
  if (one.patronymic === undefined || other.patronymic === undefined) return 'none';
  return slips(one.patronymic, other.patronymic) <= 1 ? 'agree' : 'differ';
}
