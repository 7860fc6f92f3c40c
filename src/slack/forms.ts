import type { InputBlock, KnownBlock, ModalView, PlainTextElement } from '@slack/types';
import type { Card } from '../chat/card.ts';
import { type Cutter, cutter } from '../chat/cutter.ts';
import type { Form, Input, Option } from '../chat/form.ts';
import { tidy } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { drawCard } from './cards.ts';
import type { SlackFile } from './files.ts';
import { limits } from './limits.ts';
import type { Mention } from './spans.ts';

/** The element of every input; its block carries the input's name. */
const element = 'value';

/** A window as Slack takes it, and the names of what had to be cut. */
export type DrawnView = { readonly view: ModalView; readonly cuts: readonly string[] };

/** Draws a form as a modal; `mention` names the Slack users of the people it suggests. */
export function drawForm(form: Form, say: Say, mention: Mention): DrawnView {
  const cut = cutter(limits.messageText);
  const view: ModalView = {
    type: 'modal',
    callback_id: cut.text(form.action, limits.id, 'action'),
    private_metadata: cut.text(form.id, limits.metadata, 'id'),
    title: plainText(form.title, limits.viewTitle, cut),
    submit: plainText(form.submit, limits.viewTitle, cut),
    close: plainText(say.label('form.close'), limits.viewTitle, cut),
    blocks: form.inputs.map((input) => drawInput(input, mention, cut)),
  };
  return { view, cuts: cut.cuts };
}

/** What a window shows until its form is known: Slack gives three seconds to open it. */
export function drawLoading(say: Say): ModalView {
  const cut = cutter(limits.messageText);
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

function drawInput(input: Input, mention: Mention, cut: Cutter): InputBlock {
  return {
    type: 'input',
    block_id: input.name,
    optional: input.optional ?? false,
    label: plainText(input.label, limits.label, cut),
    ...(input.hint === undefined ? {} : { hint: plainText(input.hint, limits.label, cut) }),
    element: drawControl(input, mention, cut),
  };
}

function drawControl(input: Input, mention: Mention, cut: Cutter): InputBlock['element'] {
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
      const options = drawOptions(input.name, input.options, cut);
      const initial = options.find(({ value }) => value === input.initial);
      return { type: 'static_select', action_id: element, options, ...(initial ? { initial_option: initial } : {}) };
    }
    case 'choices':
      return drawSeveral(input, input.options, cut);
    case 'time':
      return {
        type: 'timepicker',
        action_id: element,
        ...(input.initial === undefined ? {} : { initial_time: input.initial }),
      };
    case 'date':
      return {
        type: 'datepicker',
        action_id: element,
        ...(input.initial === undefined ? {} : { initial_date: input.initial }),
      };
    case 'file':
      return { type: 'file_input', action_id: element, filetypes: [...input.kinds], max_files: 1 };
    case 'person':
    case 'people': {
      // Slack lists its own users only; a colleague who is in another chat has to be chosen from a list of ours.
      if (input.known.some(({ value }) => mention(value) === undefined))
        return input.kind === 'person' ? drawOne(input, cut) : drawSeveral(input, input.known, cut);
      const users = cut.list(usersOf(input.initial ?? [], mention), limits.options, input.name);
      const [first] = users;
      if (input.kind === 'person')
        return { type: 'users_select', action_id: element, ...(first ? { initial_user: first } : {}) };
      return { type: 'multi_users_select', action_id: element, ...(first ? { initial_users: users } : {}) };
    }
    default:
      return input satisfies never;
  }
}

function drawOne(input: Extract<Input, { kind: 'person' | 'people' }>, cut: Cutter): InputBlock['element'] {
  const options = drawOptions(input.name, input.known, cut);
  const chosen = options.find(({ value }) => input.initial?.includes(value));
  return { type: 'static_select', action_id: element, options, ...(chosen ? { initial_option: chosen } : {}) };
}

function drawSeveral(
  { name, initial }: Pick<Extract<Input, { kind: 'choices' }>, 'name' | 'initial'>,
  known: readonly Option[],
  cut: Cutter,
): InputBlock['element'] {
  const options = drawOptions(name, known, cut);
  const chosen = options.filter(({ value }) => initial?.includes(value));
  return {
    type: 'multi_static_select',
    action_id: element,
    options,
    ...(chosen.length > 0 ? { initial_options: chosen } : {}),
  };
}

function drawOptions(name: string, options: readonly Option[], cut: Cutter) {
  return cut
    .list(options, limits.options, name)
    .map(({ value, label }) => ({ value, text: plainText(label, limits.option, cut) }));
}

function plainText(text: string, most: number, cut: Cutter): PlainTextElement {
  return { type: 'plain_text', text: cut.text(tidy(text), most, 'label'), emoji: false };
}

function usersOf(people: readonly string[], mention: Mention): string[] {
  return people.flatMap((id) => mention(id) ?? []);
}

type Answer = {
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
  readonly selected_options?: readonly { readonly value: string }[];
  readonly selected_time?: string | null;
  readonly selected_date?: string | null;
  readonly files?: readonly SlackFile[];
  readonly selected_user?: string | null;
  readonly selected_users?: readonly string[];
};

/** What was typed and chosen, whom, and which file, by input name; empty inputs are left out. */
export function answersOf(state: Readonly<Record<string, Readonly<Record<string, Answer>>>>): {
  values: Record<string, string>;
  users: Record<string, readonly string[]>;
  files: Record<string, SlackFile>;
} {
  const values: Record<string, string> = {};
  const users: Record<string, readonly string[]> = {};
  const files: Record<string, SlackFile> = {};
  for (const [name, { [element]: answer = {} }] of Object.entries(state)) {
    const several = answer.selected_options?.map(({ value }) => value).join();
    const picked = answer.selected_option?.value ?? answer.selected_time ?? answer.selected_date;
    const value = answer.value ?? picked ?? several;
    if (value) values[name] = value;
    const chosen = answer.selected_users ?? (answer.selected_user ? [answer.selected_user] : []);
    if (chosen.length > 0) users[name] = chosen;
    const [file] = answer.files ?? [];
    if (file) files[name] = file;
  }
  return { values, users, files };
}
