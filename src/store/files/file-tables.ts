/** One file that somebody gave: what it is and for which document. Its bytes lie in the folder under their hash. */
export interface AttachmentRow {
  tenant_id: string;
  id: string;
  /** Of the bytes, in hex; several rows may share them. */
  sha256: string;
  name: string;
  media_type: string;
  bytes: number;
  uploader_id: string;
  /** The document need not exist yet. */
  document_id: string;
  created_at: string;
}

/** A link by which one person may open one file, for some minutes and in one browser. */
export interface FileLinkRow {
  /** SHA-256 of the token, in hex: who reads the database cannot open files with it. */
  token_hash: string;
  tenant_id: string;
  attachment_id: string;
  document_id: string;
  person_id: string;
  locale: string;
  expires_at: string;
  /** SHA-256 of the cookie of the first browser that opened it. */
  browser_hash: string | null;
  used_at: string | null;
}
