import type { Person } from '../chat/directory.ts';

/** Offers, campaigns and mailings are marketing's; whoever leads a department, or installs Baton, may do as marketing does. */
export function isMarketing({ department, role }: Pick<Person, 'department' | 'role'>): boolean {
  return department === 'marketing' || role !== 'rep';
}
