import { type Button, type Card, type Element, textElement } from '../../chat/card.ts';
import { clientName } from '../../clients/cards.ts';
import { oneLine } from '../../kernel/text.ts';
import type { Say } from '../../words/say.ts';
import { type Text, time } from '../../words/text.ts';
import { whoText } from '../who-text.ts';
import type { Check } from './check.ts';
import { type Asked, type AskView, mostAsked } from './read-check.ts';

const mostInName = 100;

/** Whoever has some of the clients is asked about all of them at once; what is still open comes first. */
export function askCard({ check, by, clients, inAll, open }: AskView, say: Say): Card {
  const over = isOver(check);
  return {
    title: titleOf(check, inAll, say),
    tone: over || open === 0 ? 'neutral' : 'warning',
    elements: [
      ...(check.state === 'called-off' ? [textElement(say('mailing.state.called-off'))] : []),
      textElement(
        say('mailing.ask.text', {
          by: whoText(by, say),
          offer: oneLine(check.offer ?? check.name, mostInName),
          at: time(check.sendAt, 'since'),
        }),
      ),
      ...(over ? [] : [textElement(askedUntil(check, say))]),
      ...clients.flatMap((asked) => askedElements(check, asked, over, say)),
      ...(inAll > clients.length ? moreElements(check, { over, count: inAll - clients.length }, say) : []),
      ...(over || open === 0 || inAll === 1 ? [] : [forAll(check.id, open < inAll ? 'rest' : 'all', say)]),
    ],
  };
}

/** All that somebody was asked about, a page at a time, in an order that stays; for them alone. */
export function askedCard({ check, clients, inAll }: AskView, page: number, say: Say): Card {
  const go = (to: number, label: 'earlier' | 'later'): Button => ({
    action: 'mailing.asked',
    id: `${check.id}/${to}`,
    label: say.label(`mailing.asked.${label}`),
  });
  const last = Math.ceil(inAll / mostAsked) - 1;
  const pages = [...(page > 0 ? [go(page - 1, 'earlier')] : []), ...(page < last ? [go(page + 1, 'later')] : [])];
  return {
    title: titleOf(check, inAll, say),
    tone: 'neutral',
    elements: [
      { kind: 'note', text: say('mailing.asked.page', { page: page + 1, pages: last + 1 }) },
      ...clients.flatMap((asked) => askedElements(check, asked, isOver(check), say, page)),
      ...(pages.length > 0 ? [{ kind: 'buttons', buttons: pages } as const] : []),
    ],
  };
}

function isOver({ state }: Check): boolean {
  return state !== 'asking' && state !== 'ready';
}

function titleOf(check: Check, count: number, say: Say): Text {
  const params = { name: oneLine(check.name, mostInName), count };
  return say(isOver(check) ? 'mailing.asked.title' : 'mailing.ask.title', params);
}

function askedUntil({ deadline, silence }: Check, say: Say): Text {
  return say('mailing.ask.until', { until: time(deadline, 'since'), silence: say.label(`mailing.silence.${silence}`) });
}

/** A client and both answers; or what was said, and the way to the other answer. */
function askedElements(
  { id: check }: Check,
  { id: client, name, company, answer }: Asked,
  over: boolean,
  say: Say,
  page?: number,
): Element[] {
  const text = say(`mailing.answer.${answer ?? 'open'}`, { client: clientName({ name, company }) });
  if (over) return [textElement(text)];
  const id = page === undefined ? `${check}/${client}` : `${check}/${client}/${page}`;
  const leave: Button = { action: 'mailing.leave-out', id, label: say.label('mailing.leave-out') };
  if (answer === 'keep') return [{ kind: 'text', text, button: leave }];
  const send: Button = { action: 'mailing.let-go', id, label: say.label(answer ? 'mailing.let-go' : 'mailing.send') };
  if (answer === 'drop') return [{ kind: 'text', text, button: send }];
  return [textElement(text), { kind: 'buttons', buttons: [send, leave] }];
}

function moreElements({ id }: Check, { over, count }: { over: boolean; count: number }, say: Say): Element[] {
  const show: Button = { action: 'mailing.asked', id, label: say.label('mailing.asked') };
  return [
    { kind: 'note', text: say(over ? 'mailing.asked.more' : 'mailing.ask.more', { count }) },
    { kind: 'buttons', buttons: [show] },
  ];
}

/** Both answers to all, or to all that have none yet. */
function forAll(id: string, which: 'all' | 'rest', say: Say): Element {
  return {
    kind: 'buttons',
    buttons: [
      { action: 'mailing.let-all-go', id, label: say.label(`mailing.let-go.${which}`), look: 'primary' },
      { action: 'mailing.leave-all-out', id, label: say.label(`mailing.leave-out.${which}`) },
    ],
  };
}
