/** Out of office. */
export interface DelegationRow {
  tenant_id: string;
  id: string;
  from_id: string;
  to_id: string;
  starts_at: string;
  ends_at: string;
  /** JSON list of type keys; null for all. */
  types: string | null;
  /** JSON `Money`; null for any amount. */
  cap: string | null;
  created_at: string;
  ended_at: string | null;
  /** When it is over: `ends_at`, or when it was ended before. */
  until: string;
  /** How far it was carried out: nothing yet, its beginning, or its end too. */
  state: 'ahead' | 'running' | 'over';
  /** When the next of these is to be carried out; null when it is over. */
  settle_at: string | null;
}
