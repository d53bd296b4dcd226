import type { AdminTrailWords, LaterTrailWords } from '../admin/words.js';
import { enumerate, type Rich, rich, strong, when, wording } from '../text.js';
import type { NameList, Words } from '../words.js';

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
      ? rich`${max} questions wait for an answer here already. Please wait until one is answered.`
      : rich`${max} questions were asked here already, and there cannot be more. Please decide, or return it with what is missing.`,
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

function list(names: readonly string[]): Rich {
  return names.length === 0 ? wording('nobody') : all(names.map((name) => rich`${name}`));
}

function people({ names, more }: NameList): Rich {
  return all([...names.map((name) => rich`${name}`), ...(more === 0 ? [] : [rich`${more} more`])]);
}

function all(pieces: readonly Rich[]): Rich {
  return enumerate(pieces, ', ', ' and ');
}
