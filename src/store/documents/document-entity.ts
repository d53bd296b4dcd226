/** The audit chain of a document's events. */
export function documentEntity(documentId: string): string {
  return `document/${documentId}`;
}
