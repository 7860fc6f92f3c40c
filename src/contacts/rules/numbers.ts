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

/** Whole numbers from 0 to what a rule allows; the names of those that are none. */
export function readNumbers(typed: Readonly<Record<keyof Values, string>>): { values: Values } | { wrong: string[] } {
  const wrong = names.filter((name) => !/^\s*\d{1,3}\s*$/.test(typed[name]) || Number(typed[name]) > most[name]);
  if (wrong.length > 0) return { wrong };
  return { values: Object.fromEntries(names.map((name) => [name, Number(typed[name])])) as Values };
}
