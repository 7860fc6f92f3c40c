import type { InputBlock, KnownBlock, ModalView, PlainTextElement } from '@slack/types';
import type { Card } from '../chat/card.ts';
import type { Form, Input } from '../chat/form.ts';
import { tidy } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { drawCard } from './cards.ts';
import { type Cutter, cutter, limits } from './limits.ts';
import type { Mention } from './spans.ts';

/** The element of every input; its block carries the input's name. */
const element = 'value';

/** A window as Slack takes it, and the names of what had to be cut. */
export type DrawnView = { readonly view: ModalView; readonly cuts: readonly string[] };

/** Draws a form as a modal. */
export function drawForm(form: Form, say: Say): DrawnView {
  const cut = cutter();
  const view: ModalView = {
    type: 'modal',
    callback_id: cut.text(form.action, limits.id, 'action'),
    private_metadata: cut.text(form.id, limits.metadata, 'id'),
    title: plainText(form.title, limits.viewTitle, cut),
    submit: plainText(form.submit, limits.viewTitle, cut),
    close: plainText(say.label('form.close'), limits.viewTitle, cut),
    blocks: form.inputs.map((input) => drawInput(input, cut)),
  };
  return { view, cuts: cut.cuts };
}

/** What a window shows until its form is known: Slack gives three seconds to open it. */
export function drawLoading(say: Say): ModalView {
  const cut = cutter();
  const text: KnownBlock = { type: 'section', text: plainText(say.label('form.loading'), limits.label, cut) };
  return {
    type: 'modal',
    title: plainText('Baton', limits.viewTitle, cut),
    close: plainText(say.label('form.close'), limits.viewTitle, cut),
    blocks: [text],
  };
}

/** A private card inside the window that asked for it. */
export function drawCardView(card: Card, say: Say, mention: Mention): DrawnView {
  const { blocks, cuts } = drawCard(card, say, mention);
  return { view: { ...drawLoading(say), blocks }, cuts };
}

function drawInput(input: Input, cut: Cutter): InputBlock {
  return {
    type: 'input',
    block_id: input.name,
    optional: input.optional ?? false,
    label: plainText(input.label, limits.label, cut),
    ...(input.hint === undefined ? {} : { hint: plainText(input.hint, limits.label, cut) }),
    element: drawControl(input, cut),
  };
}

function drawControl(input: Input, cut: Cutter): InputBlock['element'] {
  switch (input.kind) {
    case 'text':
    case 'longText':
      return {
        type: 'plain_text_input',
        action_id: element,
        multiline: input.kind === 'longText',
        max_length: Math.min(input.most ?? limits.input, limits.input),
        ...(input.initial === undefined ? {} : { initial_value: cut.text(input.initial, limits.input, input.name) }),
      };
    case 'choice': {
      const options = cut
        .list(input.options, limits.options, input.name)
        .map(({ value, label }) => ({ value, text: plainText(label, limits.option, cut) }));
      const initial = options.find(({ value }) => value === input.initial);
      return { type: 'static_select', action_id: element, options, ...(initial ? { initial_option: initial } : {}) };
    }
    default:
      return input satisfies never;
  }
}

function plainText(text: string, most: number, cut: Cutter): PlainTextElement {
  return { type: 'plain_text', text: cut.text(tidy(text), most, 'label'), emoji: false };
}

type State = Readonly<
  Record<string, Readonly<Record<string, { value?: string | null; selected_option?: { value: string } | null }>>>
>;

/** What was typed and chosen, by input name; empty inputs are left out. */
export function valuesOf(state: State): Record<string, string> {
  const values = Object.entries(state).map(
    ([name, block]) => [name, block[element]?.value ?? block[element]?.selected_option?.value] as const,
  );
  return Object.fromEntries(
    values.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''),
  );
}
