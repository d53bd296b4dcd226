import { z } from 'zod';
import { anyBlock, type Block } from './blocks.js';
import { elementsOf } from './elements-of.js';
import { LIMITS } from './limits.js';
import { plainText } from './text.js';

const button = plainText(LIMITS.viewButtonCharsMax).optional();
const viewBlocks = z
  .array(anyBlock)
  .max(LIMITS.viewBlocksMax)
  .superRefine(refuseDoubleIds)
  .superRefine(refuseTwoFocuses);

export const messageBlocks = z
  .array(anyBlock)
  .max(LIMITS.messageBlocksMax)
  .superRefine(refuseDoubleIds)
  .superRefine(refuseFileInputs);

const anyView = {
  private_metadata: z.string().max(LIMITS.privateMetadataCharsMax).default(''),
  callback_id: z.string().max(LIMITS.callbackIdCharsMax).default(''),
  external_id: z.string().max(LIMITS.externalIdCharsMax).default(''),
};

export const modalView = z
  .strictObject({
    type: z.literal('modal'),
    ...anyView,
    title: plainText(LIMITS.viewTitleCharsMax),
    blocks: viewBlocks.min(1),
    submit: button,
    close: button,
    clear_on_close: z.boolean().default(false),
    notify_on_close: z.boolean().default(false),
    submit_disabled: z.boolean().default(false),
  })
  .refine((view) => view.submit !== undefined || !view.blocks.some((block) => block.type === 'input'), {
    path: ['submit'],
    message: 'must be defined when there is an input block',
  });

export const homeView = z.strictObject({
  type: z.literal('home'),
  ...anyView,
  blocks: viewBlocks.superRefine(refuseFileInputs),
});

export type ModalView = z.infer<typeof modalView>;
export type HomeView = z.infer<typeof homeView>;

function refuseDoubleIds(blocks: readonly Block[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    if (seen.has(block.block_id)) {
      context.addIssue({
        code: 'custom',
        path: [index, 'block_id'],
        message: `\`block_id\` ${block.block_id} already exists`,
      });
    }
    seen.add(block.block_id);
    refuseDoubleActions(block, index, context);
  }
}

function refuseDoubleActions(block: Block, index: number, context: z.RefinementCtx): void {
  const ids = elementsOf(block).map((element) => element.action_id);
  const double = ids.find((id, place) => ids.indexOf(id) !== place);
  if (double === undefined) return;
  context.addIssue({ code: 'custom', path: [index, 'elements'], message: `\`action_id\` ${double} already exists` });
}

function refuseTwoFocuses(blocks: readonly Block[], context: z.RefinementCtx): void {
  const focused = blocks.flatMap(elementsOf).filter((element) => 'focus_on_load' in element && element.focus_on_load);
  if (focused.length > 1) context.addIssue({ code: 'custom', message: 'only one element can be set to focus on load' });
}

/** Files can be asked for in modals only. */
function refuseFileInputs(blocks: readonly Block[], context: z.RefinementCtx): void {
  for (const [index, block] of blocks.entries()) {
    if (!elementsOf(block).some((element) => element.type === 'file_input')) continue;
    context.addIssue({ code: 'custom', path: [index, 'element'], message: 'unsupported type: file_input' });
  }
}
