import { z } from 'zod';
import type { Block } from '../block-kit/blocks.js';
import { areBlocksTooLong, checkMessageBlocks } from '../block-kit/check.js';
import { LIMITS } from '../block-kit/limits.js';
import type { MessageMetadata } from '../message.js';
import { ApiProblem } from './api-problem.js';

export interface MessageContent {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** Text and blocks as Slack would keep them. `undefined` blocks are no blocks. */
export function checkContent(text: string | undefined, blocks: unknown): MessageContent {
  const checked = blocks === undefined ? [] : checkBlocks(blocks);
  if (checked.length === 0 && (text === undefined || text === '')) throw new ApiProblem('no_text');
  return { text: (text ?? '').slice(0, LIMITS.messageTextCharsMax), blocks: checked };
}

export function checkBlocks(blocks: unknown): readonly Block[] {
  if (!Array.isArray(blocks)) throw new ApiProblem('invalid_blocks_format');
  const checked = checkMessageBlocks(blocks);
  if (!checked.ok) throw new ApiProblem('invalid_blocks', checked.problems);
  if (areBlocksTooLong(checked.value)) throw new ApiProblem('msg_blocks_too_long');
  return checked.value;
}

const metadataShape = z.strictObject({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.unknown()),
});

export function checkMetadata(metadata: unknown): MessageMetadata {
  const result = metadataShape.safeParse(metadata);
  if (!result.success) throw new ApiProblem('invalid_metadata_format');
  if (JSON.stringify(metadata).length > LIMITS.metadataCharsMax) throw new ApiProblem('metadata_too_large');
  return result.data;
}
