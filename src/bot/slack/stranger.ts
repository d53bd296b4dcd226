import { type ChatProfile, flawOf } from '../../engine/first-contact.js';
import type { Instant } from '../../engine/instant.js';
import type { Identities, VouchedAccount } from '../../engine/ports/identities.js';
import type { Log } from '../../engine/ports/log.js';
import type { Reader } from '../view/plain.js';
import { type Words, wordsFor } from '../view/words.js';
import { PLATFORM } from './card-platform.js';
import type { SlackClient } from './client.js';
import type { SlackDependencies } from './dependencies.js';
import type { Sender } from './parse.js';

/** One verified payload of somebody whose account is nobody's yet: all that may be used to find out whose it is. */
export interface Stranger {
  readonly chatUser: string;
  readonly installation: string;
  readonly profile: ChatProfile;
  readonly reader: Reader;
  readonly words: Words;
  readonly client: SlackClient;
  readonly identities: Identities;
  readonly requestId: string;
  readonly log: Log;
  now(): Instant;
}

/** Language tags as Slack gives them; anything else could not be read by what formats dates. */
const LOCALE = /^[a-z]{2,3}(?:-[A-Z]{2})?$/;

/** Asks Slack who that is. Undefined where no tenant uses the workspace, or Slack tells us nothing of them. */
export async function meet(
  deps: SlackDependencies,
  client: SlackClient,
  installation: string,
  { userId: chatUser }: Sender,
  requestId: string,
): Promise<Stranger | undefined> {
  const tenant = await deps.directory.tenantOf({ platform: PLATFORM, installation });
  const profile = tenant && (await client.profile(chatUser, installation));
  if (tenant === undefined) return undefined;
  if (profile === undefined) {
    deps.log.warn({ requestId }, 'Slack tells nothing of somebody: has the app the scope users:read?');
    return undefined;
  }
  const locale = profile.locale !== undefined && LOCALE.test(profile.locale) ? profile.locale : tenant.locale;
  return {
    chatUser,
    installation,
    profile,
    reader: { locale, timeZone: tenant.timeZone },
    words: wordsFor(locale),
    client,
    identities: deps.identities(tenant.tenantId),
    requestId,
    log: deps.log,
    now: deps.now,
  };
}

/** The account with its address, where Slack vouches for that. */
export function vouchedFor(profile: ChatProfile, installation: string, chatUser: string): VouchedAccount | undefined {
  const { name, email } = profile;
  if (email === undefined || flawOf(profile) !== undefined) return undefined;
  return { platform: PLATFORM, installation, chatUser, name, email };
}
