import type { App, BlockAction, RespondFn, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { type Card, textElement } from '../chat/card.ts';
import type { Directory } from '../chat/directory.ts';
import type { Platform } from '../chat/platform.ts';
import { refusalCard } from '../chat/refusal-card.ts';
import type { Reply } from '../chat/reply.ts';
import type { Outcome, Router } from '../chat/router.ts';
import { refuse } from '../kernel/refusal.ts';
import type { Say } from '../words/say.ts';
import { plain } from '../words/text.ts';
import { actionOf, drawCard } from './cards.ts';
import { drawCardView, drawForm, drawLoading, valuesOf } from './forms.ts';
import { mentionsIn } from './mentions.ts';

/** Slack shows an error after three seconds; the answer can follow a bare acknowledgement. */
const patience = 1_500;
/** A form that was sent waits longer: what is typed can be kept only in the acknowledgement. */
const patienceOfForms = 2_500;

export type InboundParts = {
  readonly router: Router;
  readonly client: WebClient;
  readonly directory: Directory;
  readonly profile: Platform['profile'];
  readonly log: Logger;
};

/** Registers the one listener of each kind of request: it translates, the router finds the feature. */
export function listen(app: App, parts: InboundParts): void {
  const { router } = parts;
  const answers = answering(parts);

  app.action({ type: 'block_actions' }, async ({ ack, body, respond }) => {
    const pressed = pressOf(body as BlockAction);
    if (!pressed) return ack();
    const outcome = router.press({ ...pressed, ...callOf(parts, body, pressed.delivery) });
    if (router.opensForm(pressed.action)) {
      await ack();
      return answers.inWindow(body.trigger_id, outcome, respond, body.team?.id ?? '');
    }
    await within(patience, outcome);
    await ack();
    await answers.privately(await outcome, respond, body.team?.id ?? '');
  });

  app.command(/^\/\w+$/, async ({ ack, command, body, respond }) => {
    const [word, text] = [command.command.slice(1), command.text];
    const user = { team: { id: body.team_id }, user: { id: body.user_id } };
    const outcome = router.speak({ word, text, ...callOf(parts, user, body.trigger_id) });
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
    const call = callOf(parts, body, id);
    const outcome = router.press({
      action: callback_id,
      id: private_metadata,
      values: valuesOf(state.values),
      ...call,
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

/** A delivery is one request of one user: Slack repeats its id when it repeats the request. */
function callOf({ profile }: InboundParts, { team, user }: Sender, request: string) {
  const identity = `slack:${user.team_id ?? team?.id ?? ''}/${user.id}`;
  return { identity, delivery: `${identity} ${request}`, profile: () => profile(identity) };
}

function pressOf({
  actions,
}: BlockAction): { action: string; id: string; values: Record<string, string>; delivery: string } | undefined {
  const [pressed] = actions;
  if (pressed?.type !== 'button') return undefined;
  const { action_id, action_ts, value = '' } = pressed;
  return { action: actionOf(action_id), id: value, values: {}, delivery: `${action_ts} ${action_id}` };
}

/** The outcome if it comes in time. */
async function within(ms: number, outcome: Promise<Outcome>): Promise<Outcome | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  const first = await Promise.race([outcome, late]);
  clearTimeout(timer);
  return first;
}

/** The ways in which an answer reaches whoever asked. What is said late or to a closed window is lost, and harmlessly. */
function answering({ router, client, directory, log }: InboundParts) {
  const drawn = async ({ reply, say }: Outcome, team: string) => {
    if (reply.kind !== 'whisper' && reply.kind !== 'here')
      throw new Error(`a ${reply.kind} cannot be answered with a card`);
    const { blocks, text, cuts } = drawCard(reply.card, say, await mentionsIn(reply.card, directory, team));
    if (cuts.length > 0) log.warn({ cuts }, 'a private card did not fit and was cut');
    return { blocks, text };
  };

  const privately = async (outcome: Outcome, respond: RespondFn, team: string): Promise<void> => {
    if (outcome.reply.kind === 'done') return;
    const place =
      outcome.reply.kind === 'here'
        ? { replace_original: true }
        : { response_type: 'ephemeral' as const, replace_original: false };
    await respond({ ...(await drawn(outcome, team)), ...place }).catch((fault: unknown) =>
      log.warn({ fault }, 'a private answer was lost'),
    );
  };

  const view = async ({ reply, say }: Outcome, team: string): Promise<ModalView> => {
    const { view, cuts } =
      reply.kind === 'form'
        ? drawForm(reply.form, say)
        : drawCardView(cardOf(reply, say), say, await mentionsIn(cardOf(reply, say), directory, team));
    if (cuts.length > 0) log.warn({ cuts }, 'a window did not fit and was cut');
    return view;
  };

  const laterInWindow = async (viewId: string, outcome: Outcome, team: string): Promise<void> => {
    const change = { view_id: viewId, view: await view(outcome, team) };
    await client.views
      .update(change)
      .catch((fault: unknown) => log.warn({ fault }, 'a window was closed before its answer'));
  };

  /** Slack lets a window open for three seconds after the press: it opens empty, and is filled when the form is known. */
  const inWindow = async (
    trigger: string,
    asked: Promise<Outcome>,
    respond: RespondFn,
    team: string,
  ): Promise<void> => {
    const opened = client.views
      .open({ trigger_id: trigger, view: drawLoading(router.strangers) })
      .catch((fault: unknown) => {
        log.warn({ fault }, 'a window could not be opened');
        return undefined;
      });
    const [window, outcome] = await Promise.all([opened, asked]);
    if (window?.view?.id) return laterInWindow(window.view.id, outcome, team);
    const unopened: Outcome = {
      say: outcome.say,
      reply: { kind: 'whisper', card: refusalCard(refuse('form.unopened'), outcome.say) },
    };
    await privately(outcome.reply.kind === 'form' ? unopened : outcome, respond, team);
  };

  return { drawn, privately, view, laterInWindow, inWindow };
}

/** What a window shows of an answer that came too late to be more than words. */
function cardOf(reply: Exclude<Reply, { kind: 'form' }>, say: Say): Card {
  if (reply.kind === 'done') return { title: say('form.done'), tone: 'good', elements: [] };
  if (reply.kind !== 'errors') return reply.card;
  const elements = Object.values(reply.errors).map((error) => textElement(plain(error)));
  return { title: say('refusal.title'), tone: 'warning', elements };
}
