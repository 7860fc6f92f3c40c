import type { RespondFn } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { type Card, textElement } from '../chat/card.ts';
import type { Directory } from '../chat/directory.ts';
import { refusalCard } from '../chat/refusal-card.ts';
import type { Reply } from '../chat/reply.ts';
import type { Outcome, Router } from '../chat/router.ts';
import { refuse } from '../kernel/refusal.ts';
import type { Say } from '../words/say.ts';
import { plain } from '../words/text.ts';
import { drawCard, inert } from './cards.ts';
import { drawCardView, drawForm, drawLoading } from './forms.ts';
import { mentionsIn, mentionsOnForm } from './mentions.ts';

export type AnswerParts = {
  readonly router: Router;
  readonly client: WebClient;
  readonly directory: Directory;
  readonly log: Logger;
};

/** The ways in which an answer reaches whoever asked. What is said late or to a closed window is lost, and harmlessly. */
export function answering({ router, client, directory, log }: AnswerParts) {
  const drawn = async ({ reply, say }: Outcome, team: string) => {
    if (reply.kind !== 'whisper' && reply.kind !== 'here')
      throw new Error(`a ${reply.kind} cannot be answered with a card`);
    const { blocks, text, cuts } = drawCard(reply.card, say, await mentionsIn(reply.card, directory, team));
    if (cuts.length > 0) log.warn({ cuts }, 'a private card did not fit and was cut');
    return { blocks, text, ...inert };
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
        ? drawForm(reply.form, say, await mentionsOnForm(reply.form, directory, team))
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
