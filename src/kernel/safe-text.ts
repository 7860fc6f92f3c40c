import { z } from 'zod';

/** Text from outside, of so many characters at most. Postgres cannot store a NUL, and nobody sends one in good faith. */
export function safeText(most: number) {
  return z
    .string()
    .max(most)
    .refine((value) => !value.includes('\u0000'), { error: 'must not contain a NUL character' });
}
