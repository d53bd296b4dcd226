import { CLAIM_DAYS, type ProfileFlaw } from '../../../engine/first-contact.js';
import type { IdentityChange, IdentityNotice } from '../../../engine/notice.js';
import type { ClaimEnd, KnownPerson, Obstacle } from '../../../engine/ports/identities.js';
import type { FirstContactWords, OwnAccount } from '../first-contact-words.js';
import { join, type Rich, rich, strong, when, wording } from '../text.js';

export const enFirstContact: FirstContactWords = {
  question: (email, person) =>
    rich`We have not met here yet. Slack says your e-mail address is ${email}. Are you ${described(person)}?`,
  yes: 'Yes, that is me',
  no: 'No',
  flaw,
  obstacle,
  notMe: (account) => rich`Then I do not know who you are, and nothing was linked. ${askToBeLinked(account)}`,
  linked: (name) => rich`Your Slack account is linked to ${strong(name)} now.`,
  wasLinked: (name) => rich`Your Slack account is linked to ${strong(name)} already.`,
  again: ({ name, text }, carriesOn) =>
    carriesOn
      ? rich`Should nothing open, type ${strong(typed(name, text))} again.`
      : rich`Please type ${strong(typed(name, text))} again.`,
  clickAgain: rich`Please click again what you wanted to.`,
  typeAgain: rich`Please type /approvals to go on.`,
  notice,
  confirm: 'Confirm',
  decline: 'Decline',
  confirmation: (name) => ({
    title: 'Is it them?',
    text: `From then on this account acts as ${name} and may do all that ${name} may. Ask them by another way first.`,
    yes: 'Confirm',
    no: 'Not yet',
  }),
  declining: (name) => ({
    title: 'Decline?',
    text: `The account is not linked to ${name}. It can ask again when ${CLAIM_DAYS} days are over.`,
    yes: 'Decline',
    no: 'Not yet',
  }),
  ended,
  ownClaim: rich`This is about yourself, so another administrator has to confirm it. Nothing was changed.`,
  noSuchClaim: rich`There is nothing to confirm here any more.`,
};

function flaw(what: ProfileFlaw, account: OwnAccount): Rich {
  switch (what) {
    case 'foreign':
      return rich`You belong to another workspace, and only people of this one can act here. Nothing was changed.`;
    case 'bot':
      return rich`Apps and workflows cannot act here. Nothing was changed.`;
    case 'deactivated':
      return rich`Slack says that this account is deactivated. Nothing was changed.`;
    case 'guest':
      return rich`You are a guest in this workspace, and guests cannot link themselves. ${askToBeLinked(account)}`;
    case 'no-email':
      return rich`Slack does not tell me your e-mail address, so I cannot find out who you are. ${askToBeLinked(account)}`;
    case 'unconfirmed-email':
      return rich`Slack has not confirmed your e-mail address yet. Please confirm it in Slack, then try again.`;
  }
}

function obstacle(what: Obstacle, account: OwnAccount): Rich {
  const address = account.email ?? '';
  switch (what.kind) {
    case 'nobody':
      return rich`Slack says your e-mail address is ${address}, and nobody in the company’s records has it. Please ask an administrator to put that address, or your Slack id ${account.chatUser}, into the records; then try again.`;
    case 'several':
      return rich`Your e-mail address ${address} stands in the company’s records more than once, so I cannot tell who you are. ${askToBeLinked(account)}`;
    case 'taken':
      return rich`Your e-mail address ${address} is used by another Slack account already. If that was not you, tell an administrator at once. ${askToBeLinked(account)}`;
    case 'nobody-confirms':
      return rich`Who you are has to be confirmed by an administrator, and none can do it here. Please ask whoever runs Countersign to put your Slack id ${account.chatUser} into the company’s records.`;
    case 'waiting':
      return rich`An administrator has to confirm who you are. They were asked ${when(what.since)}, and I will tell you what they say, at the latest ${when(what.until)}.`;
    case 'declined':
      return rich`An administrator did not confirm ${when(what.at)} who you are. Please talk to them. You can ask again from ${when(what.until)} on.`;
  }
}

function notice(body: IdentityNotice): readonly Rich[] {
  switch (body.kind) {
    case 'account-linked': {
      const by = body.confirmedBy === null ? [] : rich` ${body.confirmedBy} confirmed it.`;
      return [
        rich`Your Slack account is linked to ${strong(body.person.name)} since ${when(body.at)}.${by}`,
        rich`If this was not you, tell an administrator at once.`,
      ];
    }
    case 'person-linked':
      return [
        rich`The Slack account ${described(body.account)} is linked to ${described(body.person)} since ${when(body.at)}. They said so themselves, and their e-mail address agrees.`,
        rich`If this is wrong, write “slack: none” for ${body.person.id} in the company’s files and apply them.`,
      ];
    case 'claim':
      return claim(body);
    case 'claim-ended':
      return [claimEnded(body)];
    case 'own-identity-changed':
      return [
        rich`${strong(body.by)} uploaded a file in chat ${when(body.at)}, and it changed how you are known here.`,
        identityChange(body.change),
        rich`If you do not know why, tell an administrator at once.`,
      ];
    case 'identities-changed':
      return [
        rich`${strong(body.by)} uploaded a file in chat ${when(body.at)}, and it changed how people are known here.`,
        ...body.changes.map(identityChange),
        ...(body.more === 0 ? [] : [rich`There are ${body.more} more; the audit trail names them all.`]),
        rich`If this is wrong, correct it in the company’s files and apply them.`,
      ];
  }
}

function identityChange({ person, linked, unlinked, email }: IdentityChange): Rich {
  const facts = [
    ...linked.map((account) => rich`the Slack account ${account} is linked now`),
    ...unlinked.map((account) => rich`the Slack account ${account} is not linked any more`),
    ...(email === null ? [] : [rich`the e-mail address is ${email.after} now, and was ${email.before}`]),
  ];
  return rich`${described(person)}: ${join(facts, '; ')}.`;
}

function claim({ person, account, at, until, end }: Extract<IdentityNotice, { kind: 'claim' }>): readonly Rich[] {
  const says = rich`Somebody with the Slack account ${described(account)} says they are ${described(person)}. They asked ${when(at)}.`;
  if (end !== null) return [says, ending(person.name, end)];
  return [
    says,
    rich`Their e-mail address agrees, but what ${person.name} may do asks for more than that. Please make sure by another way that it is them, then confirm it. This ends ${when(until)}.`,
  ];
}

function claimEnded({ how, at }: Extract<IdentityNotice, { kind: 'claim-ended' }>): Rich {
  switch (how) {
    case 'declined':
      return rich`An administrator did not confirm ${when(at)} who you are, so your Slack account is not linked. Please talk to them.`;
    case 'expired':
      return rich`No administrator confirmed in time who you are, so your Slack account is not linked. Please talk to one, then type /approvals to ask again.`;
    case 'outdated':
      return rich`Your Slack account is not linked: what Slack or the company’s records say of you has changed. Please type /approvals to ask again.`;
  }
}

function ending(person: string, { how, by, at }: ClaimEnd): Rich {
  const who = by === null ? wording('Somebody') : strong(by.name);
  switch (how) {
    case 'confirmed':
      return rich`${who} confirmed it ${when(at)}. The account is ${person}’s now.`;
    case 'declined':
      return rich`${who} declined it ${when(at)}. Nothing was linked.`;
    case 'expired':
      return rich`Nobody confirmed it until ${when(at)}. Nothing was linked.`;
    case 'outdated':
      return rich`What Slack or the company’s records say has changed since, so nothing was linked ${when(at)}.`;
  }
}

function ended(person: string, end: ClaimEnd, { isNews, isOwn }: { isNews: boolean; isOwn: boolean }): Rich {
  const { how, at } = end;
  if (how === 'confirmed' && isNews)
    return rich`You confirmed it. The account is ${strong(person)}’s now, and they are told.`;
  if (how === 'declined' && isNews) return rich`You declined it. Nothing was linked, and they are told.`;
  if (how === 'confirmed' && isOwn) return rich`You confirmed it already ${when(at)}. Nothing is left to do.`;
  if (how === 'declined' && isOwn) return rich`You declined it already ${when(at)}. Nothing was linked.`;
  return ending(person, end);
}

function askToBeLinked({ chatUser }: OwnAccount): Rich {
  return rich`An administrator can link you by your Slack id, which is ${chatUser}.`;
}

function described(one: KnownPerson | { readonly name: string; readonly email: string }): Rich {
  const about = 'email' in one ? [one.email] : [one.title, one.unit].filter((part) => part !== null);
  return about.length === 0 ? strong(one.name) : rich`${strong(one.name)} (${about.join(', ')})`;
}

function typed(name: string, text: string): string {
  return text === '' ? name : `${name} ${text}`;
}
