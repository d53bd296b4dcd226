import type { Block, InputBlock } from '../block-kit/blocks.js';
import { LIMITS } from '../block-kit/limits.js';
import { type ActValue, listOf, textOf, type ViewInputs, valueIn } from '../element-value.js';

/** What Slack's own client refuses before it sends a form: one sentence per block_id. */
export function fieldErrors(blocks: readonly Block[], inputs: ViewInputs): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== 'input') continue;
    const error = errorIn(block, valueIn(block, block.element, inputs));
    if (error !== undefined) errors[block.block_id] = error;
  }
  return errors;
}

function errorIn(block: InputBlock, value: ActValue): string | undefined {
  const text = textOf(value);
  if (text === null || text.trim() === '') return block.optional ? undefined : 'Please complete this required field.';
  const { element } = block;
  switch (element.type) {
    case 'plain_text_input':
      return lengthError(text, element.min_length ?? 0, element.max_length ?? LIMITS.inputCharsMax);
    case 'number_input':
      return numberError(text, element);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return isUrl(text) ? undefined : 'Please enter a valid URL.';
    case 'multi_static_select':
    case 'multi_external_select':
    case 'multi_users_select':
    case 'multi_conversations_select':
      return countError(listOf(value), element.max_selected_items);
    case 'file_input':
      return countError(listOf(value), element.max_files ?? LIMITS.filesMax);
    default:
      return undefined;
  }
}

function lengthError(text: string, min: number, max: number): string | undefined {
  if (text.length < min) return `Please enter at least ${min} characters.`;
  return text.length > max ? `Please enter at most ${max} characters.` : undefined;
}

interface NumberRules {
  readonly is_decimal_allowed: boolean;
  readonly min_value?: string | undefined;
  readonly max_value?: string | undefined;
}

function numberError(text: string, rules: NumberRules): string | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return 'Please enter a number.';
  if (!rules.is_decimal_allowed && text.includes('.')) return 'Please enter a whole number.';
  if (rules.min_value !== undefined && Number(text) < Number(rules.min_value)) {
    return `Please enter a number that is at least ${rules.min_value}.`;
  }
  if (rules.max_value !== undefined && Number(text) > Number(rules.max_value)) {
    return `Please enter a number that is at most ${rules.max_value}.`;
  }
  return undefined;
}

function countError(chosen: readonly string[], max: number | undefined): string | undefined {
  return max !== undefined && chosen.length > max ? `Please choose at most ${max}.` : undefined;
}

function isUrl(text: string): boolean {
  return /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '');
}
