import { z } from 'zod';
import type { Values } from '../clearance/values.ts';

/** The rules in the order in which they are listed, and how large each may be. */
export const most = {
  coolOffVoice: 90,
  coolOffWritten: 90,
  sameOffer: 365,
  sameOfferThere: 365,
  mostInDay: 50,
  mostInWeek: 100,
  mostInMonth: 300,
  quietFrom: 23,
  quietUntil: 23,
} as const satisfies Record<keyof Values, number>;
export const names = Object.keys(most) as readonly (keyof Values)[];

/** Those that are an hour of the day; the others are days and touches, and 0 turns them off. */
export const hours: readonly (keyof Values)[] = ['quietFrom', 'quietUntil'];

/** Rules as a button carries them: `3-7-30-14-2-3-8-21-8`. */
export function packed(values: Values): string {
  return names.map((name) => values[name]).join('-');
}

/** Reads what a button carries. */
export const packedSchema = z
  .string()
  .regex(/^\d{1,3}(-\d{1,3}){8}$/)
  .transform((text) => {
    const numbers = text.split('-').map(Number);
    return Object.fromEntries(names.map((name, at) => [name, numbers[at] ?? 0])) as Values;
  })
  .refine((values) => names.every((name) => values[name] <= most[name]));

/** What is wrong with each number that cannot be: no whole number in its limits, or below the limit of a shorter time. */
export type Wrong = Partial<Record<keyof Values, 'rules.wrong' | 'rules.wrong.below'>>;

/** Whole numbers from 0 to what a rule allows, and no limit under that of a shorter time; else what is wrong with which. */
export function readNumbers(
  typed: Readonly<Record<keyof Values, string>>,
): { readonly values: Values } | { readonly wrong: Wrong } {
  const off = names.filter((name) => !/^\s*\d{1,3}\s*$/.test(typed[name]) || Number(typed[name]) > most[name]);
  if (off.length > 0) return { wrong: Object.fromEntries(off.map((name) => [name, 'rules.wrong'])) };
  const values = Object.fromEntries(names.map((name) => [name, Number(typed[name])])) as Values;
  const below = belowShorter(values);
  if (below.length > 0) return { wrong: Object.fromEntries(below.map((name) => [name, 'rules.wrong.below'])) };
  return { values };
}

/** Limits that a shorter time would never let anybody reach: 9 in a day and 3 in a week is a slip of the hand. */
function belowShorter(values: Values): readonly (keyof Values)[] {
  const caps = (['mostInDay', 'mostInWeek', 'mostInMonth'] as const).filter((name) => values[name] > 0);
  return caps.filter((name, at) => caps.slice(0, at).some((shorter) => values[shorter] > values[name]));
}
