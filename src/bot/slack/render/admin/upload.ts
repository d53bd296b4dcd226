import type { ChangePage } from '../../../view/admin/change.js';
import type { Rich } from '../../../view/text.js';
import type { Words } from '../../../view/words.js';
import { INPUT_ACTION_ID } from '../../form-input.js';
import { LIMITS } from '../../limits.js';
import type { DrawnInput, DrawnView } from '../../within-limits.js';
import { header, lines } from '../block.js';
import { textInput } from '../form-element.js';
import { inputBlock } from '../input-block.js';
import { modal } from '../modal.js';
import { renderAdminPage } from './page.js';

export const UPLOAD_FILE_BLOCK = 'upload:file';
export const UPLOAD_TEXT_BLOCK = 'upload:text';

const ENDINGS = ['yaml', 'yml', 'txt'];

/** Asks for one YAML file, or for what it says. */
export function renderUploadForm(words: Words, notices: readonly Rich[] = []): DrawnView {
  const { upload, buttons, sections } = words.admin;
  const file: DrawnInput = {
    type: 'file_input',
    action_id: INPUT_ACTION_ID,
    filetypes: [...ENDINGS],
    max_files: 1,
  };
  const text = textInput(null, { charsMax: LIMITS.inputCharsMax, multiline: true });
  return modal({
    name: 'admin-upload',
    metadata: {},
    title: words.admin.title,
    blocks: [
      header(sections.upload),
      ...lines([...notices, upload.lead]),
      inputBlock(UPLOAD_FILE_BLOCK, upload.fileLabel, false, file, { hint: upload.fileHint }),
      inputBlock(UPLOAD_TEXT_BLOCK, upload.textLabel, false, text, { hint: upload.textHint }),
    ],
    submit: buttons.check,
    close: words.buttons.close,
  });
}

/** What the upload would change, with what confirms exactly that; or why nothing can be confirmed. */
export function renderChange(page: ChangePage, uploadId: string, words: Words): DrawnView {
  const { fingerprint, ...shown } = page;
  const drawn = renderAdminPage(shown, words);
  if (fingerprint === undefined) return drawn;
  return modal({
    name: 'admin-change',
    metadata: { u: uploadId, f: fingerprint },
    title: words.admin.title,
    blocks: drawn.blocks,
    submit: words.admin.buttons.confirm,
    close: words.buttons.close,
  });
}
