import type { Logger } from 'pino';
import type { Card } from '../chat/card.ts';
import type { PressedCopy } from '../chat/pressed-copy.ts';
import type { Reply } from '../chat/reply.ts';
import type { Outcome } from '../chat/router.ts';
import { within } from '../kernel/within.ts';
import type { Say } from '../words/say.ts';
import { plain } from '../words/text.ts';
import { type AdaptiveCard, type Drawn, drawCard, shortly } from './cards.ts';
import { drawForm } from './forms.ts';
import { isShared, type Outbound } from './outbound.ts';

export type AnswerParts = {
  readonly outbound: Outbound;
  readonly pressedCopy: PressedCopy;
  readonly log: Logger;
};

/** A press on a card: who, where, on which message, and on which post if it is one. */
export type Where = {
  readonly identity: string;
  /** The conversation, as a place to answer in. */
  readonly conversation: string;
  readonly alone: boolean;
  /** The message that was pressed. */
  readonly remote: string;
  readonly post: string | undefined;
  readonly values: Readonly<Record<string, string>>;
  /** It was the way out of a form. */
  readonly cancelled: boolean;
};

/** The body of an invoke's answer: a card in place of the pressed one, or a line below it. */
export type InvokeBody = { readonly statusCode: 200; readonly type: string; readonly value: AdaptiveCard | string };

/** For so long (ms) an answer waits to learn whether a private card has arrived. */
const patienceOfTelling = 1_500;

/** The ways in which an answer reaches whoever asked in Teams. */
export function answering({ outbound, pressedCopy, log }: AnswerParts) {
  const noting = (drawn: Drawn): Drawn => {
    if (drawn.cuts.length > 0) log.warn({ cuts: drawn.cuts }, 'a private card did not fit and was cut');
    return drawn;
  };

  /** The pressed card as it is now: the post it shows, or a closing word where it showed none. */
  async function present(where: Where, say: Say, title: 'form.done' | 'form.closed'): Promise<InvokeBody> {
    const pressed = where.post === undefined ? undefined : await pressedCopy(where.post, where.remote, say);
    if (pressed) {
      const { posting, extra } = pressed;
      const drawn = noting(drawCard(posting.card, posting.say, posting.key, isShared(where.remote)));
      if (extra) meanwhile(heal(where.remote, drawn));
      return cardBody(drawn);
    }
    return inPlace(where, noting(drawCard({ title: say(title), tone: 'neutral', elements: [] }, say)));
  }

  /** A copy too many goes; where it cannot be removed, it at least tells the truth. */
  async function heal(remote: string, drawn: Drawn): Promise<void> {
    if ((await outbound.platform.remove(remote)).is !== 'sent') await outbound.replace(remote, drawn);
  }

  /** A private card is replaced for good, not only on the screen of this press. */
  function inPlace(where: Where, drawn: Drawn): InvokeBody {
    if (where.alone) meanwhile(outbound.replace(where.remote, drawn));
    return cardBody(drawn);
  }

  /** Nobody waits for this: Teams gives an answer five seconds. */
  function meanwhile(work: Promise<unknown>): void {
    work.catch((fault: unknown) => log.warn({ fault }, 'something after an answer failed'));
  }

  /** Something with buttons, or longer than a line, goes to the asker's own conversation. */
  async function privately(where: Where, card: Card, say: Say): Promise<InvokeBody> {
    const short = card.elements.every(({ kind }) => kind === 'text' || kind === 'note');
    if (short && !where.alone) return messageBody(shortly(card, say));
    const told = outbound.tell(where.identity, noting(drawCard(card, say)));
    const sent = await within(patienceOfTelling, told);
    if (sent === undefined) meanwhile(told);
    if (sent === undefined || sent.is === 'sent') return present(where, say, 'form.done');
    log.warn({ sent }, 'a private answer could not be delivered');
    return messageBody(`${shortly(card, say)} ${say.label('private.unreachable')}`);
  }

  /** What an invoke is answered with. */
  async function toPress(where: Where, { reply, say, refused }: Outcome): Promise<InvokeBody> {
    // The card stays as it is, with what was typed into it.
    if (refused && reply.kind === 'whisper') return messageBody(shortly(reply.card, say));
    switch (reply.kind) {
      case 'done':
        return present(where, say, where.cancelled ? 'form.closed' : 'form.done');
      case 'whisper':
        return privately(where, reply.card, say);
      case 'here':
        return inPlace(where, noting(drawCard(reply.card, say)));
      case 'form':
        return cardBody(noting(drawForm(reply.form, say, where.post)));
      case 'errors': {
        const before = { values: where.values, errors: reply.errors };
        if (reply.form) return cardBody(noting(drawForm(reply.form, say, where.post, before)));
        return messageBody(Object.values(reply.errors).join(' '));
      }
      default:
        return reply satisfies never;
    }
  }

  /** Answers a line that was typed: where one is alone with the bot, or else directly, with a word in the channel. */
  async function toLine(
    where: Pick<Where, 'identity' | 'conversation' | 'alone'>,
    { reply, say }: Outcome,
  ): Promise<void> {
    const drawn = noting(reply.kind === 'form' ? drawForm(reply.form, say) : drawCard(cardOf(reply, say), say));
    const sent = await outbound.tell(where.identity, drawn);
    if (sent.is !== 'sent') log.warn({ sent }, 'a private answer could not be delivered');
    if (where.alone) return;
    const word = sent.is === 'sent' ? 'private.sent' : 'private.unreachable';
    await outbound.say(where.conversation, say.label(word));
  }

  /** What came too late for the answer is said directly, if there is anything to say. */
  async function late(where: Where, outcome: Outcome): Promise<void> {
    if (outcome.reply.kind !== 'done') await toLine({ ...where, alone: true }, outcome);
  }

  return { toPress, toLine, late };
}

function cardBody({ card }: Drawn): InvokeBody {
  return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
}

function messageBody(text: string): InvokeBody {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
}

/** A line is answered with a card, whatever came of it. */
function cardOf(reply: Exclude<Reply, { kind: 'form' }>, say: Say): Card {
  if (reply.kind === 'done') return { title: say('form.done'), tone: 'good', elements: [] };
  if (reply.kind !== 'errors') return reply.card;
  const elements = Object.values(reply.errors).map((error) => ({ kind: 'text', text: plain(error) }) as const);
  return { title: say('refusal.title'), tone: 'warning', elements };
}
