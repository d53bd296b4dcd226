import { uploadBytesMax } from '../../../../engine/ports/configuration.js';
import { RemoteFileFault } from '../../../../engine/ports/files.js';
import type { Rich } from '../../../view/text.js';
import type { SubmissionOutcome } from '../../edge.js';
import { INPUT_ACTION_ID, inputOf, type SentFile } from '../../form-input.js';
import type { Submission } from '../../parse.js';
import { renderUploadForm, UPLOAD_FILE_BLOCK, UPLOAD_TEXT_BLOCK } from '../../render/admin/upload.js';
import type { Visit } from '../../visit.js';
import type { DrawnView } from '../../within-limits.js';
import { changeModal } from './change.js';
import { meanwhile } from './meanwhile.js';
import { refusedUse } from './permitted.js';

/**
 * A file or a text that was given. Slack waits three seconds, and a file has to be fetched and a company of thousands to
 * be read, so the answer is a sentence first and what would change afterwards.
 */
export async function onUploadSent(visit: Visit, { state, viewId }: Submission): Promise<SubmissionOutcome> {
  const { upload } = visit.words.admin;
  const file = state.values[UPLOAD_FILE_BLOCK]?.[INPUT_ACTION_ID]?.files?.[0];
  const text = inputOf(state, UPLOAD_TEXT_BLOCK)?.trim() ?? '';
  if (file === undefined && text === '') return wrong(UPLOAD_TEXT_BLOCK, upload.nothingGiven);
  if (file !== undefined && text !== '') return wrong(UPLOAD_TEXT_BLOCK, upload.bothGiven);
  const notice = { title: upload.checkingTitle, text: upload.checking };
  return meanwhile(visit, viewId, notice, async () => {
    // Before anything is fetched or kept for somebody who may not do that.
    const refused = await refusedUse(visit, 'upload');
    if (refused !== undefined) return renderUploadForm(visit.words, [refused]);
    const given = file === undefined ? { name: upload.textName, text } : await fetched(visit, file);
    return 'refused' in given ? renderUploadForm(visit.words, [given.refused]) : keepAndShow(visit, given);
  });
}

async function keepAndShow(visit: Visit, { name, text }: { name: string; text: string }): Promise<DrawnView> {
  const id = visit.newId();
  await visit.uploads.keep({ id, personId: visit.person.personId, name, text: storable(text) }, visit.now());
  return changeModal(visit, id, 0);
}

function wrong(block: string, sentence: string): SubmissionOutcome {
  return { answer: { response_action: 'errors', errors: { [block]: sentence } } };
}

async function fetched(
  { remoteFiles, words }: Visit,
  file: SentFile,
): Promise<{ readonly name: string; readonly text: string } | { readonly refused: Rich }> {
  const { upload } = words.admin;
  const source = remoteFiles.remote(file);
  try {
    const bytes = await bytesOf(await source.open());
    if (bytes === undefined) return { refused: upload.tooLarge(uploadBytesMax) };
    const text = textOf(bytes);
    return text === undefined ? { refused: upload.notText } : { name: source.name, text };
  } catch (error) {
    if (error instanceof RemoteFileFault) return { refused: upload.unreachable };
    throw error;
  }
}

/** Undefined where there are more than an upload may have; the rest is not fetched. */
async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > uploadBytesMax) return undefined;
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** No database takes these, and no file that people write has them. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
