import type { StoredFile } from '../../../engine/stored-file.js';
import type { FieldView } from '../../view/fields.js';
import type { Reader } from '../../view/plain.js';
import type { Rich } from '../../view/text.js';
import type { Words } from '../../view/words.js';
import { writeFileValue } from '../button-value.js';
import { LIMITS } from '../limits.js';
import type { DrawnBlock, DrawnMessage, DrawnView } from '../within-limits.js';
import { button, lines } from './block.js';
import { modal } from './modal.js';
import { fallbackText, plainText } from './text.js';

/** Before the number of a button that asks for a link to a file. */
export const OPEN_FILE = 'open-file:';
/** The button that leads to the browser. Slack tells of it as of any other, and nothing is to be done. */
export const FILE_LINK = 'file-link';

/** A button for every file that the fields name; a document has at most ten. */
export function fileButtons(
  fields: readonly FieldView[],
  documentId: string,
  words: Words,
  cardId?: string,
): readonly DrawnBlock[] {
  const files = fields.flatMap((field) => field.files).slice(0, LIMITS.actionsElementsMax);
  if (files.length === 0) return [];
  const elements = files.map(({ id, name }, at) =>
    button(`${OPEN_FILE}${at}`, words.files.open(name), writeFileValue(documentId, id, cardId)),
  );
  return [{ type: 'actions', block_id: 'files', elements }];
}

/** A person's own link, for them alone. */
export interface FileLinkView {
  readonly file: StoredFile;
  readonly url: string;
  readonly words: Words;
}

export function renderFileLink(view: FileLinkView, reader: Reader): DrawnMessage {
  const text = view.words.files.ready(view.file.name);
  return { text: fallbackText(text, reader), blocks: linkBlocks(view, text) };
}

export function renderFileLinkModal(view: FileLinkView): DrawnView {
  const { files, buttons } = view.words;
  const blocks = linkBlocks(view, files.ready(view.file.name));
  return modal({ name: 'notice', metadata: {}, title: files.linkTitle, blocks, close: buttons.close });
}

function linkBlocks({ file, url, words }: FileLinkView, text: Rich): DrawnBlock[] {
  const label = plainText(words.files.open(file.name), LIMITS.buttonTextCharsMax);
  const link = { type: 'button', action_id: FILE_LINK, text: label, url, style: 'primary' } as const;
  return [...lines([text]), { type: 'actions', elements: [link] }];
}
