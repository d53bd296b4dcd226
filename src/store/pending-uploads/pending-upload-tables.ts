/** A file that somebody uploaded in chat and has not confirmed. */
export interface PendingUploadRow {
  tenant_id: string;
  id: string;
  person_id: string;
  name: string;
  body: string;
  expires_at: string;
}
