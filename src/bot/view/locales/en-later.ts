import type { AdminTrailWords, LaterTrailWords } from '../admin/words.js';
import type { DelegateWords, LaterCardWords, NamedGround, StepFormWords } from '../later-words.js';
import { enumerate, join, type Rich, rich, strong, when, wording } from '../text.js';
import type { NameList, VoteFact, Words } from '../words.js';

/** Deputies, questions, reminders and what else comes after a request was submitted. */

const votes = { approve: 'approved', reject: 'rejected', return: 'returned' } as const;

type Later =
  | 'already-decided'
  | 'delegation-over'
  | 'too-many-questions'
  | 'no-such-question'
  | 'answered-already'
  | 'nudged-already'
  | 'delegation-off'
  | 'nothing-to-do';

export const enLaterRefusals: Pick<Words['refusals'], Later> = {
  'already-decided': ({ step, decision, at, by }, { person }) =>
    by === undefined
      ? rich`You already ${votes[decision]} “${step}” ${when(at)}. One decision a person counts.`
      : rich`${person ?? by} already ${votes[decision]} “${step}” ${when(at)}, in the place that you share. One decision counts there, so nothing was changed.`,
  'delegation-over': ({ why }, { person }) => {
    const whose = person === undefined ? rich`them` : rich`${person}`;
    switch (why) {
      case 'ended':
        return rich`You do not act for ${whose} any more, so nothing was counted. They are still asked.`;
      case 'amount':
        return rich`An amount here is above what you may decide for ${whose}, so nothing was counted. They are still asked.`;
      case 'type':
        return rich`You do not act for ${whose} on requests of this type, so nothing was counted. They are still asked.`;
      case 'off':
        return rich`Acting for others is switched off here, so nothing was counted. ${whose} is still asked.`;
      case 'unable':
        return rich`Nobody can decide for ${whose} at the moment, because they may not decide themselves. Nothing was counted; please tell an administrator.`;
    }
  },
  'too-many-questions': ({ which, max }) =>
    which === 'open'
      ? rich`Already ${max} questions wait for an answer here. Please wait until one is answered.`
      : rich`Already ${max} questions were asked here, and there cannot be more. Please decide, or return it with what is missing.`,
  'no-such-question': () => rich`There is no such question any more. Please use the newest card, or /approvals.`,
  'answered-already': ({ at }) => rich`This question was already answered ${when(at)}, so nothing was changed.`,
  'nudged-already': ({ at, againAt }) =>
    rich`You already reminded them ${when(at)}. You can do it again ${when(againAt)}.`,
  'delegation-off': () =>
    rich`Acting for others is switched off here, so nothing was changed. Please ask an administrator to put somebody else on the step.`,
  'nothing-to-do': () => rich`There was nothing left to do, so nothing was changed.`,
};

export const enLaterDone: Pick<Words['done'], 'ask' | 'answer' | 'delegate-step' | 'nudge'> = {
  ask: (_answer, { name, submitter, step = '' }) =>
    rich`Your question about ${strong(name)} is on its way to ${submitter}. The time for ${strong(step)} stands still until it is answered.`,
  answer: (_answer, { name, step = '' }) =>
    rich`Your answer about ${strong(name)} is sent. Everyone on ${strong(step)} sees it.`,
  'delegate-step': (_answer, { name, step = '' }) =>
    rich`Whom you chose gets a card and can decide ${strong(step)} of ${strong(name)} in your place. So can you: the first of you to decide has decided.`,
  nudge: (_answer, { name, asked }) =>
    asked.names.length === 0
      ? rich`Nobody who could be reminded decides ${strong(name)} at the moment.`
      : rich`${people(asked)} will be reminded of ${strong(name)}, in their working time. You can do it again in 24 hours.`,
};

export const enLaterTrail: Pick<AdminTrailWords, keyof LaterTrailWords> = {
  votedFor: (decision, step, principal, comment) =>
    rich`${strong(wording(votes[decision]))} ${strong(step)} on behalf of ${principal}${comment === null ? [] : rich`: “${comment}”`}`,
  delegated: (step, deputy, principal, { until, note }) => {
    if (until !== null) {
      return rich`recorded that ${deputy} may decide ${strong(step)} for ${principal}, who is away, until ${when(until)}`;
    }
    const why = note === null ? [] : rich`: “${note}”`;
    return rich`${strong(wording('let'))} ${deputy} decide ${strong(step)} for ${principal}${why}`;
  },
  delegationExpired: (step, deputy, principal) =>
    rich`recorded that ${deputy} may not decide ${strong(step)} for ${principal} any more`,
  reminded: (step, names) => rich`reminded ${list(names)} of ${strong(step)}`,
  escalated: (step, pairs) =>
    pairs.length === 0
      ? rich`escalated ${strong(step)}, and found nobody who could help`
      : rich`${strong(wording('escalated'))} ${strong(step)}: ${all(pairs.map(({ deputy, principal }) => rich`${deputy} may decide for ${principal}`))}`,
  expired: (step, decision) =>
    decision === null
      ? rich`came to the end of the time for ${strong(step)}, and may not decide it`
      : rich`${strong(wording(votes[decision]))} ${strong(step)}, because nobody decided in time and the template says so`,
  asked: (step, text) => rich`asked about ${strong(step)}: “${text}”`,
  answered: (step, text) => rich`answered about ${strong(step)}: “${text}”`,
  approverLeft: (step, person, successor) =>
    successor === null
      ? rich`took ${person}, who has left, off ${strong(step)}, and found nobody for the place`
      : rich`took ${person}, who has left, off ${strong(step)}; ${successor} is asked instead`,
  nudged: (names) => rich`asked ${list(names)} to hurry`,
  expiring: (at) => rich`announced that it will be cancelled ${when(at)}, unless somebody works on it`,
  lapsed: rich`${strong(wording('cancelled'))} it, because nobody worked on it any more`,
};

export const enLaterCard: LaterCardWords = {
  asksYouFor: (submitter, principal, title) =>
    rich`${strong(submitter)} asks for an approval that you can give on behalf of ${strong(principal)}: ${strong(title)}`,
  youActFor: (step, principal, grounds) =>
    rich`You can decide ${strong(step)} on behalf of ${strong(principal)}, ${all(grounds.map(whyYou))}.`,
  actsForThem: (name, grounds) => rich` · ${name} can decide for them, ${all(grounds.map(whyTheyDo))}`,
  inPlaceOf: (name, principal) => `${name} (for ${principal})`,
  votedForYou: (vote, step) =>
    rich`${vote.name} ${wording(votes[vote.decision])} ${strong(step)} on your behalf ${when(vote.at)}${said(vote, ': ')}`,
  placeFilled: (vote, step) =>
    rich`You are not needed on ${strong(step)} any more: ${vote.name} ${wording(votes[vote.decision])} it${behalf(vote)} ${when(vote.at)}${said(vote, ': ')}`,
  actsNoMore: (step, principals) => rich`You do not act for ${people(principals)} on ${strong(step)} any more.`,
  questions: 'Questions',
  questionAsked: (name, step, at, text) =>
    step === null
      ? rich`${strong(name)} asked ${when(at)}: “${text}”`
      : rich`${strong(name)} asked about ${step} ${when(at)}: “${text}”`,
  questionAnswered: (name, at, text) => rich`${strong(name)} answered ${when(at)}: “${text}”`,
  questionWaits: rich`Not answered yet.`,
  questionOver: rich`It was not answered.`,
  earlierQuestions: (count) =>
    count === 1 ? rich`One earlier question is not shown here.` : rich`${count} earlier questions are not shown here.`,
  youOweAnswers: (names, step) =>
    rich`${people(names)} asked you something about ${strong(step)}. The time for it stands still until you answer.`,
  paused: (since) => rich` · the clock stands still since ${when(since)}`,
  expired: (step, decision, at) =>
    rich`Nobody decided ${strong(step)}${at === null ? [] : rich` by ${when(at)}`}, so the template ${wording(votes[decision])} it.`,
  byTemplate: rich` · by the template, as nobody decided in time`,
  lapsed: (at) =>
    rich`${strong(wording('Cancelled'))}${at === null ? [] : rich` ${when(at)}`}: it had been returned, and nobody worked on it any more.`,
  expiring: (at) => rich`Unless you change it or submit it again, it will be cancelled ${when(at)}.`,
  nudged: (at) => rich`You reminded those who are asked ${when(at)}.`,
  mayNotAct: (person) => rich`${person} · may not decide`,
};

export const enStepForm: StepFormWords = {
  askTitle: 'Ask a question',
  questionLabel: 'Your question',
  questionHint: 'The submitter gets a message. The time for this step stands still until they answer.',
  noQuestion: rich`Please write your question.`,
  answerTitle: 'Answer',
  answerLabel: 'Your answer',
  answerHint: 'Everyone who can see this request can read it.',
  noAnswer: rich`Please write your answer.`,
  delegateTitle: 'Let somebody decide',
  delegateLead: (step) =>
    rich`You stay on ${strong(step)} and can still decide it yourself: the first of you to decide has decided.`,
  delegateLabel: 'Who can decide in your place',
  delegateHint: 'They get a card of their own for this one step.',
  noteLabel: 'A word to them',
  noteHint: 'It stands on their card.',
  kept: rich`Nothing was changed. What you wrote is still there when you close this.`,
};

export const enDelegate: DelegateWords = {
  title: 'While you are away',
  off: rich`Acting for others is switched off here, so nothing new can be set up. Please ask an administrator who should decide while you are away.`,
  lead: rich`Somebody else can decide what waits for you while you are away. You can still decide it as well.`,
  givenTitle: 'Who decides for you',
  nothingGiven: rich`Nobody at the moment.`,
  gotTitle: 'For whom you decide',
  line: ({ name, from, until, hasBegun }) =>
    rich`${strong(name)} · ${wording(`${from} – ${until}`)}${wording(hasBegun ? '' : ' · not yet')}`,
  scope: ({ types, cap }) => {
    const what = types === null ? rich`every type of request` : people(types);
    return cap === null ? rich`For ${what}, whatever the amount.` : rich`For ${what}, up to ${wording(cap)}.`;
  },
  more: (count) => rich`… and ${count} more`,
  endNow: 'End now',
  ending: (name) => ({
    title: 'End it now?',
    text: `${name} cannot decide for you any more from then on. What they have decided stays as it is.`,
    yes: 'End now',
    no: 'Keep it',
  }),
  ended: (name) => rich`It has ended: ${strong(name)} does not decide for you any more.`,
  formTitle: 'Let somebody decide for you',
  toLabel: 'Who decides for you',
  toHint: 'They get a card for everything that waits for you.',
  fromLabel: 'First day',
  untilLabel: 'Last day',
  untilHint: (timeZone) => `Both are whole days, by the clocks of ${timeZone}.`,
  typesLabel: 'Only for these types',
  typesHint: 'Leave it empty for every type of request.',
  capLabel: 'Only up to this amount',
  capHint: 'Leave it empty for any amount. What is above it, or in another currency, stays yours alone.',
  submit: 'Delegate',
  given: (line) =>
    line.hasBegun
      ? rich`${strong(line.name)} decides for you from now on, until the end of ${wording(line.until)}. ${strong(line.name)} gets a message.`
      : rich`${strong(line.name)} decides for you from ${wording(line.from)} until the end of ${wording(line.until)}. You both get a message when it begins.`,
  refusals: {
    off: () => rich`Acting for others is switched off here, so nothing was changed.`,
    'no-permission': () =>
      rich`None of your roles lets you decide on requests, so there is nothing to give away. An administrator can give you one.`,
    'unknown-person': () =>
      rich`This person is not known here. Please choose somebody else, or ask an administrator to add them.`,
    'to-oneself': () => rich`This is you. Please choose somebody else.`,
    unable: ({ why }, { names }) =>
      why === 'inactive'
        ? rich`${people(names)} is not active here, so they cannot decide. Please choose somebody else.`
        : rich`None of the roles of ${people(names)} lets them decide on requests. Please choose somebody else.`,
    'ends-before-start': () => rich`Please choose a last day that is not before the first.`,
    'over-already': () => rich`These days are over already. Please choose a last day that is today or later.`,
    'too-long': ({ daysMax }) => rich`At most ${daysMax} days are possible. Please choose an earlier last day.`,
    'unknown-type': () => rich`One of these types does not exist any more. Please choose again.`,
    'too-many': ({ max }) =>
      rich`You have set up ${max} of these already, and there cannot be more. Please end one that you do not need.`,
    overlap: (_refusal, { names, from, until }) =>
      rich`${people(names)} decides for you from ${wording(from)} to ${wording(until)} already. Please choose other days, or end that one first.`,
    cycle: (_refusal, { names }) =>
      rich`It would come back to you: ${through(names)}. Please choose somebody else, or other days.`,
    'chain-too-long': ({ linksMax }, { names }) =>
      rich`Too many people would act for one another: ${people(names)}. At most ${linksMax} can follow each other; please choose somebody else.`,
    'no-such-delegation': () => rich`It has ended already, so nothing was changed.`,
  },
};

/** `bo decides for you, cy for bo`: who would get it from whom, until it is the reader again. */
function through({ names, more }: NameList): Rich {
  const chain = ['you', ...names];
  const links = chain.slice(1).map((name, at) => rich`${name} decides for ${chain[at] ?? ''}`);
  const rest = more === 0 ? [] : [rich`${more} more follow`];
  return join([...links, ...rest, rich`and you for ${chain.at(-1) ?? ''}`], ', ');
}

function whyYou(ground: NamedGround): Rich {
  switch (ground.kind) {
    case 'delegation':
      return rich`who is away until ${when(ground.until)}`;
    case 'step':
      return ground.note === null
        ? rich`who asked you to decide it in their place`
        : rich`who asked you to decide it in their place (“${ground.note}”)`;
    case 'escalation':
      return rich`because nobody decided in time and ${wording(as[ground.as])}`;
  }
}

const as = {
  manager: 'you are their manager',
  unit_head: 'you are the head of their unit',
  user: 'the template names you',
  role: 'the template names your role',
  group: 'the template names your group',
} as const;

function whyTheyDo(ground: NamedGround): Rich {
  switch (ground.kind) {
    case 'delegation':
      return rich`as they are away until ${when(ground.until)}`;
    case 'step':
      return rich`as they asked for that`;
    case 'escalation':
      return rich`as nobody decided in time`;
  }
}

function behalf({ onBehalfOf }: VoteFact): Rich {
  return onBehalfOf === undefined ? [] : rich` on behalf of ${onBehalfOf}`;
}

function said({ comment }: VoteFact, before: string): Rich {
  return comment === null ? rich`.` : rich`${wording(before)}“${comment}”`;
}

function list(names: readonly string[]): Rich {
  return names.length === 0 ? wording('nobody') : all(names.map((name) => rich`${name}`));
}

function people({ names, more }: NameList): Rich {
  return all([...names.map((name) => rich`${name}`), ...(more === 0 ? [] : [rich`${more} more`])]);
}

function all(pieces: readonly Rich[]): Rich {
  return enumerate(pieces, ', ', ' and ');
}
