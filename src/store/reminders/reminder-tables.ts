/** One thing that waits for a person, of which they are to be reminded. */
export interface ReminderRow {
  tenant_id: string;
  user_id: string;
  step_id: string;
  document_id: string;
  /** JSON `ReminderCause`. */
  cause: string;
  /** When it was to be said. */
  wanted_at: string;
  /** When the person wants to hear of it. */
  due_at: string;
}
