/** One file of a document: our own copy of it, named by its content. */
export interface StoredFile {
  readonly id: string;
  /** As the person called it, without any path. */
  readonly name: string;
  /** By what the bytes are, not by what the name says. */
  readonly mediaType: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}
