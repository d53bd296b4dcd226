import { openableFiles } from '../../view/openable-files.js';
import type { FileButtonValue } from '../button-value.js';
import type { Click } from '../parse.js';
import { type FileLinkView, renderFileLink, renderFileLinkModal } from '../render/file-buttons.js';
import { dossierFor, refusalSentence, type Visit } from '../visit.js';
import { tell } from './tell.js';

/** Gives the person who clicked a link of their own to our copy of a file. */
export async function openFile(visit: Visit, click: Click, { documentId, fileId }: FileButtonValue): Promise<void> {
  const { client, person, publicUrl, reader, words } = visit;
  const dossier = await dossierFor(visit, documentId);
  if (dossier === undefined) return tell(visit, click, refusalSentence(visit, { code: 'no-such-document' }, undefined));
  const file = openableFiles(dossier, person.personId).find(({ id }) => id === fileId);
  if (file === undefined) return tell(visit, click, words.files.gone);
  if (publicUrl === undefined) return tell(visit, click, words.files.noAddress);
  const { personId, locale } = person;
  const token = await visit.links.make({ fileId, documentId, personId, locale, now: visit.now() });
  if (token === undefined) return tell(visit, click, words.files.gone);
  const view: FileLinkView = { file, url: `${publicUrl}/files/${token}`, words };
  if (click.place.kind === 'view') return client.pushView(click.triggerId, renderFileLinkModal(view));
  if (click.place.responseUrl === undefined) return undefined;
  return client.respond(click.place.responseUrl, renderFileLink(view, reader));
}
