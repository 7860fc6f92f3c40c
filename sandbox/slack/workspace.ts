import { EventEmitter } from 'node:events';
import type { Block, ViewSpec } from './block-kit.ts';
import type { File } from './files.ts';

export type User = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string;
  readonly tz: string;
  /** Shown on the page: what they do. */
  readonly title?: string;
  readonly team?: string;
  deleted?: boolean;
  /** The emoji of their status. */
  status?: string;
  readonly bot?: boolean;
  readonly restricted?: boolean;
};

export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly members: Set<string>;
  readonly private?: boolean;
  readonly with?: string;
};

export type Message = {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  text: string;
  blocks: Block[];
  readonly files?: readonly File[];
  readonly metadata?: { event_type: string; event_payload: Record<string, unknown> };
  readonly thread_ts?: string;
  edited?: string;
  /** Only this user sees it, and only until the page is loaded again. */
  readonly only?: string;
};

export type View = ViewSpec & {
  readonly id: string;
  hash: string;
  readonly user: string;
  errors?: Record<string, string>;
};

/** What everybody of one workspace can see and do; the state behind the Web API and the page. */
export type Workspace = ReturnType<typeof createWorkspace>;

export type Seed = {
  readonly team: string;
  readonly bot: User;
  readonly appId: string;
  readonly users: readonly User[];
  readonly channels: readonly { id: string; name: string; members: readonly string[]; private?: boolean }[];
};

/** Triggers live so long (ms), and work once. */
const triggerLife = 3_000;

/** A workspace with the ids of its seed, so that they are the same at each start. */
export function createWorkspace(seed: Seed) {
  const users = new Map([seed.bot, ...seed.users].map((user) => [user.id, user]));
  const channels = new Map<string, Channel>(
    seed.channels.map((channel) => [channel.id, { ...channel, members: new Set(channel.members) }]),
  );
  const messages = new Map<string, Message[]>();
  const views = new Map<string, View>();
  const files = new Map<string, File>();
  /** Everybody's own page in the app, by user. */
  const homes = new Map<string, View>();
  const triggers = new Map<string, { user: string; at: number; used: boolean }>();
  const changes = new EventEmitter();
  changes.setMaxListeners(0);
  let lastTs = 0;
  let counter = 0;

  const nextTs = (): string => {
    lastTs = Math.max(lastTs + 1, Date.now() * 1000);
    return (lastTs / 1e6).toFixed(6);
  };
  const nextId = (prefix: string): string => `${prefix}${(++counter).toString(36).toUpperCase().padStart(8, '0')}`;
  const changed = (): boolean => changes.emit('change');
  const numbered = (blocks: readonly Block[]): Block[] =>
    blocks.map((block) => ({ ...block, block_id: block.block_id ?? nextId('B') }));
  const listOf = (channel: string): Message[] => {
    const list = messages.get(channel) ?? [];
    messages.set(channel, list);
    return list;
  };

  return {
    seed,
    users,
    channels,
    views,
    files,
    homes,
    /** Where the double listens, once it does. */
    address: { url: '' },
    changes,
    changed,
    nextId,
    messagesIn: (channel: string): readonly Message[] => messages.get(channel) ?? [],
    find: (channel: string, ts: string): Message | undefined =>
      messages.get(channel)?.find((message) => message.ts === ts),
    add: (message: Omit<Message, 'ts'>): Message => {
      const added = { ...message, ts: nextTs(), blocks: numbered(message.blocks) };
      listOf(message.channel).push(added);
      changed();
      return added;
    },
    edit: (message: Message, text: string, blocks: readonly Block[]): void => {
      message.text = text;
      message.blocks = numbered(blocks);
      message.edited = nextTs();
      changed();
    },
    remove: (message: Message): void => {
      const list = listOf(message.channel);
      list.splice(list.indexOf(message), 1);
      changed();
    },
    /** The direct channel between the bot and a user, made when first opened. */
    direct: (user: string): Channel => {
      const id = `D${user.slice(1)}`;
      const channel = channels.get(id) ?? {
        id,
        name: users.get(user)?.name ?? user,
        members: new Set([user, seed.bot.id]),
        with: user,
      };
      channels.set(id, channel);
      return channel;
    },
    trigger: (user: string): string => {
      const id = `${Date.now()}.${nextId('TR')}`;
      triggers.set(id, { user, at: Date.now(), used: false });
      return id;
    },
    /** The user of a trigger, or Slack's word for why it no longer works. */
    useTrigger: (id: string): { user: string } | { error: string } => {
      const trigger = triggers.get(id);
      if (!trigger) return { error: 'invalid_trigger_id' };
      if (trigger.used) return { error: 'exchanged_trigger_id' };
      trigger.used = true;
      return Date.now() - trigger.at > triggerLife ? { error: 'expired_trigger_id' } : { user: trigger.user };
    },
    openView: (user: string, spec: ViewSpec): View => {
      for (const [id, view] of views) if (view.user === user) views.delete(id);
      const view: View = { ...spec, blocks: numbered(spec.blocks), id: nextId('V'), hash: nextId('h'), user };
      views.set(view.id, view);
      changed();
      return view;
    },
    updateView: (view: View, spec: ViewSpec): View => {
      const updated: View = { ...spec, blocks: numbered(spec.blocks), id: view.id, hash: nextId('h'), user: view.user };
      views.set(view.id, updated);
      changed();
      return updated;
    },
    publishHome: (user: string, blocks: readonly Block[]): View => {
      const view = {
        type: 'home',
        blocks: numbered(blocks),
        id: homes.get(user)?.id ?? nextId('V'),
        hash: nextId('h'),
        user,
      };
      homes.set(user, view as unknown as View);
      changed();
      return view as unknown as View;
    },
    refuseView: (view: View, errors: Record<string, string>): void => {
      view.errors = errors;
      changed();
    },
    closeView: (id: string): void => {
      views.delete(id);
      changed();
    },
  };
}
