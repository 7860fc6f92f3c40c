import type { User, Workspace } from '../slack/workspace.ts';

/** Everybody but the bot. */
export function peopleOf({ users, seed }: Workspace): User[] {
  return [...users.values()].filter(({ id }) => id !== seed.bot.id);
}
