import type { Claim, ClaimVerdict, VouchedAccount } from '../../../engine/ports/identities.js';
import type { Rich } from '../../view/text.js';
import { PLATFORM } from '../card-platform.js';
import { readClaimValue } from '../first-contact-value.js';
import type { Click } from '../parse.js';
import { ANSWER_NO, ANSWER_YES } from '../render/first-contact.js';
import { vouchedFor } from '../stranger.js';
import { refusalSentence, type Visit } from '../visit.js';
import { tell } from './tell.js';

const CONFIRM = 'claim-confirm';
const IDENTITY_BUTTONS: ReadonlySet<string> = new Set([CONFIRM, 'claim-decline', ANSWER_YES, ANSWER_NO]);

export function isIdentityButton(actionId: string): boolean {
  return IDENTITY_BUTTONS.has(actionId);
}

/** Buttons about who is who, clicked by somebody we know. */
export async function onIdentityButton(visit: Visit, click: Click): Promise<void> {
  const { words, person } = visit;
  const isAnswer = click.actionId === ANSWER_YES || click.actionId === ANSWER_NO;
  await tell(visit, click, isAnswer ? words.firstContact.wasLinked(person.name) : await decide(visit, click));
}

async function decide(visit: Visit, click: Click): Promise<Rich> {
  const { identities, person, requestId, words, log } = visit;
  const claimId = readClaimValue(click.value);
  const claim = claimId === undefined ? undefined : await identities.claimed(claimId);
  if (claim === undefined) return words.firstContact.noSuchClaim;
  const confirm = click.actionId === CONFIRM;
  const account = confirm ? await accountNow(visit, claim) : undefined;
  const decision = { claimId: claim.id, by: person.personId, confirm, account };
  const verdict = await identities.decide(decision, { requestId, platform: PLATFORM }, visit.now());
  const outcome = verdict.kind === 'ended' ? verdict.end.how : verdict.kind;
  log.info({ requestId, claimId: claim.id, outcome }, 'a claim was looked at');
  return verdictText(visit, verdict);
}

/** Days lie between a claim and its confirmation: Slack is asked once more. */
async function accountNow({ client }: Visit, { account, end }: Claim): Promise<VouchedAccount | undefined> {
  if (end !== undefined) return undefined;
  const profile = await client.profile(account.chatUser, account.installation);
  return profile && vouchedFor(profile, account.installation, account.chatUser);
}

function verdictText(visit: Visit, verdict: ClaimVerdict): Rich {
  const { firstContact } = visit.words;
  switch (verdict.kind) {
    case 'ended': {
      const { claim, end, isNews } = verdict;
      return firstContact.ended(claim.person.name, end, { isNews, isOwn: end.by?.id === visit.person.personId });
    }
    case 'no-such-claim':
      return firstContact.noSuchClaim;
    case 'own-claim':
      return firstContact.ownClaim;
    case 'not-allowed':
      return refusalSentence(visit, { code: 'no-permission', permission: 'people.confirm_identity' }, undefined);
  }
}
