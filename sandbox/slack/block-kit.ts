import { z } from 'zod';

/**
 * What Slack accepts as blocks, written down from its reference without a look at how Baton draws, so that a
 * mistake there is caught here. Unknown types, fields and sizes are refused.
 */
const plainText = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most), emoji: z.boolean().optional() });
const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(most), verbatim: z.boolean().optional() });
const anyText = (most: number) => z.union([plainText(most), mrkdwn(most)]);
const id = z.string().min(1).max(255);
const blockId = { block_id: id.optional() };
const option = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(75),
  description: plainText(75).optional(),
});

const button = z.strictObject({
  type: z.literal('button'),
  action_id: id,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
  })
  .optional();
const richElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(12_000), style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().regex(/^[UW]\w+$/), style }),
  z.strictObject({ type: z.literal('link'), url: z.url().max(3000), text: z.string().min(1), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string().min(1),
    fallback: z.string().optional(),
    style,
  }),
]);
const richBlock = z.strictObject({
  type: z.enum(['rich_text_section', 'rich_text_quote']),
  elements: z.array(richElement).min(1),
});

const userId = z.string().regex(/^[UW]\w+$/);
const input = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('plain_text_input'),
    action_id: id,
    multiline: z.boolean().optional(),
    max_length: z.int().min(1).max(3000).optional(),
    min_length: z.int().min(0).max(3000).optional(),
    initial_value: z.string().max(3000).optional(),
    placeholder: plainText(150).optional(),
  }),
  z.strictObject({
    type: z.literal('static_select'),
    action_id: id,
    options: z.array(option).min(1).max(100),
    initial_option: option.optional(),
    placeholder: plainText(150).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_static_select'),
    action_id: id,
    options: z.array(option).min(1).max(100),
    initial_options: z.array(option).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('timepicker'),
    action_id: id,
    initial_time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
  }),
  z.strictObject({
    type: z.literal('datepicker'),
    action_id: id,
    initial_date: z.iso.date().optional(),
  }),
  z.strictObject({
    type: z.literal('file_input'),
    action_id: id,
    filetypes: z.array(z.string().regex(/^[a-z0-9]+$/)).optional(),
    max_files: z.int().min(1).max(10).optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), action_id: id, initial_user: userId.optional() }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    action_id: id,
    initial_users: z.array(userId).min(1).optional(),
  }),
]);

const shared = [
  z.strictObject({ type: z.literal('header'), text: plainText(150), ...blockId }),
  z.strictObject({ type: z.literal('section'), text: anyText(3000), accessory: button.optional(), ...blockId }),
  z.strictObject({ type: z.literal('rich_text'), elements: z.array(richBlock).min(1), ...blockId }),
  z.strictObject({ type: z.literal('context'), elements: z.array(anyText(2000)).min(1).max(10), ...blockId }),
  z.strictObject({ type: z.literal('divider'), ...blockId }),
  z.strictObject({ type: z.literal('actions'), elements: z.array(button).min(1).max(25), ...blockId }),
] as const;
const inputBlock = z.strictObject({
  type: z.literal('input'),
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: input,
  ...blockId,
});

const messageBlocks = z.array(z.discriminatedUnion('type', [...shared])).max(50);
const viewBlocks = z.array(z.discriminatedUnion('type', [...shared, inputBlock])).max(100);

const view = z.strictObject({
  type: z.literal('modal'),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3000).optional(),
  blocks: viewBlocks,
});

/** Somebody's own page in an app. */
const homeView = z.strictObject({ type: z.literal('home'), blocks: messageBlocks.max(100) });

export type Block = z.infer<typeof messageBlocks>[number] | z.infer<typeof inputBlock>;
export type ViewSpec = z.infer<typeof view>;
export type Button = z.infer<typeof button>;

/** The sum of all text in the blocks of one message; measured elsewhere to fail near 13,200. */
const mostText = 13_000;

/** What is wrong with the blocks of a message, in Slack's own error codes; undefined if nothing is. */
export function faultOfBlocks(blocks: unknown): { error: string; why: string } | undefined {
  const read = messageBlocks.safeParse(blocks);
  if (!read.success) return { error: 'invalid_blocks', why: z.prettifyError(read.error) };
  if (textOf(read.data).length > mostText) return { error: 'msg_blocks_too_long', why: 'too much text' };
  return repeated(read.data);
}

/** What is wrong with a view. */
export function faultOfView(given: unknown): { error: string; why: string } | undefined {
  const read = view.safeParse(given);
  if (!read.success) return { error: 'invalid_arguments', why: z.prettifyError(read.error) };
  if (JSON.stringify(given).length > 250_000) return { error: 'view_too_large', why: 'over 250 kB' };
  const inputs = read.data.blocks.some(({ type }) => type === 'input');
  if (inputs && !read.data.submit)
    return { error: 'invalid_arguments', why: 'a view with inputs needs a submit button' };
  return repeated(read.data.blocks);
}

/** What is wrong with somebody's own page. */
export function faultOfHome(given: unknown): { error: string; why: string } | undefined {
  const read = homeView.safeParse(given);
  return read.success ? repeated(read.data.blocks) : { error: 'invalid_arguments', why: z.prettifyError(read.error) };
}

function repeated(blocks: readonly Block[]): { error: string; why: string } | undefined {
  const ids = blocks.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]));
  if (new Set(ids).size !== ids.length) return { error: 'invalid_blocks', why: 'a block_id stands twice' };
  const clash = blocks.find(
    (block) =>
      block.type === 'actions' &&
      new Set(block.elements.map(({ action_id }) => action_id)).size !== block.elements.length,
  );
  return clash && { error: 'invalid_blocks', why: 'an action_id stands twice in one block' };
}

function textOf(node: unknown): string {
  if (Array.isArray(node)) return node.map(textOf).join('');
  if (typeof node !== 'object' || node === null) return '';
  return Object.entries(node)
    .map(([name, value]) => (name === 'text' && typeof value === 'string' ? value : textOf(value)))
    .join('');
}

/** The buttons of blocks, in the order in which they are drawn. */
export function buttonsOf(blocks: readonly Block[]): { block_id: string; button: Button }[] {
  return blocks.flatMap((block) => {
    const buttons =
      block.type === 'actions' ? block.elements : block.type === 'section' && block.accessory ? [block.accessory] : [];
    return buttons.map((each) => ({ block_id: block.block_id ?? '', button: each }));
  });
}
