import { z } from 'zod';
import { identity } from './identity.js';

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional();
const nonEmpty = z.string().min(1);

const inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: nonEmpty, style }),
  z.strictObject({
    type: z.literal('link'),
    url: nonEmpty,
    text: z.string().optional(),
    unsafe: z.boolean().optional(),
    style,
  }),
  z.strictObject({ type: z.literal('emoji'), name: nonEmpty, unicode: z.string().optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: nonEmpty, style }),
  z.strictObject({ type: z.literal('channel'), channel_id: nonEmpty, style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: nonEmpty,
    url: z.string().optional(),
    fallback: z.string().optional(),
    style,
  }),
]);

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) });

const list = z.strictObject({
  type: z.literal('rich_text_list'),
  style: z.enum(['bullet', 'ordered']),
  elements: z.array(section).min(1),
  indent: z.int().min(0).max(8).optional(),
  offset: z.int().min(0).optional(),
  border: z.int().min(0).max(1).optional(),
});

const preformatted = z.strictObject({
  type: z.literal('rich_text_preformatted'),
  elements: z.array(inline),
  border: z.int().min(0).max(1).optional(),
});

const quote = z.strictObject({
  type: z.literal('rich_text_quote'),
  elements: z.array(inline),
  border: z.int().min(0).max(1).optional(),
});

export const richTextBlock = z.strictObject({
  type: z.literal('rich_text'),
  block_id: identity,
  elements: z.array(z.discriminatedUnion('type', [section, list, preformatted, quote])).min(1),
});
