import type { App, BlockAction, MessageShortcut, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { Platform } from '../chat/platform.ts';
import { within } from '../kernel/within.ts';
import { type AnswerParts, answering } from './answers.ts';
import { actionOf } from './cards.ts';
import { attachedFile } from './files.ts';
import { answersOf, drawLoading } from './forms.ts';

/** Slack shows an error after three seconds; the answer can follow a bare acknowledgement. */
const patience = 1_500;
/** A form that was sent waits longer: what is typed can be kept only in the acknowledgement. */
const patienceOfForms = 2_500;

export type InboundParts = AnswerParts & {
  readonly profile: Platform['profile'];
  readonly fetching: { readonly token: string; readonly apiUrl: string };
};

/** Registers the one listener of each kind of request: it translates, the router finds the feature. */
export function listen(app: App, parts: InboundParts): void {
  const { router } = parts;
  const answers = answering(parts);

  app.action({ type: 'block_actions' }, async ({ ack, body: asked, respond }) => {
    const body = asked as BlockAction;
    const pressed = pressOf(body);
    if (!pressed) return ack();
    const channel = body.channel?.id ?? body.container?.channel_id;
    const outcome = router.press({ ...pressed, ...callOf(parts, body, pressed.delivery, channel) });
    if (body.view?.type === 'home') {
      // A page has no place for a private word: it stands in a window of its own.
      if (router.opensForm(pressed.action)) {
        await ack();
        return answers.inWindow(body.trigger_id, outcome, respond, body.team?.id ?? '');
      }
      const settled = await within(patience, outcome);
      await ack();
      if (settled && settled.reply.kind !== 'done')
        return answers.inWindow(body.trigger_id, outcome, respond, body.team?.id ?? '');
      return;
    }
    if (body.view) {
      // Pressed inside a window: the answer stands in that window.
      await ack();
      return answers.laterInWindow(body.view.id, await outcome, body.team?.id ?? '');
    }
    if (router.opensForm(pressed.action)) {
      await ack();
      return answers.inWindow(body.trigger_id, outcome, respond, body.team?.id ?? '');
    }
    await within(patience, outcome);
    await ack();
    await answers.privately(await outcome, respond, body.team?.id ?? '');
  });

  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return;
    const user = { team: { id: body.team_id }, user: { id: event.user } };
    await router.press({
      action: 'home.open',
      id: 'home',
      values: {},
      ...callOf(parts, user, body.event_id, undefined),
    });
  });

  // Somebody has left, came back, or says in their status that they are away.
  app.event('user_change', async ({ event, body }) => {
    const { id, team_id: team = body.team_id } = event.user;
    const identity = `slack:${team}/${id}`;
    await parts.directory.told(identity, await parts.profile(identity));
  });

  app.shortcut({ type: 'message_action', callback_id: /.*/ }, async ({ ack, shortcut, respond }) => {
    const { callback_id, message, channel, team, user, action_ts } = shortcut as MessageShortcut;
    // A thread is about the message that it hangs under.
    const under = `slack:${team?.id ?? ''}/${channel.id}/${String(message.thread_ts ?? message.ts)}`;
    const sender = { team: { id: team?.id ?? '' }, user: { id: user.id } };
    const call = callOf(parts, sender, `${action_ts} ${callback_id}`, channel.id);
    const outcome = router.press({ action: callback_id, id: under, values: {}, ...call });
    await within(patience, outcome);
    await ack();
    await answers.privately(await outcome, respond, team?.id ?? '');
  });

  app.command(/^\/\w+$/, async ({ ack, command, body, respond }) => {
    const [word, text] = [command.command.slice(1), command.text];
    const user = { team: { id: body.team_id }, user: { id: body.user_id } };
    const outcome = router.speak({ word, text, ...callOf(parts, user, body.trigger_id, body.channel_id) });
    if (router.speaksForm(word, text)) {
      await ack();
      return answers.inWindow(body.trigger_id, outcome, respond, body.team_id);
    }
    const settled = await within(patience, outcome);
    if (settled?.reply.kind === 'whisper')
      return ack({ response_type: 'ephemeral', ...(await answers.drawn(settled, body.team_id)) });
    await ack();
    await answers.privately(await outcome, respond, body.team_id);
  });

  app.view({ type: 'view_submission', callback_id: /.*/ }, async (args) => {
    const { ack, body } = args as SlackViewMiddlewareArgs<ViewSubmitAction>;
    const { id, callback_id, private_metadata, state } = body.view;
    const { values, users, files } = answersOf(state.values);
    const attached = Object.entries(files).map(([name, file]) => [name, attachedFile(file, parts.fetching)] as const);
    const outcome = router.press({
      action: callback_id,
      id: private_metadata,
      values,
      people: identitiesOf(users, teamOf(body)),
      files: Object.fromEntries(attached),
      // One window takes one form after the other; each of its states is sent once.
      ...callOf(parts, body, `${id} ${body.view.hash}`, undefined),
    });
    const settled = await within(patienceOfForms, outcome);
    if (settled?.reply.kind === 'errors') return ack({ response_action: 'errors', errors: settled.reply.errors });
    if (settled?.reply.kind === 'done') return ack({ response_action: 'clear' });
    const view = settled ? await answers.view(settled, body.team?.id ?? '') : drawLoading(router.strangers);
    await ack({ response_action: 'update', view });
    if (!settled) await answers.laterInWindow(id, await outcome, body.team?.id ?? '');
  });
}

type Sender = {
  readonly team?: { readonly id: string } | null;
  readonly user: { readonly id: string; readonly team_id?: string };
};

function teamOf({ team, user }: Sender): string {
  return user.team_id ?? team?.id ?? '';
}

/** A delivery is one request of one user: Slack repeats its id when it repeats the request. */
function callOf({ profile }: InboundParts, sender: Sender, request: string, channel: string | undefined) {
  const identity = `slack:${teamOf(sender)}/${sender.user.id}`;
  // The bot posts to a direct conversation by its user, so as a place it is none.
  const place = channel && !channel.startsWith('D') ? `slack:${sender.team?.id ?? ''}/${channel}` : undefined;
  return { identity, delivery: `${identity} ${request}`, place, profile };
}

function identitiesOf(
  users: Readonly<Record<string, readonly string[]>>,
  team: string,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(users).map(([name, ids]) => [name, ids.map((id) => `slack:${team}/${id}`)] as const),
  );
}

function pressOf({
  actions,
}: BlockAction): { action: string; id: string; values: Record<string, string>; delivery: string } | undefined {
  const [pressed] = actions;
  if (pressed?.type !== 'button') return undefined;
  const { action_id, action_ts, value = '' } = pressed;
  return { action: actionOf(action_id), id: value, values: {}, delivery: `${action_ts} ${action_id}` };
}
