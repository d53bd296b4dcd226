import type { ClaimEnding } from '../../engine/ports/identities.js';

/** Somebody's claim that a chat account is theirs, where an administrator confirms it. */
export interface IdentityClaimRow {
  tenant_id: string;
  id: string;
  platform: string;
  installation: string;
  chat_user: string;
  /** What the platform called the account when it was claimed. */
  account_name: string;
  email: string;
  user_id: string;
  state: 'waiting' | ClaimEnding;
  claimed_at: string;
  expires_at: string;
  decided_at: string | null;
  decided_by: string | null;
}
