import { type Block, faultOfView, type ViewSpec } from './block-kit.ts';
import type { Answered, Sender } from './sender.ts';
import type { View, Workspace } from './workspace.ts';

/** A button as somebody's screen shows it; it may be older than the message is now. */
export type Seen = {
  readonly block_id: string;
  readonly action_id: string;
  readonly value?: string | undefined;
  readonly text: string;
};

/** What one colleague does in the workspace, and what Slack's client then does with the app's answer. */
export type Hands = ReturnType<typeof createHands>;

export function createHands(workspace: Workspace, sender: Sender) {
  const failedNote = (user: string, channel: string, text: string): void => {
    workspace.add({ channel, user: 'USLACKBOT', text, blocks: [], only: user });
  };

  return {
    press: async (
      user: string,
      channel: string,
      ts: string,
      { block_id, action_id, value, text }: Seen,
    ): Promise<Answered> => {
      const message = workspace.find(channel, ts);
      if (!message) return { status: 404, body: 'message_not_found' };
      const button = {
        type: 'button' as const,
        action_id,
        text: { type: 'plain_text' as const, text },
        ...(value === undefined ? {} : { value }),
      };
      const answered = await sender.interact(sender.pressPayload(user, message, block_id, button));
      if (answered.status !== 200) failedNote(user, channel, `The app did not respond (${answered.status}).`);
      return answered;
    },

    /** A shortcut of the app, chosen on a message. */
    shortcut: async (user: string, channel: string, ts: string, callback: string): Promise<Answered> => {
      const message = workspace.find(channel, ts);
      return message ? sender.shortcut(user, message, callback) : { status: 404, body: 'message_not_found' };
    },

    /** A button inside a window. */
    pressInWindow: (
      user: string,
      viewId: string,
      { block_id, action_id, value, text }: Seen,
    ): Promise<Answered> | undefined => {
      const view = workspace.views.get(viewId) ?? [...workspace.homes.values()].find(({ id }) => id === viewId);
      const button = { type: 'button' as const, action_id, text: { type: 'plain_text' as const, text } };
      return view && sender.pressInView(user, view, block_id, { ...button, ...(value === undefined ? {} : { value }) });
    },

    /** Opens the app's Home tab. */
    openHome: (user: string): Promise<Answered> =>
      sender.event({ type: 'app_home_opened', user, channel: `D${user.slice(1)}`, tab: 'home' }),

    /** Sets a status, or leaves the company. */
    change: async (
      user: string,
      change: { readonly status?: string; readonly deleted?: boolean },
    ): Promise<Answered> => {
      const found = workspace.users.get(user);
      if (!found) return { status: 404, body: 'user_not_found' };
      Object.assign(found, change);
      return sender.event({
        type: 'user_change',
        user: { id: user, team_id: found.team ?? workspace.seed.team, ...change },
      });
    },

    command: async (user: string, channel: string, line: string): Promise<Answered> => {
      const [command = '', ...rest] = line.trim().split(' ');
      const answered = await sender.command(user, channel, command, rest.join(' '));
      if (answered.status !== 200) failedNote(user, channel, `${command} failed (${answered.status}).`);
      else if (answered.body !== '') showPrivately(workspace, user, channel, answered.body);
      return answered;
    },

    /** A file that somebody chooses in a form; its id is what the form sends. */
    attach: (name: string, body: Buffer): string => {
      const id = workspace.nextId('F');
      workspace.files.set(id, { id, name, length: body.length, body });
      return id;
    },

    submit: async (
      user: string,
      viewId: string,
      typed: Readonly<Record<string, string>>,
    ): Promise<Answered | undefined> => {
      const view = workspace.views.get(viewId);
      if (!view || view.user !== user) return undefined;
      const missing = missingOf(view, typed);
      if (missing.length > 0) {
        workspace.refuseView(
          view,
          Object.fromEntries(missing.map((id) => [id, 'Please complete this required field.'])),
        );
        return undefined;
      }
      const answered = await sender.submit(user, view, stateOf(workspace, view, typed));
      obey(workspace, view, answered);
      return answered;
    },
  };
}

/** An answer of the app that only one user sees. */
export function showPrivately(workspace: Workspace, user: string, channel: string, body: string): void {
  const { text = '', blocks = [] } = (body.startsWith('{') ? JSON.parse(body) : { text: body }) as {
    text?: string;
    blocks?: Block[];
  };
  workspace.add({ channel, user: workspace.seed.bot.id, text, blocks, only: user });
}

function missingOf(view: View, typed: Readonly<Record<string, string>>): string[] {
  return view.blocks.flatMap((block) =>
    block.type === 'input' && !block.optional && !typed[block.block_id ?? '']?.trim() ? [block.block_id ?? ''] : [],
  );
}

function stateOf(
  workspace: Workspace,
  view: View,
  typed: Readonly<Record<string, string>>,
): Record<string, Record<string, unknown>> {
  const inputs = view.blocks.flatMap((block) => (block.type === 'input' ? [block] : []));
  return Object.fromEntries(
    inputs.map(({ block_id = '', element }) => {
      const value = typed[block_id] || null;
      const given = element.type === 'file_input' ? { files: filesOf(workspace, value) } : chosen(element, value);
      return [block_id, { [element.action_id]: { type: element.type, ...given } }];
    }),
  );
}

/** A file that was uploaded before the form was sent, as Slack tells of it. */
function filesOf(workspace: Workspace, id: string | null): object[] {
  const file = workspace.files.get(id ?? '');
  const url = `${workspace.address.url}/files/${file?.id}`;
  return file ? [{ id: file.id, name: file.name, size: file.length, url_private_download: url }] : [];
}

/** What a control other than a line of text sends. */
function chosen(
  element: Exclude<Extract<Block, { type: 'input' }>['element'], { type: 'file_input' }>,
  value: string | null,
): Record<string, unknown> {
  switch (element.type) {
    case 'timepicker':
      return { selected_time: value };
    case 'datepicker':
      return { selected_date: value };
    case 'users_select':
      return { selected_user: value };
    case 'multi_users_select':
      return { selected_users: value?.split(',') ?? [] };
    case 'multi_static_select': {
      const values = value?.split(',') ?? [];
      return { selected_options: element.options.filter((option) => values.includes(option.value)) };
    }
    case 'static_select':
      return { selected_option: element.options.find((option) => option.value === value) ?? null };
    case 'plain_text_input':
      return { value };
  }
}

/** Does with a view what the app's answer to its submission says. */
function obey(workspace: Workspace, view: View, { status, body }: Answered): void {
  if (status !== 200) {
    workspace.refuseView(view, { '': `The app did not respond (${status}).` });
    return;
  }
  const answer = JSON.parse(body || '{}') as {
    response_action?: string;
    errors?: Record<string, string>;
    view?: ViewSpec;
  };
  if (answer.response_action === 'errors') workspace.refuseView(view, answer.errors ?? {});
  else if (answer.response_action === 'update' && answer.view) replaceView(workspace, view, answer.view);
  else workspace.closeView(view.id);
}

function replaceView(workspace: Workspace, view: View, spec: ViewSpec): void {
  const fault = faultOfView(spec);
  if (fault) workspace.refuseView(view, { '': `${fault.error}: ${fault.why}` });
  else workspace.updateView(view, spec);
}
