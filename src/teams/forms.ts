import { type Cutter, cutter } from '../chat/cutter.ts';
import type { Form, Input, Option } from '../chat/form.ts';
import type { Errors } from '../chat/reply.ts';
import { newId } from '../kernel/ids.ts';
import { tidy } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { plain } from '../words/text.ts';
import { cardOf, type Data, type Drawn, drawTitle, type Execute, type Item } from './cards.ts';
import { limits } from './limits.ts';
import type { Pen } from './spans.ts';

/** The action of the button that leaves a form. */
export const cancelVerb = 'form.cancel';

/** What was put into a form before, and what was wrong with it. */
export type Before = { readonly values: Readonly<Record<string, string>>; readonly errors: Errors };
/** Of the longest list so many are offered, whatever their names. */
const fewest = 10;

/** Draws a form as a card in the conversation; `post` is the key of the post it was opened from. */
export function drawForm(form: Form, say: Say, post?: string, before?: Before): Drawn {
  // A card holds only so much: of a long list fewer are offered, but no input is ever left out.
  let most: number = limits.choices;
  for (;;) {
    const drawn = drawWith(form, say, post, before, most);
    if (most <= fewest || Buffer.byteLength(JSON.stringify(drawn.card)) <= limits.bytes) return drawn;
    most = Math.max(fewest, Math.floor(most * 0.8));
  }
}

function drawWith(form: Form, say: Say, post: string | undefined, before: Before | undefined, most: number): Drawn {
  const cut = cutter(limits.text);
  const pen: Pen = { say, cut, shared: false };
  // One drawing of a form is sent once, however often it is pressed.
  const baton: Data['baton'] = { id: form.id, form: newId(), ...(post === undefined ? {} : { post }) };
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
    data: { baton: { id: form.id, ...(post === undefined ? {} : { post }) } },
    associatedInputs: 'none',
  };
  const body: Item[] = [
    drawTitle({ title: plain(form.title), tone: 'neutral' }, pen),
    ...form.inputs.flatMap((input) => drawInput(input, before, most, pen)),
    { type: 'ActionSet', actions: [send, cancel] },
  ];
  return { card: cardOf(body, tidy(form.title) || '…'), summary: tidy(form.title) || '…', cuts: cut.cuts };
}

function drawInput(input: Input, before: Before | undefined, most: number, { cut, say }: Pen): Item[] {
  // A card takes no files: they come with a line.
  if (input.kind === 'file') return [small(`${input.label}: ${input.elsewhere}`, {})];
  // A list with nothing in it is not a list to this platform; there is nobody else yet.
  if (input.optional && 'known' in input && input.known.length === 0) return [];
  const shared = {
    id: input.name,
    label: cut.text(tidy(input.label), limits.label, 'label'),
    ...(input.optional ? {} : { isRequired: true, errorMessage: say.label('form.required') }),
  };
  // What was emptied stays empty.
  const typed = before && (before.values[input.name] ?? '');
  const error = before?.errors[input.name];
  return [
    { ...drawControl(input, typed, most, cut), ...shared },
    ...(error === undefined ? [] : [small(error, { color: 'Attention' })]),
    ...(input.hint === undefined ? [] : [small(input.hint, { isSubtle: true })]),
  ];
}

function drawControl(
  input: Exclude<Input, { kind: 'file' }>,
  typed: string | undefined,
  most: number,
  cut: Cutter,
): Item & { type: `Input.${string}` } {
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
        choices: choicesOf(input, input.options, value, most, cut),
        ...(value ? { value } : {}),
      };
    }
    case 'time': {
      const value = typed ?? input.initial;
      return { type: 'Input.Time', id, ...(value ? { value } : {}) };
    }
    case 'date': {
      const value = typed ?? input.initial;
      return { type: 'Input.Date', id, ...(value ? { value } : {}) };
    }
    case 'choices':
    case 'person':
    case 'people': {
      const value = typed ?? input.initial?.join();
      const several = input.kind !== 'person';
      return {
        type: 'Input.ChoiceSet',
        id,
        ...(several ? { isMultiSelect: true, style: 'expanded' } : { style: 'filtered' }),
        choices: choicesOf(input, input.kind === 'choices' ? input.options : input.known, value, most, cut),
        ...(value ? { value } : {}),
      };
    }
    default:
      return input satisfies never;
  }
}

/** What is chosen already is always among the choices. */
function choicesOf(
  { name }: Input,
  options: readonly Option[],
  value: string | undefined,
  most: number,
  cut: Cutter,
): { title: string; value: string }[] {
  const chosen = new Set(value?.split(','));
  const sorted =
    options.length > most ? options.toSorted((one, other) => rank(one, chosen) - rank(other, chosen)) : options;
  return cut
    .list(sorted, most, name)
    .map((option) => ({ title: cut.text(tidy(option.label).trim(), limits.button, name) || '…', value: option.value }));
}

function rank({ value }: Option, chosen: ReadonlySet<string>): number {
  return chosen.has(value) ? 0 : 1;
}

function small(text: string, style: object): Item {
  return {
    type: 'RichTextBlock',
    spacing: 'None',
    inlines: [{ type: 'TextRun', text: tidy(text).trim() || '…', size: 'Small', ...style }],
  };
}
