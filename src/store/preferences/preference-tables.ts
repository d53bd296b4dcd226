/** When somebody wants to hear of us; whoever has no row has said nothing about it. */
export interface PreferenceRow {
  tenant_id: string;
  user_id: string;
  /** JSON `Preferences`. */
  body: string;
  saved_at: string;
}
