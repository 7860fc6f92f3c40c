import type { Person } from '../../chat/directory.ts';

/** Whether somebody may say where and when a colleague works. */
export function mayChange(who: Pick<Person, 'id' | 'role'>, id: string): boolean {
  return who.id === id || who.role !== 'rep';
}
