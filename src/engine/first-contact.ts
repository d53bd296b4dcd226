import { type Permission, reachesOthers } from './permission.js';

/** Days that a claim waits for an administrator; as long nobody is asked again after one was declined. */
export const CLAIM_DAYS = 7;

/** What a chat platform itself says about one of its accounts, asked just now. */
export interface ChatProfile {
  readonly name: string;
  readonly email: string | undefined;
  /** False only where the platform says so. */
  readonly isEmailConfirmed: boolean;
  readonly isGuest: boolean;
  readonly isBot: boolean;
  readonly isDeactivated: boolean;
  /** Of another workspace than the one the bot is installed in. */
  readonly isForeign: boolean;
  /** Undefined where the platform does not tell. */
  readonly locale: string | undefined;
}

/** Why an account is nobody's, without having looked at any person; in order of precedence. */
export type ProfileFlaw = 'foreign' | 'bot' | 'deactivated' | 'guest' | 'no-email' | 'unconfirmed-email';

/** Only a member of the workspace with a confirmed address may be somebody of the company. */
export function flawOf(profile: ChatProfile): ProfileFlaw | undefined {
  if (profile.isForeign) return 'foreign';
  if (profile.isBot) return 'bot';
  if (profile.isDeactivated) return 'deactivated';
  if (profile.isGuest) return 'guest';
  if (profile.email === undefined) return 'no-email';
  return profile.isEmailConfirmed ? undefined : 'unconfirmed-email';
}

/** Whoever may do something that reaches others is worth being impersonated: an address alone does not prove them. */
export function mustBeConfirmed(permissions: Iterable<Permission>, holdsMarkedRole: boolean): boolean {
  return holdsMarkedRole || [...permissions].some(reachesOthers);
}

/**
 * An address as it is compared. Letters beyond ASCII keep their case: Unicode has letters that become an ASCII one when
 * they are made small, and nobody may be taken for somebody else by such a letter.
 */
export function comparableEmail(email: string): string {
  return email.trim().replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
