/** What somebody has typed into a form that is not sent yet. */
export interface FormDraftRow {
  tenant_id: string;
  id: string;
  person_id: string;
  type_key: string;
  /** The document need not exist yet. */
  document_id: string;
  /** Both null for a new document. */
  seen_round: number | null;
  seen_data_revision: number | null;
  revision: number;
  page: number;
  /** JSON: what the inputs hold, by field. */
  input: string;
  begun_at: string;
  saved_at: string;
  finished_at: string | null;
}
