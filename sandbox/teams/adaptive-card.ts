import { z } from 'zod';

/**
 * What Teams accepts as an Adaptive Card 1.5, written down from its reference without a look at how Baton draws, so
 * that a mistake there is caught here. Unknown types, fields and sizes are refused, and so is whatever parses markup.
 */
const id = z.string().min(1).max(255);
const spacing = z.enum(['None', 'Small', 'Default', 'Medium', 'Large', 'ExtraLarge', 'Padding']).optional();
const block = { spacing, separator: z.boolean().optional(), id: id.optional() };
const run = z.strictObject({
  type: z.literal('TextRun'),
  text: z.string().min(1),
  weight: z.enum(['Default', 'Lighter', 'Bolder']).optional(),
  color: z.enum(['Default', 'Dark', 'Light', 'Accent', 'Good', 'Warning', 'Attention']).optional(),
  size: z.enum(['Default', 'Small', 'Medium', 'Large', 'ExtraLarge']).optional(),
  isSubtle: z.boolean().optional(),
  italic: z.boolean().optional(),
  underline: z.boolean().optional(),
  selectAction: z.strictObject({ type: z.literal('Action.OpenUrl'), url: z.url() }).optional(),
});
const richText = z.strictObject({ type: z.literal('RichTextBlock'), inlines: z.array(run).min(1), ...block });
const execute = z.strictObject({
  type: z.literal('Action.Execute'),
  title: z.string().min(1).max(80),
  verb: z.string().min(1),
  data: z.record(z.string(), z.unknown()),
  style: z.enum(['default', 'positive', 'destructive']).optional(),
  associatedInputs: z.enum(['auto', 'none']).optional(),
});
const actionSet = z.strictObject({ type: z.literal('ActionSet'), actions: z.array(execute).min(1).max(6), ...block });
const labelled = {
  ...block,
  id,
  label: z.string().min(1),
  isRequired: z.boolean().optional(),
  errorMessage: z.string().min(1).optional(),
};
const choice = z.strictObject({ title: z.string().min(1), value: z.string().min(1) });
const input = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Input.Text'),
    isMultiline: z.boolean().optional(),
    maxLength: z.int().min(1).optional(),
    value: z.string().optional(),
    placeholder: z.string().optional(),
    ...labelled,
  }),
  z.strictObject({
    type: z.literal('Input.ChoiceSet'),
    style: z.enum(['compact', 'expanded', 'filtered']).optional(),
    isMultiSelect: z.boolean().optional(),
    choices: z.array(choice),
    value: z.string().optional(),
    ...labelled,
  }),
  z.strictObject({ type: z.literal('Input.Date'), value: z.iso.date().optional(), ...labelled }),
  z.strictObject({
    type: z.literal('Input.Time'),
    value: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
    ...labelled,
  }),
]);

export type Execute = z.infer<typeof execute>;
export type InputElement = z.infer<typeof input>;
export type CardElement =
  | z.infer<typeof richText>
  | z.infer<typeof actionSet>
  | InputElement
  | { type: 'Container'; style?: string; bleed?: boolean; items: CardElement[]; separator?: boolean; spacing?: string }
  | { type: 'ColumnSet'; columns: { type: 'Column'; width: string; items: CardElement[] }[]; separator?: boolean };

const element: z.ZodType<CardElement> = z.lazy(() =>
  z.union([
    richText,
    actionSet,
    input,
    z.strictObject({
      type: z.literal('Container'),
      style: z.enum(['default', 'emphasis', 'good', 'attention', 'warning', 'accent']).optional(),
      bleed: z.boolean().optional(),
      items: z.array(element),
      ...block,
    }),
    z.strictObject({
      type: z.literal('ColumnSet'),
      columns: z.array(
        z.strictObject({ type: z.literal('Column'), width: z.enum(['auto', 'stretch']), items: z.array(element) }),
      ),
      ...block,
    }),
  ]),
) as z.ZodType<CardElement>;

const card = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.url(),
  version: z.literal('1.5'),
  fallbackText: z.string().min(1),
  msteams: z.strictObject({ width: z.literal('Full') }),
  body: z.array(element).min(1),
});
export type AdaptiveCard = z.infer<typeof card>;

/** What is wrong with a card; undefined if nothing is. */
export function faultOfCard(given: unknown): string | undefined {
  const read = card.safeParse(given);
  if (!read.success) return z.prettifyError(read.error);
  if (Buffer.byteLength(JSON.stringify(given)) > 28 * 1024) return 'over 28 kB';
  const ids = inputsOf(read.data).map((each) => each.id);
  return new Set(ids).size === ids.length ? undefined : 'an input id stands twice';
}

/** The elements of a card, whatever they stand in. */
export function elementsOf({ body }: { readonly body: readonly CardElement[] }): CardElement[] {
  const within = (each: CardElement): CardElement[] => {
    if (each.type === 'Container') return [each, ...each.items.flatMap(within)];
    if (each.type === 'ColumnSet') return [each, ...each.columns.flatMap(({ items }) => items.flatMap(within))];
    return [each];
  };
  return body.flatMap(within);
}

/** The buttons of a card, in the order in which they are drawn. */
export function actionsOf(given: AdaptiveCard): Execute[] {
  return elementsOf(given).flatMap((each) => (each.type === 'ActionSet' ? each.actions : []));
}

/** The inputs of a card. */
export function inputsOf(given: AdaptiveCard): InputElement[] {
  return elementsOf(given).flatMap((each) => (each.type.startsWith('Input.') ? [each as InputElement] : []));
}

/** All that a card says. */
export function wordsOf(given: AdaptiveCard): string {
  return elementsOf(given)
    .flatMap((each) => {
      if (each.type === 'RichTextBlock') return [each.inlines.map(({ text }) => text).join('')];
      if (each.type === 'ActionSet') return each.actions.map(({ title }) => `[${title}]`);
      return 'label' in each ? [each.label] : [];
    })
    .join('\n');
}
