import type { FileKind } from '../../../engine/file-kind.js';
import type { FormField } from '../../../engine/form/field.js';
import { fileText } from '../../view/fields.js';
import type { InputView } from '../../view/form.js';
import type { Words } from '../../view/words.js';
import { blockIdOf, INPUT_ACTION_ID } from '../form-input.js';
import { LIMITS } from '../limits.js';
import type { DrawnBlock } from '../within-limits.js';
import { inputBlock } from './input-block.js';
import { filesOf } from './raw.js';
import { plainText } from './text.js';

type FileField = Extract<FormField, { type: 'file' }>;

/** Files that are there already, each with a tick that can be taken away. */
export function keptFiles(
  { initial }: InputView,
  { name, label }: FileField,
  words: Words,
  locale: string,
  drawing: number,
): DrawnBlock[] {
  const options = filesOf(initial)
    .slice(0, LIMITS.radioOptionsMax)
    .map((file) => ({ text: plainText(fileText(file, locale), LIMITS.optionCharsMax), value: file.id }));
  if (options.length === 0) return [];
  const element = { type: 'checkboxes', action_id: INPUT_ACTION_ID, options, initial_options: options } as const;
  const hint = words.form.keptFilesHint;
  return [inputBlock(blockIdOf(name, 'kept', drawing), words.form.keptFiles(label), false, element, { hint })];
}

/** Slack would insist on a new file where one is required and another is kept already. */
export function newFiles(
  { initial, hint, filesMax }: InputView,
  { name, label, required, accept }: FileField,
  drawing: number,
): DrawnBlock {
  const element = {
    type: 'file_input',
    action_id: INPUT_ACTION_ID,
    max_files: Math.min(filesMax, LIMITS.filesMax),
    ...(accept && { filetypes: accept.flatMap(endingsOf) }),
  } as const;
  return inputBlock(blockIdOf(name, undefined, drawing), label, required && filesOf(initial).length === 0, element, {
    hint,
  });
}

/** Only spares people a choice that would be refused: what a file is, its bytes say. */
function endingsOf(kind: FileKind): readonly string[] {
  if (kind === 'jpg') return ['jpg', 'jpeg'];
  return kind === 'heic' ? ['heic', 'heif'] : [kind];
}
