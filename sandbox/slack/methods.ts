import { faultOfBlocks, faultOfHome, faultOfView } from './block-kit.ts';
import type { Message, View, Workspace } from './workspace.ts';

type Args = Readonly<Record<string, unknown>>;
type Result = Record<string, unknown>;
type Method = { readonly scope?: string; readonly changes?: true; run(workspace: Workspace, args: Args): Result };

const failed = (error: string, why?: string): Result => ({
  ok: false,
  error,
  ...(why ? { response_metadata: { messages: [why] } } : {}),
});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The methods that the double knows: as strict as Slack about membership, limits, triggers and scopes. */
export const methods: Readonly<Record<string, Method>> = {
  'auth.test': {
    run: ({ seed }) => ({
      ok: true,
      team_id: seed.team,
      team: 'Sandbox',
      user_id: seed.bot.id,
      user: seed.bot.name,
      bot_id: botId(seed.bot.id),
    }),
  },
  'users.info': {
    scope: 'users:read',
    run: ({ users, seed }, { user }) => {
      const found = users.get(text(user));
      if (!found) return failed('user_not_found');
      const { id, name, email, locale, tz, deleted = false, bot = false, restricted = false, team = seed.team } = found;
      const status = { status_emoji: found.status ?? '', status_expiration: 0 };
      const profile = { real_name: name, display_name: name, email, ...status };
      return {
        ok: true,
        user: {
          id,
          team_id: team,
          name,
          deleted,
          real_name: name,
          tz,
          locale,
          profile,
          is_bot: bot,
          is_restricted: restricted,
          is_stranger: team !== seed.team,
        },
      };
    },
  },
  'conversations.open': {
    scope: 'im:write',
    run: (workspace, { users }) => {
      const user = workspace.users.get(text(users));
      if (!user) return failed('user_not_found');
      if (user.deleted || user.bot) return failed('cannot_dm_bot');
      return { ok: true, channel: { id: workspace.direct(user.id).id } };
    },
  },
  'conversations.history': {
    scope: 'channels:history',
    run: (workspace, { channel, oldest, limit, cursor, include_all_metadata }) => {
      const refused = notIn(workspace, channel);
      if (refused) return refused;
      const after = Number(oldest ?? 0);
      const all = workspace
        .messagesIn(text(channel))
        .filter((message) => Number(message.ts) > after && !message.only && isRoot(message));
      return { ok: true, ...page(workspace, all.toReversed(), limit, cursor, include_all_metadata) };
    },
  },
  'conversations.replies': {
    scope: 'channels:history',
    run: (workspace, { channel, ts, limit, cursor, include_all_metadata }) => {
      const refused = notIn(workspace, channel);
      if (refused) return refused;
      const all = workspace
        .messagesIn(text(channel))
        .filter((message) => message.ts === ts || message.thread_ts === ts);
      return all.length === 0
        ? failed('thread_not_found')
        : { ok: true, ...page(workspace, all, limit, cursor, include_all_metadata) };
    },
  },
  'chat.postMessage': {
    scope: 'chat:write',
    changes: true,
    run: (workspace, args) => {
      const { channel, blocks, metadata, thread_ts } = args;
      const refused = notIn(workspace, channel) ?? badMessage(args);
      if (refused) return refused;
      if (thread_ts !== undefined && !workspace.find(text(channel), text(thread_ts))) return failed('thread_not_found');
      const message = workspace.add({
        channel: text(channel),
        user: workspace.seed.bot.id,
        text: text(args.text).slice(0, 40_000),
        blocks: (blocks ?? []) as Message['blocks'],
        ...(metadata ? { metadata: metadata as NonNullable<Message['metadata']> } : {}),
        ...(thread_ts ? { thread_ts: text(thread_ts) } : {}),
      });
      return { ok: true, channel, ts: message.ts, message: told(workspace, message, false) };
    },
  },
  'chat.update': {
    scope: 'chat:write',
    changes: true,
    run: (workspace, args) => {
      const refused = notIn(workspace, args.channel) ?? badMessage(args);
      if (refused) return refused;
      if (text(args.text).length > 4000) return failed('msg_too_long');
      const message = workspace.find(text(args.channel), text(args.ts));
      if (!message || message.only) return failed('message_not_found');
      if (message.user !== workspace.seed.bot.id) return failed('cant_update_message');
      workspace.edit(message, text(args.text), (args.blocks ?? []) as Message['blocks']);
      return { ok: true, channel: args.channel, ts: message.ts, text: message.text };
    },
  },
  'chat.delete': {
    scope: 'chat:write',
    changes: true,
    run: (workspace, { channel, ts }) => {
      const message = workspace.find(text(channel), text(ts));
      if (!message) return failed('message_not_found');
      if (message.user !== workspace.seed.bot.id) return failed('cant_delete_message');
      workspace.remove(message);
      return { ok: true, channel, ts };
    },
  },
  'files.getUploadURLExternal': {
    scope: 'files:write',
    run: ({ files, address, nextId }, { filename, length }) => {
      if (!text(filename) || !(Number(length) > 0)) return failed('invalid_arguments');
      const id = nextId('F');
      files.set(id, { id, name: text(filename), length: Number(length) });
      return { ok: true, file_id: id, upload_url: `${address.url}/files/${id}` };
    },
  },
  'files.completeUploadExternal': {
    scope: 'files:write',
    changes: true,
    run: (workspace, { files, channel_id, initial_comment, thread_ts }) => {
      const refused = channel_id === undefined ? undefined : notIn(workspace, channel_id);
      if (refused) return refused;
      const shared = (files as { id: string; title?: string }[]).map(({ id, title }) => ({
        file: workspace.files.get(id),
        title,
      }));
      const whole = shared.flatMap(({ file, title }) =>
        file?.body?.length === file?.length && file ? [Object.assign(file, { title })] : [],
      );
      if (whole.length < shared.length) return failed('file_not_found');
      if (channel_id !== undefined) {
        const thread = thread_ts ? { thread_ts: text(thread_ts) } : {};
        workspace.add({
          channel: text(channel_id),
          user: workspace.seed.bot.id,
          text: text(initial_comment),
          blocks: [],
          files: whole,
          ...thread,
        });
      }
      return { ok: true, files: whole.map(({ id, title, name }) => ({ id, title, name })) };
    },
  },
  'views.open': {
    run: (workspace, { trigger_id, view }) => {
      const used = workspace.useTrigger(text(trigger_id));
      if ('error' in used) return failed(used.error);
      const fault = faultOfView(view);
      return fault
        ? failed(fault.error, fault.why)
        : { ok: true, view: toldView(workspace, workspace.openView(used.user, view as View)) };
    },
  },
  'views.publish': {
    changes: true,
    run: (workspace, { user_id, view }) => {
      if (!workspace.users.get(text(user_id))) return failed('user_not_found');
      const fault = faultOfHome(view);
      if (fault) return failed(fault.error, fault.why);
      return { ok: true, view: toldView(workspace, workspace.publishHome(text(user_id), (view as View).blocks)) };
    },
  },
  'views.update': {
    run: (workspace, { view_id, hash, view }) => {
      const open = workspace.views.get(text(view_id));
      if (!open) return failed('not_found');
      if (hash !== undefined && hash !== open.hash) return failed('hash_conflict');
      const fault = faultOfView(view);
      return fault
        ? failed(fault.error, fault.why)
        : { ok: true, view: toldView(workspace, workspace.updateView(open, view as View)) };
    },
  },
};

/** What is wrong with the text and blocks of a message. */
export function badMessage({ blocks, text: words }: Args): Result | undefined {
  if (blocks === undefined && !words) return failed('no_text');
  const fault = blocks === undefined ? undefined : faultOfBlocks(blocks);
  return fault && failed(fault.error, fault.why);
}

function notIn({ channels, seed }: Workspace, id: unknown): Result | undefined {
  const channel = channels.get(text(id));
  if (!channel) return failed('channel_not_found');
  if (channel.members.has(seed.bot.id)) return undefined;
  // Slack does not let on that a private channel exists.
  return failed(channel.private ? 'channel_not_found' : 'not_in_channel');
}

function isRoot({ ts, thread_ts }: Message): boolean {
  return thread_ts === undefined || thread_ts === ts;
}

function page(
  workspace: Workspace,
  all: readonly Message[],
  limit: unknown,
  cursor: unknown,
  metadata: unknown,
): Result {
  const from = Number(cursor ?? 0);
  const most = Math.min(Number(limit ?? 100), 999);
  const more = from + most < all.length;
  const messages = all
    .slice(from, from + most)
    .map((message) => told(workspace, message, metadata === true || metadata === 'true'));
  return { messages, has_more: more, response_metadata: { next_cursor: more ? String(from + most) : '' } };
}

function told({ seed }: Workspace, message: Message, metadata: boolean): Result {
  const { ts, user, text: words, blocks, thread_ts, edited } = message;
  const bot = user === seed.bot.id ? { bot_id: botId(user), app_id: seed.appId } : {};
  return {
    type: 'message',
    ts,
    user,
    text: words,
    blocks,
    team: seed.team,
    ...bot,
    ...(thread_ts ? { thread_ts } : {}),
    ...(edited ? { edited: { user, ts: edited } } : {}),
    ...(metadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

function toldView({ seed }: Workspace, { id, hash, errors: _errors, user: _user, ...view }: View): Result {
  return { ...view, id, hash, team_id: seed.team, app_id: seed.appId, bot_id: botId(seed.bot.id) };
}

function botId(user: string): string {
  return `B${user.slice(1)}`;
}
