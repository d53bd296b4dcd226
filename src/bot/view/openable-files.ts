import type { Dossier } from '../../engine/dossier.js';
import type { StoredFile } from '../../engine/stored-file.js';
import { maySeeContent } from './content.js';

/** The files of a document that this person, who may see the document, may open now: those that their cards show. */
export function openableFiles({ document, type }: Pick<Dossier, 'document' | 'type'>, viewerId: string): StoredFile[] {
  if (!maySeeContent(document, viewerId)) return [];
  return type.form.flatMap(({ name, type: kind }) => {
    const value = kind === 'file' && Object.hasOwn(document.data, name) ? document.data[name] : undefined;
    // The form is what was checked when the value was stored: a field for files holds nothing else.
    return Array.isArray(value) ? (value as readonly StoredFile[]) : [];
  });
}
