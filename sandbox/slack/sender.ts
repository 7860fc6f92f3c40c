import { createHmac } from 'node:crypto';
import type { Button } from './block-kit.ts';
import type { Message, View, Workspace } from './workspace.ts';

export type SenderSettings = {
  readonly workspace: Workspace;
  readonly signingSecret: string;
  /** Where the app listens: its `/slack/events`. */
  readonly endpoint: () => string;
  /** Makes an address at which the app can answer later. */
  readonly responseUrl: (to: { user: string; channel: string; message?: Message }) => string;
};

/** How the app answered: its status and body. */
export type Answered = { readonly status: number; readonly body: string };

/** What Slack sends to an app when somebody does something: signed, to the app's own endpoint. */
export type Sender = ReturnType<typeof createSender>;

/** Signs a body as Slack does: v0, HMAC-SHA-256 over version, time stamp and raw body. */
export function signed(body: string, secret: string, seconds = Math.floor(Date.now() / 1000)): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': `v0=${signature}`,
  };
}

export function createSender({ workspace, signingSecret, endpoint, responseUrl }: SenderSettings) {
  const { seed } = workspace;
  const team = { id: seed.team, domain: 'sandbox' };
  const userOf = (id: string) => {
    const user = workspace.users.get(id);
    return { id, username: user?.name ?? id, name: user?.name ?? id, team_id: user?.team ?? seed.team };
  };
  const post = async (fields: Record<string, string>): Promise<Answered> => {
    const body = new URLSearchParams(fields).toString();
    const answer = await fetch(endpoint(), { method: 'POST', headers: signed(body, signingSecret), body });
    return { status: answer.status, body: await answer.text() };
  };
  const interact = (payload: object): Promise<Answered> =>
    post({ payload: JSON.stringify({ api_app_id: seed.appId, team, token: 'none', ...payload }) });

  return {
    /** The body of a press, for sending it again, late or changed. */
    pressPayload: (user: string, message: Message, block_id: string, button: Button): object => ({
      type: 'block_actions',
      user: userOf(user),
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: message.only !== undefined,
      },
      trigger_id: workspace.trigger(user),
      channel: { id: message.channel, name: workspace.channels.get(message.channel)?.name ?? '' },
      message: { type: 'message', user: message.user, ts: message.ts, text: message.text, blocks: message.blocks },
      response_url: responseUrl({ user, channel: message.channel, message }),
      actions: [{ ...button, block_id, action_ts: `${Date.now() / 1000}${Math.floor(Math.random() * 1000)}` }],
    }),
    interact,
    shortcut: (user: string, message: Message, callback: string): Promise<Answered> =>
      interact({
        type: 'message_action',
        callback_id: callback,
        trigger_id: workspace.trigger(user),
        user: userOf(user),
        channel: { id: message.channel, name: workspace.channels.get(message.channel)?.name ?? '' },
        message_ts: message.ts,
        message: {
          type: 'message',
          user: message.user,
          ts: message.ts,
          text: message.text,
          ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
        },
        response_url: responseUrl({ user, channel: message.channel, message }),
        action_ts: `${Date.now() / 1000}${Math.floor(Math.random() * 1000)}`,
      }),
    pressInView: (user: string, view: View, block_id: string, button: Button): Promise<Answered> =>
      interact({
        type: 'block_actions',
        user: userOf(user),
        container: { type: 'view', view_id: view.id },
        trigger_id: workspace.trigger(user),
        view: { ...view, team_id: seed.team, app_id: seed.appId, state: { values: {} } },
        actions: [{ ...button, block_id, action_ts: `${Date.now() / 1000}${Math.floor(Math.random() * 1000)}` }],
      }),
    /** Something that has happened, as Slack tells those who subscribe to it. */
    event: async (event: { readonly type: string } & Readonly<Record<string, unknown>>): Promise<Answered> => {
      const body = JSON.stringify({
        token: 'none',
        team_id: seed.team,
        api_app_id: seed.appId,
        type: 'event_callback',
        event_id: workspace.nextId('Ev'),
        event_time: Math.floor(Date.now() / 1000),
        event,
      });
      const headers = { ...signed(body, signingSecret), 'content-type': 'application/json' };
      const answer = await fetch(endpoint(), { method: 'POST', headers, body });
      return { status: answer.status, body: await answer.text() };
    },
    command: (user: string, channel: string, command: string, text: string): Promise<Answered> =>
      post({
        token: 'none',
        team_id: userOf(user).team_id,
        team_domain: 'sandbox',
        channel_id: channel,
        channel_name: workspace.channels.get(channel)?.name ?? '',
        user_id: user,
        user_name: userOf(user).name,
        command,
        text,
        api_app_id: seed.appId,
        response_url: responseUrl({ user, channel }),
        trigger_id: workspace.trigger(user),
      }),
    submit: (user: string, view: View, values: Record<string, Record<string, unknown>>): Promise<Answered> =>
      interact({
        type: 'view_submission',
        user: userOf(user),
        trigger_id: workspace.trigger(user),
        view: {
          ...view,
          team_id: seed.team,
          callback_id: view.callback_id ?? '',
          private_metadata: view.private_metadata ?? '',
          state: { values },
          root_view_id: view.id,
          app_id: seed.appId,
        },
      }),
  };
}
