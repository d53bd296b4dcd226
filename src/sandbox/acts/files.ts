import type { SandboxParts } from '../parts.js';
import { type StoredUpload, UPLOAD_BYTES_MAX } from '../uploads.js';
import { ActRefused } from './act-refused.js';
import { actingPerson } from './person.js';

/** What a person picks on their machine. */
export interface PickedFile {
  readonly name: string;
  /** What the browser calls it, mostly by its extension. */
  readonly mimetype: string;
  readonly bytes: Buffer;
}

/** Gives Slack a file, as picking one for a form does: it is Slack's before the form is sent. */
export function uploadFile(parts: SandboxParts, userId: string, { name, mimetype, bytes }: PickedFile): StoredUpload {
  const person = actingPerson(parts, userId);
  if (name === '') throw new ActRefused('A file needs a name');
  if (bytes.length > UPLOAD_BYTES_MAX) throw new ActRefused('That file is larger than 10 MB.');
  return parts.uploads.add({ userId: person.id, name, mimetype, bytes, now: parts.workspace.now() });
}

/** Takes a file away again, which Slack lets its owner do at any time. */
export function deleteFile(parts: SandboxParts, userId: string, fileId: string): void {
  const person = actingPerson(parts, userId);
  const file = parts.uploads.find(fileId);
  if (file === undefined || file.deleted || file.userId !== person.id) throw new ActRefused('You have no such file');
  parts.uploads.delete(fileId);
  parts.workspace.changed(person.id);
}
