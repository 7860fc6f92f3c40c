import type { Department } from '../../team/departments.ts';
import type { Client, Standing } from '../client.ts';

/** What marketing believes of a client, and what sales heard from them: the lines that each department writes. */
export const lines = {
  marketing: ['segment', 'interests', 'campaign', 'consent'],
  sales: ['need', 'objection', 'trigger', 'decides', 'next'],
} as const satisfies Record<Department, readonly string[]>;

export type LineName = (typeof lines)[Department][number];

/** One line: what is known, who wrote it, and when (epoch ms). */
export type Line = { readonly name: LineName; readonly words: string; readonly by: string; readonly at: number };

/** Everything that a profile shows: both departments' lines, where the client stands, and who else is there. */
export type Profile = Client & {
  readonly lines: readonly Line[];
  readonly standings: readonly Standing[];
  readonly account: string | null;
  readonly colleagues: readonly Client[];
};

/** Whose lines somebody may write: their department's; without one they may what sales may. */
export function writes(
  who: { readonly department: string | null; readonly role: string },
  department: Department,
): boolean {
  return who.role === 'admin' || (who.department ?? 'sales') === department;
}
