import { flawOf } from '../../../engine/first-contact.js';
import type { ClaimAnswer, VouchedAccount } from '../../../engine/ports/identities.js';
import type { Intention, OwnAccount } from '../../view/first-contact-words.js';
import { join, type Rich } from '../../view/text.js';
import { PLATFORM } from '../card-platform.js';
import { type AnswerValue, readAnswerValue } from '../first-contact-value.js';
import type { Click, SlashCommand } from '../parse.js';
import { renderNotice } from '../render/card.js';
import { ANSWER_NO, ANSWER_YES, renderQuestion } from '../render/first-contact.js';
import { renderNoticeModal } from '../render/modal.js';
import { type Stranger, vouchedFor } from '../stranger.js';

/** Where an answer goes; `isQuestion` where it takes the place of the question that was answered. */
interface Place {
  readonly responseUrl: string;
  readonly isQuestion: boolean;
}

/** Asks somebody who typed a command whether they are the person who has their address. */
export async function meetAtCommand(stranger: Stranger, { responseUrl, name, text }: SlashCommand): Promise<void> {
  await ask(stranger, { responseUrl, isQuestion: false }, { name, text });
}

/** The same for a click, which may be their answer. Gives the command that they wanted to use, once they are known. */
export async function meetAtClick(stranger: Stranger, click: Click): Promise<SlashCommand | undefined> {
  const { place, actionId } = click;
  const { client, words } = stranger;
  if (place.kind === 'view') {
    await client.updateView(place.viewId, renderNoticeModal([words.firstContact.typeAgain], words));
    return undefined;
  }
  const { responseUrl } = place;
  if (responseUrl === undefined) return undefined;
  const answer = readAnswerValue(click.value);
  if (actionId === ANSWER_YES && answer !== undefined) return onYes(stranger, click, responseUrl, answer);
  if (actionId === ANSWER_NO) await onNo(stranger, responseUrl);
  else await ask(stranger, { responseUrl, isQuestion: false }, undefined);
  return undefined;
}

/** Looks at everything anew: minutes or weeks may lie between the question and the answer. */
async function onYes(
  stranger: Stranger,
  { sender, triggerId }: Click,
  responseUrl: string,
  { personId, intention }: AnswerValue,
): Promise<SlashCommand | undefined> {
  const place = { responseUrl, isQuestion: true };
  const answer = await claim(stranger, personId);
  if (answer === undefined) {
    await ask(stranger, place, intention);
    return undefined;
  }
  const carriesOn = answer.kind === 'linked' && answer.isNews && intention !== undefined;
  await say(stranger, place, answerText(stranger, answer, intention, carriesOn));
  return carriesOn ? { ...intention, sender, triggerId, responseUrl } : undefined;
}

/** Undefined where the question has to be asked anew. */
async function claim(
  stranger: Stranger,
  personId: string,
): Promise<Exclude<ClaimAnswer, { kind: 'another' }> | undefined> {
  const { identities, requestId, log } = stranger;
  const account = accountOf(stranger);
  if (account === undefined) return undefined;
  const answer = await identities.claim(account, personId, { requestId, platform: PLATFORM }, stranger.now());
  log.info({ requestId, outcome: answer.kind }, 'an account was claimed');
  return answer.kind === 'another' ? undefined : answer;
}

async function onNo(stranger: Stranger, responseUrl: string): Promise<void> {
  const { firstContact } = stranger.words;
  await say(stranger, { responseUrl, isQuestion: true }, firstContact.notMe(ownAccount(stranger)));
}

async function ask(stranger: Stranger, place: Place, intention: Intention | undefined): Promise<void> {
  const { identities, client, reader, words } = stranger;
  const flaw = flawOf(stranger.profile);
  const account = accountOf(stranger);
  if (flaw !== undefined || account === undefined) {
    return say(stranger, place, words.firstContact.flaw(flaw ?? 'no-email', ownAccount(stranger)));
  }
  const found = await identities.whoIs(account, stranger.now());
  if (found.kind !== 'found') return say(stranger, place, words.firstContact.obstacle(found, ownAccount(stranger)));
  const question = renderQuestion(account.email, found.person, intention, reader);
  await client.respond(place.responseUrl, question, { replaces: place.isQuestion });
}

function answerText(
  { words: { firstContact }, ...stranger }: Stranger,
  answer: Exclude<ClaimAnswer, { kind: 'another' }>,
  intention: Intention | undefined,
  carriesOn: boolean,
): Rich {
  if (answer.kind !== 'linked') return firstContact.obstacle(answer, ownAccount(stranger));
  const { name } = answer.person;
  const linked = answer.isNews ? firstContact.linked(name) : firstContact.wasLinked(name);
  const next = intention === undefined ? firstContact.clickAgain : firstContact.again(intention, carriesOn);
  return join([linked, next], ' ');
}

async function say({ client, reader }: Stranger, { responseUrl, isQuestion }: Place, text: Rich): Promise<void> {
  await client.respond(responseUrl, renderNotice(text, reader), { replaces: isQuestion });
}

function accountOf({ profile, chatUser, installation }: Stranger): VouchedAccount | undefined {
  return vouchedFor(profile, installation, chatUser);
}

function ownAccount({ chatUser, profile }: Pick<Stranger, 'chatUser' | 'profile'>): OwnAccount {
  return { chatUser, email: profile.email };
}
