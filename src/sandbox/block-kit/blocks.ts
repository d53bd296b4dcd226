import { z } from 'zod';
import { identity } from './identity.js';
import * as inputs from './input-elements.js';
import { LIMITS } from './limits.js';
import * as menus from './menu-elements.js';
import { richTextBlock } from './rich-text.js';
import { anyText, plainText } from './text.js';

const imageAddress = {
  image_url: z.string().min(1).max(LIMITS.urlCharsMax).optional(),
  slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
  alt_text: z.string().min(1).max(LIMITS.altTextCharsMax),
};

const imageElement = z
  .strictObject({ type: z.literal('image'), ...imageAddress })
  .refine(hasOneAddress, { message: 'must define either `image_url` or `slack_file`' });

const selects = [menus.staticSelect, menus.externalSelect, menus.usersSelect, menus.conversationsSelect] as const;
const multiSelects = [
  menus.multiStaticSelect,
  menus.multiExternalSelect,
  menus.multiUsersSelect,
  menus.multiConversationsSelect,
] as const;
const choices = [inputs.radioButtons, inputs.checkboxes] as const;
const typed = [inputs.plainTextInput, inputs.numberInput, inputs.emailInput, inputs.urlInput] as const;

/** What may stand beside a section's text. Slack keeps typed inputs, file inputs and datetimepickers out of here. */
const accessory = z.discriminatedUnion('type', [
  menus.button,
  menus.overflow,
  imageElement,
  ...selects,
  ...multiSelects,
  ...choices,
  inputs.datepicker,
  inputs.timepicker,
]);

const actionElement = z.discriminatedUnion('type', [
  menus.button,
  menus.overflow,
  ...selects,
  ...choices,
  inputs.datepicker,
  inputs.timepicker,
  inputs.datetimepicker,
]);

const inputElement = z.discriminatedUnion('type', [
  ...selects,
  ...multiSelects,
  ...choices,
  ...typed,
  inputs.datepicker,
  inputs.timepicker,
  inputs.datetimepicker,
  inputs.fileInput,
]);

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: identity,
    text: anyText(LIMITS.textCharsMax).optional(),
    fields: z.array(anyText(LIMITS.fieldCharsMax)).min(1).max(LIMITS.fieldsMax).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    message: 'must define either `text` or `fields`',
  });

const header = z.strictObject({
  type: z.literal('header'),
  block_id: identity,
  text: plainText(LIMITS.headerCharsMax),
  level: z.int().min(1).max(4).optional(),
});

const divider = z.strictObject({ type: z.literal('divider'), block_id: identity });

const context = z.strictObject({
  type: z.literal('context'),
  block_id: identity,
  elements: z
    .array(z.union([anyText(LIMITS.textCharsMax), imageElement]))
    .min(1)
    .max(LIMITS.contextElementsMax),
});

const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: identity,
  elements: z.array(actionElement).min(1).max(LIMITS.actionsElementsMax),
});

const image = z
  .strictObject({
    type: z.literal('image'),
    block_id: identity,
    ...imageAddress,
    title: plainText(LIMITS.imageTitleCharsMax).optional(),
  })
  .refine(hasOneAddress, { message: 'must define either `image_url` or `slack_file`' });

const input = z
  .strictObject({
    type: z.literal('input'),
    block_id: identity,
    label: plainText(LIMITS.labelCharsMax),
    element: inputElement,
    dispatch_action: z.boolean().default(false),
    hint: plainText(LIMITS.hintCharsMax).optional(),
    optional: z.boolean().default(false),
  })
  .refine((block) => !(block.dispatch_action && block.element.type === 'file_input'), {
    message: '`dispatch_action` cannot be used with `file_input`',
  });

export const anyBlock = z.discriminatedUnion('type', [
  section,
  header,
  divider,
  context,
  actions,
  image,
  input,
  richTextBlock,
]);

export type Block = z.infer<typeof anyBlock>;
export type RichTextBlock = z.infer<typeof richTextBlock>;
export type InputBlock = z.infer<typeof input>;
export type InputElement = z.infer<typeof inputElement>;
export type ExternalMenu = z.infer<typeof menus.externalSelect> | z.infer<typeof menus.multiExternalSelect>;
/** Everything a person can click, pick or type into. */
export type InteractiveElement =
  | z.infer<typeof actionElement>
  | Exclude<z.infer<typeof accessory>, { type: 'image' }>
  | InputElement;

function hasOneAddress(image: { image_url?: string | undefined; slack_file?: object | undefined }): boolean {
  return (image.image_url === undefined) !== (image.slack_file === undefined);
}
