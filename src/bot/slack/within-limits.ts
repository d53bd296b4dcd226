import { z } from 'zod';
import { id, inputElement, option, plainText, text } from './element-limits.js';
import { LIMITS } from './limits.js';

const confirm = z.strictObject({
  title: plainText(LIMITS.confirmTitleCharsMax),
  text: plainText(LIMITS.confirmTextCharsMax),
  confirm: plainText(LIMITS.confirmButtonCharsMax),
  deny: plainText(LIMITS.confirmButtonCharsMax),
  style: z.enum(['primary', 'danger']).optional(),
});

const button = z.strictObject({
  type: z.literal('button'),
  action_id: id,
  text: plainText(LIMITS.buttonTextCharsMax),
  value: text(LIMITS.buttonValueCharsMax).optional(),
  url: z.url().max(LIMITS.urlCharsMax).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
});

/** A menu among buttons: what is chosen is told at once. */
const menu = z.strictObject({
  type: z.literal('static_select'),
  action_id: id,
  placeholder: plainText(LIMITS.placeholderCharsMax),
  options: z.array(option).min(1).max(LIMITS.selectOptionsMax),
});

const style = z.strictObject({ bold: z.boolean().optional(), italic: z.boolean().optional() }).optional();
const inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: text(LIMITS.richTextCharsMax), style }),
  z.strictObject({ type: z.literal('date'), timestamp: z.int(), format: text(200), fallback: text(200) }),
]);
const inlines = z.array(inline).min(1);
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: inlines });
const richText = z.discriminatedUnion('type', [
  richSection,
  z.strictObject({ type: z.literal('rich_text_quote'), elements: inlines }),
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.literal('bullet'),
    elements: z.array(richSection).min(1),
    indent: z.int().min(0).max(8).optional(),
  }),
]);

const block_id = id.optional();
const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), block_id, text: plainText(LIMITS.headerCharsMax) }),
  z.strictObject({ type: z.literal('divider'), block_id }),
  z.strictObject({ type: z.literal('rich_text'), block_id, elements: z.array(richText).min(1) }),
  z.strictObject({
    type: z.literal('context'),
    block_id,
    elements: z.array(plainText(LIMITS.textCharsMax)).min(1).max(LIMITS.contextElementsMax),
  }),
  z.strictObject({
    type: z.literal('actions'),
    block_id,
    elements: z
      .array(z.discriminatedUnion('type', [button, menu]))
      .min(1)
      .max(LIMITS.actionsElementsMax),
  }),
  z.strictObject({
    type: z.literal('input'),
    block_id,
    label: plainText(LIMITS.labelCharsMax),
    hint: plainText(LIMITS.hintCharsMax).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: inputElement,
  }),
]);

/** The blocks that this bot draws, with everything Slack would refuse in them refused here. */
export type DrawnBlock = z.infer<typeof block>;
export type DrawnButton = z.infer<typeof button>;
export type DrawnMenu = z.infer<typeof menu>;
export type DrawnInput = z.infer<typeof inputElement>;
export type RichTextPart = z.infer<typeof richText>;
export type RichTextInline = z.infer<typeof inline>;

const blocks = (blocksMax: number) => z.array(block).min(1).max(blocksMax).refine(hasUniqueIds, 'an id stands twice');

const message = z.object({
  text: text(LIMITS.messageTextCharsMax),
  blocks: blocks(LIMITS.messageBlocksMax).refine(fitTogether, 'all blocks together are too long'),
  metadata: z
    .object({ event_type: id, event_payload: z.record(z.string(), z.unknown()) })
    .refine((metadata) => JSON.stringify(metadata).length <= LIMITS.metadataCharsMax, 'is too long')
    .optional(),
});

const view = z
  .strictObject({
    type: z.literal('modal'),
    callback_id: id,
    private_metadata: z.string().max(LIMITS.privateMetadataCharsMax),
    title: plainText(LIMITS.viewTitleCharsMax),
    submit: plainText(LIMITS.viewButtonCharsMax).optional(),
    close: plainText(LIMITS.viewButtonCharsMax).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    blocks: blocks(LIMITS.viewBlocksMax),
  })
  .refine((one) => one.submit !== undefined || one.blocks.every(({ type }) => type !== 'input'), 'inputs need a submit')
  .refine((one) => Buffer.byteLength(JSON.stringify(one)) <= LIMITS.viewBytesMax, 'is too large');

/** What a menu is given whose options are asked for while somebody types. */
const suggestions = z.strictObject({ options: z.array(option).max(LIMITS.selectOptionsMax) });

export type DrawnOption = z.infer<typeof option>;
export type DrawnSuggestions = z.infer<typeof suggestions>;

/** What is posted, updated, or said to one person. */
export type DrawnMessage = z.infer<typeof message>;
export type DrawnView = z.infer<typeof view>;

/** The cheap check comes first: most of what does not fit is simply too much. */
export function fitsMessage(given: DrawnMessage): boolean {
  return fitTogether(given.blocks) && message.safeParse(given).success;
}

export function fitsView(given: unknown): boolean {
  return view.safeParse(given).success;
}

/** Throws where Slack would refuse: a drawing that is too large is a bug of ours and must not look like Slack's. */
export function assertMessageWithinLimits(given: unknown): void {
  assertWithin(message.safeParse(given), 'message');
}

export function assertViewWithinLimits(given: unknown): void {
  assertWithin(view.safeParse(given), 'view');
}

export function assertSuggestionsWithinLimits(given: unknown): void {
  assertWithin(suggestions.safeParse(given), 'list of options');
}

/** Names places and limits only: the texts are people's and do not belong in a log. */
function assertWithin(result: z.ZodSafeParseResult<unknown>, what: string): void {
  if (result.success) return;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new RangeError(`a ${what} is beyond Slack's limits: ${problems.join('; ')}`);
}

function fitTogether(all: readonly DrawnBlock[]): boolean {
  const further = Math.max(0, all.length - 1) * LIMITS.furtherBlockChars;
  return textCharsIn(all) + further <= LIMITS.allBlocksCharsMax;
}

function textCharsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textCharsIn(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? item.length : textCharsIn(item)),
    0,
  );
}

/** Block ids within a view or message, action ids within a block. */
function hasUniqueIds(all: readonly DrawnBlock[]): boolean {
  const blockIds = all.flatMap((one) => one.block_id ?? []);
  const inBlocks = all.map((one) => (one.type === 'actions' ? one.elements.map((element) => element.action_id) : []));
  return [blockIds, ...inBlocks].every((ids) => new Set(ids).size === ids.length);
}
