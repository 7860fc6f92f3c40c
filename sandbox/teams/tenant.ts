import { EventEmitter } from 'node:events';
import type { AdaptiveCard } from './adaptive-card.ts';

export type TeamsUser = {
  /** The id of the directory, and the one for this bot. */
  readonly aad: string;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string;
  readonly zone: string;
  /** Whether the bot is installed for them; without that nobody can be written to. */
  installed?: boolean;
  readonly role?: 'user' | 'guest' | 'anonymous';
};

export type Activity = {
  readonly id: string;
  /** A thread of a channel, or a conversation with one person. */
  readonly conversation: string;
  summary: string;
  text: string;
  card: AdaptiveCard | undefined;
  /** What one person sees in its place, until it is changed for everybody. */
  readonly seenBy: Map<string, AdaptiveCard>;
};

export type TenantSeed = {
  readonly tenant: string;
  readonly bot: string;
  readonly channels: readonly string[];
  readonly groups: readonly string[];
  readonly users: readonly TeamsUser[];
};

/** What everybody of one tenant can see; the state behind the connector. */
export type Tenant = ReturnType<typeof createTenant>;

export function createTenant(seed: TenantSeed) {
  const activities: Activity[] = [];
  /** Lines below a card that only one person sees. */
  const notes: { user: string; text: string }[] = [];
  const users = new Map(seed.users.map((user) => [user.aad, user]));
  /** What people sent to the bot, by id. */
  const files = new Map<string, Buffer>();
  const changes = new EventEmitter();
  let counter = Date.now();
  const userOf = (id: string): TeamsUser | undefined =>
    users.get(id) ?? [...users.values()].find((user) => user.id === id);
  return {
    seed,
    users,
    activities,
    notes,
    files,
    changes,
    userOf,
    nextId: (): string => String(++counter),
    /** The conversation of the bot with somebody alone. */
    personal: (user: TeamsUser): string => `a:${user.aad}`,
    exists: (conversation: string): boolean => {
      const channel = conversation.split(';', 1)[0] ?? '';
      return (
        seed.channels.includes(channel) || seed.groups.includes(channel) || users.has(conversation.replace(/^a:/, ''))
      );
    },
    find: (id: string): Activity | undefined => activities.find((activity) => activity.id === id),
    /** What stands in a channel with its threads, or in a conversation. */
    messagesIn: (place: string): Activity[] =>
      activities.filter(({ conversation }) => conversation === place || conversation.startsWith(`${place};`)),
  };
}
