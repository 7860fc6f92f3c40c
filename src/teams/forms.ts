import { type Cutter, cutter } from '../chat/cutter.ts';
import type { Form, Input } from '../chat/form.ts';
import type { Errors } from '../chat/reply.ts';
import { tidy } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { plain } from '../words/text.ts';
import { type Data, type Drawn, drawTitle, type Execute, type Item, whole } from './cards.ts';
import { limits } from './limits.ts';
import type { Pen } from './spans.ts';

/** The verb of the button that leaves a form; no feature's action is called so. */
export const cancelVerb = 'form:cancel';

/** What was put into a form before, and what was wrong with it. */
export type Before = { readonly values: Readonly<Record<string, string>>; readonly errors: Errors };
const untouched: Before = { values: {}, errors: {} };

/** Draws a form as a card in the conversation; `post` is the key of the post it was opened from. */
export function drawForm(form: Form, say: Say, post?: string, before: Before = untouched): Drawn {
  const cut = cutter(limits.text);
  const pen: Pen = { say, cut, shared: false };
  const baton: Data['baton'] = { id: form.id, ...(post === undefined ? {} : { post }) };
  const send: Execute = {
    type: 'Action.Execute',
    title: cut.text(form.submit, limits.button, 'button'),
    verb: form.action,
    data: { baton },
    style: 'positive',
  };
  const cancel: Execute = {
    type: 'Action.Execute',
    title: say.label('form.cancel'),
    verb: cancelVerb,
    data: { baton },
    associatedInputs: 'none',
  };
  const body: Item[] = [
    drawTitle({ title: plain(form.title), tone: 'neutral' }, pen),
    ...form.inputs.flatMap((input) => drawInput(input, before, pen)),
    { type: 'ActionSet', actions: [send, cancel] },
  ];
  return whole(body, tidy(form.title) || '…', pen);
}

function drawInput(input: Input, { values, errors }: Before, { cut, say }: Pen): Item[] {
  const shared = {
    id: input.name,
    label: cut.text(tidy(input.label), limits.label, 'label'),
    ...(input.optional ? {} : { isRequired: true, errorMessage: say.label('form.required') }),
  };
  const typed = values[input.name];
  const error = errors[input.name];
  return [
    { ...drawControl(input, typed, cut), ...shared },
    ...(error === undefined ? [] : [small(error, { color: 'Attention' })]),
    ...(input.hint === undefined ? [] : [small(input.hint, { isSubtle: true })]),
  ];
}

function drawControl(input: Input, typed: string | undefined, cut: Cutter): Item & { type: `Input.${string}` } {
  const id = input.name;
  switch (input.kind) {
    case 'text':
    case 'longText': {
      const value = typed ?? input.initial;
      return {
        type: 'Input.Text',
        id,
        isMultiline: input.kind === 'longText',
        maxLength: Math.min(input.most ?? limits.input, limits.input),
        ...(value === undefined ? {} : { value: cut.text(value, limits.input, id) }),
      };
    }
    case 'choice': {
      const value = typed ?? input.initial;
      return {
        type: 'Input.ChoiceSet',
        id,
        style: 'compact',
        choices: choicesOf(input.options),
        ...(value ? { value } : {}),
      };
    }
    case 'time': {
      const value = typed ?? input.initial;
      return { type: 'Input.Time', id, ...(value ? { value } : {}) };
    }
    case 'person':
    case 'people': {
      const value = typed ?? input.initial?.join();
      const several = input.kind === 'people';
      return {
        type: 'Input.ChoiceSet',
        id,
        ...(several ? { isMultiSelect: true, style: 'expanded' } : { style: 'filtered' }),
        choices: choicesOf(input.known),
        ...(value ? { value } : {}),
      };
    }
    default:
      return input satisfies never;
  }
}

function choicesOf(options: readonly { readonly value: string; readonly label: string }[]) {
  return options.slice(0, limits.choices).map(({ value, label }) => ({ title: tidy(label).trim() || '…', value }));
}

function small(text: string, style: object): Item {
  return {
    type: 'RichTextBlock',
    spacing: 'None',
    inlines: [{ type: 'TextRun', text: tidy(text).trim() || '…', size: 'Small', ...style }],
  };
}
