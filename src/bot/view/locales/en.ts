import type { Done } from '../../../engine/answer.js';
import type { FileWords } from '../file-words.js';
import { VOTES_MAX, votersOf } from '../people.js';
import type { PolicyWords } from '../policy-words.js';
import { enumerate, join, type Rich, rich, strong, when, wording } from '../text.js';
import type {
  CardWords,
  ChangeFact,
  DoneContext,
  NamedReason,
  NameList,
  OverviewWords,
  PreviewWords,
  StuckFact,
  VoteFact,
  Words,
} from '../words.js';
import { enAdmin } from './en-admin.js';
import { enFirstContact } from './en-first-contact.js';
import { count, enFieldErrors, enForm } from './en-form.js';
import { enDelegate, enLaterCard, enLaterDone, enLaterRefusals, enStepForm } from './en-later.js';
import { enNotices, enSettings } from './en-notices.js';

const permissions: Readonly<Record<string, string>> = {
  'document.create': 'make requests',
  'approval.act': 'decide on requests',
  'approval.reassign': 'reassign steps',
  'document.read_all': 'read every request',
  'audit.read': 'read the audit trail',
  'audit.export': 'export the audit trail',
  'config.people': 'change people',
  'config.roles': 'change roles',
  'config.types': 'change request types',
  'config.templates': 'change templates',
  'config.policies': 'change policies',
  'config.calendars': 'change calendars',
  'config.groups': 'change groups',
  'people.confirm_identity': 'confirm who somebody is',
  'jobs.manage': 'see and retry what the system still has to do',
};

const votes = { approve: 'approved', reject: 'rejected', return: 'returned' } as const;

const refusals: Words['refusals'] = {
  ...enLaterRefusals,
  'foreign-workspace': () =>
    rich`You are signed in to another workspace, and only people of this one can act here. Nothing was changed.`,
  'unknown-installation': () =>
    rich`This workspace is not connected to a company yet. Whoever runs Countersign can connect it.`,
  'unknown-person': () =>
    rich`I do not know you here yet. Please type /approvals, or ask an administrator to link your chat account to you.`,
  'inactive-person': () =>
    rich`Your account is deactivated, so nothing was changed. An administrator can activate it again.`,
  'no-permission': ({ permission }) =>
    rich`None of your roles lets you ${permissions[permission] ?? permission}. An administrator can give you one.`,
  'no-such-type': ({ typeKey }) =>
    rich`There is no request type “${typeKey}” any more. Type /submit to see which there are.`,
  'no-such-document': () => rich`There is no such request. Please check the number; /approvals lists yours.`,
  'own-document': () => rich`This is your own request, so others decide it. You can follow it with /approvals.`,
  'put-oneself': ({ how }) =>
    how === 'reassigned'
      ? rich`You put yourself on this step, so somebody else has to decide it. Nothing was counted.`
      : rich`You wrote the definition that brought this step to you, so somebody else has to decide it. Nothing was counted.`,
  'not-the-submitter': (_refusal, { name }) =>
    rich`Only the person who asked can change or cancel ${named(name)}. Nothing was changed.`,
  'not-the-completer': ({ role }) =>
    role === null
      ? rich`Nobody marks requests of this type as completed. Nothing was changed.`
      : rich`Only people with the role ${role} mark this as completed. Nothing was changed.`,
  'wrong-status': ({ status, since }, { name, isSubmitter, isLapsed }) => {
    const at = since === null ? [] : rich` ${when(since)}`;
    const it = named(name);
    switch (status) {
      case 'draft':
        return rich`${it} is still a draft. Its submitter has to submit it first.`;
      case 'pending':
        return rich`${it} was submitted${at} and is being decided, so this cannot be done now. Cancelling it is possible.`;
      case 'approved':
        return rich`${it} was already approved${at}. Nothing is left to decide.`;
      case 'rejected':
        return rich`${it} was already rejected${at}. ${wording(isSubmitter ? 'You can make a new one with /submit.' : 'Nothing is left to decide.')}`;
      case 'returned':
        return rich`${it} was returned to its submitter${at}. It can be decided again once it is submitted again.`;
      case 'cancelled':
        if (isLapsed)
          return rich`${it} was cancelled${at}, because nobody worked on it any more. ${wording(isSubmitter ? 'You can make a new one with /submit.' : 'Nothing was counted.')}`;
        return isSubmitter
          ? rich`You cancelled ${it}${at}, so it cannot be changed any more. You can make a new one with /submit.`
          : rich`${it} was cancelled by its submitter${at}, so nothing was counted.`;
      case 'completed':
        return rich`${it} was completed${at}. Nothing is left to decide.`;
    }
  },
  stale: ({ round }, { name, changed }) =>
    changed.length > 0
      ? rich`${named(name)} changed after you saw it: ${list(changed)}. Nothing was counted. Please look at it again, then decide.`
      : rich`${named(name)} was submitted again (round ${round}). Nothing was counted. Please use the newest card.`,
  'no-such-step': (_refusal, { name }) =>
    rich`This step is no longer part of ${named(name)}. Please use the newest card, or /approvals.`,
  'not-an-approver': ({ step }) => rich`You are not asked on “${step}”, so nothing was counted.`,
  'step-not-open': ({ step }) => rich`“${step}” is not open yet. You will get a card when it is your turn.`,
  'step-closed': ({ step, at }) =>
    at === null
      ? rich`“${step}” was already decided by others, so your decision is not needed any more.`
      : rich`“${step}” was already decided by others ${when(at)}, so your decision is not needed any more.`,
  'reason-required': () => rich`Please give a reason. The submitter will read it.`,
  'comment-too-long': ({ chars, charsMax }) =>
    rich`This is ${count(chars)} characters long, and ${count(charsMax)} fit. Please shorten it.`,
  'attachment-required': () =>
    rich`A file is required here. Please attach it, then submit again. Nothing you wrote is lost.`,
  'rule-failed': ({ where, error }) =>
    rich`A rule of ${strong(where)} could not be evaluated, so nothing was submitted: ${error} Your draft is kept; please tell an administrator.`,
  'unable-person': ({ why }) => {
    switch (why) {
      case 'inactive':
        return rich`That person is not active, so they cannot decide. Please choose somebody else.`;
      case 'may-not-act':
        return rich`None of that person’s roles lets them decide on requests. Please choose somebody else, or ask an administrator to give them one.`;
      case 'submitter':
        return rich`The submitter cannot decide on their own request. Please choose somebody else.`;
      case 'asked':
        return rich`That person is asked on this step already. Please choose somebody else.`;
      case 'author':
        return rich`That person wrote a definition which shaped this route, so they cannot decide by it. Please choose somebody else.`;
      case 'oneself':
        return rich`Nobody can put themselves on a step. Please choose somebody else.`;
      case 'chose-approver':
        return rich`That person put you on this step themselves, so they cannot decide it. Please choose somebody else.`;
      case 'no-place':
        return rich`No place is free on this step. Please say whose place it is.`;
      case 'given-enough':
        return rich`You gave this step to five people already, which is the most. One of them can decide, and so can you.`;
      case 'no-answer':
        return rich`The submitter is not active any more, so nobody could answer. Please decide without asking.`;
    }
  },
  'invalid-form': () => rich`Some answers need another look. Nothing you wrote is lost.`,
  'no-template': () =>
    rich`No approval route is set up for this yet, so it stays a draft. Please tell an administrator; then submit it from /approvals.`,
  'route-changed': () =>
    rich`The route changed meanwhile, so nothing was submitted. Please look at the new one and submit again.`,
  'something-wrong': () => rich`Something went wrong on our side. Please try again: the same click never counts twice.`,
};

const done: Words['done'] = {
  ...enLaterDone,
  create: () => rich`Saved as a draft.`,
  edit: () => rich`Saved.`,
  submit: ({ status }, { name, asked, stuck }) => {
    if (status === 'rejected')
      return rich`${strong(name)} was rejected by a rule; your card says why. Nobody was asked.`;
    const now = asked.names.length === 0 ? [] : rich` Asked now: ${people(asked)}.`;
    if (stuck.length > 0) return rich`${strong(name)} is submitted.${now} ${join(stuck.map(stuckLine), ' ')}`;
    return rich`${strong(name)} is submitted.${now} You get a message when it is decided.`;
  },
  cancel: ({ number }, { name }) =>
    number === null
      ? rich`Your draft ${strong(name)} is discarded.`
      : rich`${strong(name)} is cancelled. Everyone who was asked sees it.`,
  delete: (_answer, { name }) => rich`Your draft ${strong(name)} is discarded.`,
  complete: (_answer, { name }) => rich`${strong(name)} is completed.`,
  reassign: (_answer, { name, step = '' }) =>
    rich`${strong(step)} of ${strong(name)} was reassigned. Everyone on it sees it.`,
  approve: (answer, about) => rich`You approved ${strong(about.name)}${behalf(about)}. ${afterApproval(answer, about)}`,
  reject: ({ stepOutcome }, about) =>
    stepOutcome === 'rejected'
      ? rich`You rejected ${strong(about.name)}${behalf(about)}. ${about.submitter} gets a message with your reason.`
      : rich`You rejected ${strong(about.name)}${behalf(about)}. Others on this step are still asked.`,
  return: (_answer, about) =>
    rich`You returned ${strong(about.name)}${behalf(about)}. ${about.submitter} gets a message with your reason and can submit it again.`,
};

function behalf({ onBehalfOf }: Pick<DoneContext, 'onBehalfOf'> | VoteFact): Rich {
  return onBehalfOf === undefined ? [] : rich` on behalf of ${onBehalfOf}`;
}

function afterApproval({ status, stepOutcome }: Done, { step = '', stuck }: DoneContext): Rich {
  if (status === 'approved') return rich`${strong(step)} was the last agreement needed: it is approved.`;
  if (stepOutcome !== 'approved') return rich`Others on ${strong(step)} are still asked.`;
  if (stuck.length > 0) return rich`${strong(step)} is complete. ${join(stuck.map(stuckLine), ' ')}`;
  return rich`${strong(step)} is complete; other steps are still needed.`;
}

function reason(why: NamedReason, { toThemselves, submitter, submitterReads }: Parameters<Words['reason']>[1]): Rich {
  const [subject, holds] = toThemselves ? ['you are', 'you hold'] : ['they are', 'they hold'];
  const whose = submitterReads ? rich`your` : rich`${submitter}’s`;
  switch (why.kind) {
    case 'user':
      return rich`because the route names ${wording(toThemselves ? 'you' : 'them')}`;
    case 'role':
      return why.unit === null
        ? rich`because ${wording(holds)} the role ${why.role}`
        : rich`because ${wording(holds)} the role ${why.role} for ${why.unit}`;
    case 'group':
      return rich`because ${wording(subject)} in the group ${why.group}`;
    case 'field':
      return rich`because ${wording(toThemselves ? 'you were' : 'they were')} chosen under ${why.field}`;
    case 'manager':
      return rich`because ${wording(subject)} ${whose} ${wording(managerOf(why.level))}`;
    case 'unit_head':
      return rich`because ${wording(subject)} the head of ${why.unit}`;
    case 'stand-in': {
      const instead =
        why.for === null ? rich`because nobody else could be found` : rich`in place of ${why.for}, who cannot act`;
      if (why.as === 'fallback_group') return rich`${instead}, from the company’s fallback group`;
      const as = wording(standIn[why.as]);
      return why.for === null ? rich`${instead}, as ${whose} ${as}` : rich`${instead}, as their ${as}`;
    }
    case 'reassigned':
      return why.from === null
        ? rich`put there by ${why.by}: “${why.text}”`
        : rich`put there by ${why.by} in place of ${why.from}: “${why.text}”`;
  }
}

const standIn = { delegate: 'delegate', manager: 'manager', unit_head: 'head of unit' } as const;

function managerOf(level: number): string {
  if (level === 1) return 'manager';
  return level === 2 ? 'manager’s manager' : `manager, ${level} levels up`;
}

const policy: PolicyWords = {
  quota: ({ policy: name, unit, year, limit, carried, spent, held, moved, asked, left, leftAfter, isPast }) => {
    const parts = [
      `${limit} a year`,
      ...(carried === undefined ? [] : [`+ ${carried} carried over`]),
      `− ${spent} used`,
      ...(held === undefined ? [] : [`− ${held} waiting`]),
      ...(moved === undefined ? [] : [`− ${moved} taken into later years`]),
    ];
    const then = isPast ? 'when it was submitted: ' : '';
    const sum = rich`${wording(`${then}${parts.join(' ')}`)} = ${left} ${unit}`;
    const rule = rich`${strong(name)} ${wording(String(year))}`;
    return leftAfter === undefined
      ? rich`${rule}: ${asked} asked for, and only ${left} left (${sum}).`
      : rich`${rule}: ${asked} asked for, ${leftAfter} left afterwards (${sum}).`;
  },
  threshold: (amount, above, step) => rich`${strong(step)} is part of the route, because ${amount} is over ${above}.`,
  notice: (name, days, earliest) =>
    rich`${strong(name)}: needs ${days} ${wording(days === 1 ? 'day’s' : 'days’')} notice, so ${earliest} is the first day possible.`,
  blackout: (name, from, to, why) => rich`${strong(name)}: not possible from ${from} to ${to} (${why}).`,
  overlap: (name, number, from, to) => rich`${strong(name)}: it meets ${number}, from ${from} to ${to}.`,
  message: (name, text, step) =>
    step === null ? rich`${strong(name)}: ${text}` : rich`${strong(step)} is part of the route: ${text}`,
  wouldReject: rich`As it is, this is rejected at once when you submit it:`,
  rejected: (at) => rich`${strong(wording('Rejected by a rule'))}${onDay(at)}. Nobody was asked.`,
};

const card: CardWords = {
  ...enLaterCard,
  asksYou: (submitter, title) => rich`${strong(submitter)} asks for your approval: ${strong(title)}`,
  youAreAsked: (step, reasons) => rich`You are asked on ${strong(step)} ${all(reasons)}.`,
  rule: (approveWhen, people) => {
    if (people < 2) return [];
    switch (approveWhen) {
      case 'any':
        return rich`One approval is enough.`;
      case 'all':
        return people === 2 ? rich`Both have to approve.` : rich`All ${people} have to approve.`;
    }
  },
  you: 'you',
  youVoted: ({ decision, at, comment, onBehalfOf }, step) =>
    rich`You ${wording(votes[decision])} this on ${strong(step)}${behalf({ onBehalfOf })} ${when(at)}${comment === null ? '' : rich`: “${comment}”`}`,
  voted,
  closedWithoutYou: (step, decided, at) =>
    decided.length > 0
      ? rich`Your decision on ${strong(step)} is not needed any more: ${votesText(decided)}`
      : rich`Your decision on ${strong(step)} is not needed any more${at === null ? '' : rich`, since ${when(at)}`}.`,
  requestOf: (submitter, title) => rich`${strong(submitter)} asked for ${strong(title)}`,
  toComplete: (submitter, title) =>
    rich`Approved, and yours to carry out for ${strong(submitter)}: ${strong(title)}. Mark it as completed when it is done.`,
  yourRequest: (title) => rich`You asked for ${strong(title)}`,
  waitingFor: (names) => rich`Waiting for ${people(names)}.`,
  approved: (at, by) =>
    rich`${strong(wording('Approved'))}${onDay(at)}${by.length === 0 ? '' : rich` by ${voters(by)}`}.`,
  rejected: (at, by) => rich`${strong(wording('Rejected'))}${onDay(at)}${byVotes(by)}`,
  returned: (at, by) => rich`${strong(wording('Returned'))}${onDay(at)}${byVotes(by)}`,
  cancelled: (at, submitter) =>
    rich`${strong(wording('Cancelled'))}${onDay(at)}${submitter === undefined ? '' : rich` by ${submitter}`}.`,
  completed: (at, by) => rich`${strong(wording('Completed'))}${onDay(at)}${by === undefined ? '' : rich` by ${by}`}.`,
  draft: rich`This is a draft. Nobody is asked before you submit it.`,
  draftOf: (title) => rich`Draft: ${strong(title)}`,
  whatNowReturned: rich`Edit it and submit it again, or cancel it.`,
  whatNowReturnedElsewhere: rich`The newer message below has the buttons to edit it or to cancel it.`,
  whatNowRejected: rich`You can make a new request with /submit.`,
  whatNowStuck: rich`An administrator can put somebody on it. Once the place is filled you can also cancel this request and submit a new one.`,
  yoursChangedSinceDecided: rich`You have changed it since, and not submitted that yet. The decisions are about the version before.`,
  submittedAgain: ({ round, votes, isOwn }) => {
    const [vote] = votes;
    const who = isOwn ? rich`you` : voters(votes);
    const after = vote === undefined ? [] : rich` after ${who} returned it`;
    const why = votes.length === 1 && vote?.comment ? rich` (“${vote.comment}”)` : [];
    return rich`${strong(rich`Round ${round}`)}: submitted again${after}${why}.`;
  },
  changedSinceRound: (round, changes, more) =>
    changes.length === 0
      ? rich`Nothing in it has changed since round ${round}.`
      : rich`Changed since round ${round}: ${join([...changes.map(change), ...(more === 0 ? [] : [rich`${more} more`])], '; ')}.`,
  changedSinceDecided: (submitter) => rich`${submitter} is changing it; you are asked again if it comes back to you.`,
  round: (round) => rich`Round ${round}`,
  formerRound: (round, number, hasNewer) =>
    hasNewer
      ? rich`This was round ${round}. ${number} was submitted again: please use the newer card below.`
      : rich`This was round ${round}. ${number} was submitted again and does not need you at the moment.`,
  formerRoundOfYours: (round) => rich`This was round ${round}; you have submitted it again since.`,
  submittedAt: (at) => rich`Submitted ${when(at)}.`,
  stuckState: stuckLine,
  stuck: (step, submitter) =>
    rich`${strong(step)} for ${submitter} cannot be completed: a person whose decision it needs is missing, inactive or has not used the bot yet.`,
  stuckWayOut: (submitter) =>
    rich`Put somebody on it with /approval-admin, or give somebody the role or the place that the step asks for; then ${submitter} can cancel this request and submit a new one.`,
  notHereYet: (names) =>
    rich`Not in the bot yet: ${people(names)}. Whoever is asked only has to write to it once to see this request.`,
  noLongerStuck: (step) => rich`No help is needed on ${strong(step)} any more.`,
  step: (name, state, at) => rich`${strong(name)} · ${wording(state)}${at === null ? '' : rich` ${when(at)}`}`,
  because: (text) => rich` · ${text}`,
  due: (at) => rich` · due ${when(at)}`,
  ruleFailed: (step, error) => rich`The condition of ${strong(step)} could not be evaluated: ${error}`,
  completeTitle: 'Mark as completed?',
  completeText: (name) => `${name} was carried out. Its submitter gets to see that.`,
  waits: (name) => rich`${name} · waiting`,
  inactive: (person) => rich`${person} · inactive`,
  unreachable: (person) => rich`${person} · has not used the bot yet`,
  openPlaces: (places) => (places === 1 ? rich`nobody found for one place` : rich`nobody found for ${places} places`),
  notNeeded: (name) => rich`${name} · not asked any more`,
  asked: (name, reasons) => rich`${strong(name)}, ${all(reasons)}`,
  progress: 'Progress',
  andMore: (more) => rich`… and ${more} more`,
  shortened: (number) => rich`Shortened here. /approvals ${number} shows everything.`,
  cancelTitle: 'Cancel this request?',
  cancelText: (name) => `${name} ends here. Everyone who was asked sees that you cancelled it.`,
  discardTitle: 'Discard this draft?',
  discardText: 'Only you have seen it. It cannot be brought back.',
  disarmed: rich`This card is out of date. Please use the newer one, or type /approvals.`,
  fallback: {
    asked: (submitter, title, number) => rich`${submitter} asks for your approval: ${title} (${number})`,
    askedFor: (submitter, principal, title, number) =>
      rich`${submitter} asks for an approval that you can give on behalf of ${principal}: ${title} (${number})`,
    approver: (number, status) => rich`${number}: ${wording(status)}`,
    toComplete: (submitter, title, number) => rich`Approved, to be carried out for ${submitter}: ${title} (${number})`,
    submitter: (number, status) => rich`Your request ${number}: ${wording(status)}`,
    outcome: (number, status) => rich`Your request ${number} was ${wording(status.toLowerCase())}`,
    stuck: (number, step) => rich`${number} is stuck: nobody can decide ${step}`,
  },
};

const preview: PreviewWords = {
  title: 'Check and submit',
  leadFor: (status) =>
    status === 'returned'
      ? rich`Your changes are saved. Nobody is asked until you submit again.`
      : rich`It is saved as a draft. Nobody is asked before you submit it.`,
  stuckAhead: (steps) =>
    rich`Nobody can be found for ${people(steps)}, so this request would get stuck there. Please ask an administrator to fill the place before you submit.`,
  content: 'Your request',
  route: 'Who will be asked',
  expected: (at) => rich`Decided by ${when(at)} if everybody takes the time they have.`,
  leadRejected: rich`It is saved as a draft. Edit it, or submit it to have the rejection on record.`,
  routeChanged: rich`The route changed meanwhile. This is the new one; nothing was submitted yet.`,
  contentChanged: rich`This request was changed elsewhere. This is the newest content; nothing was submitted yet.`,
  atTheSameTime: rich`At the same time:`,
  nobody: rich`nobody can be found`,
  doneTitle: 'Done',
  answerTitle: 'Countersign',
};

const overview: OverviewWords = {
  title: 'Approvals',
  waiting: 'Waiting for you',
  requested: 'What you asked for',
  nothingWaits: rich`Nothing waits for you.`,
  nothingRequested: rich`Nothing yet. Type /submit to ask for something.`,
  line: (title, number, type) => rich`${strong(title)} · ${number ?? type}`,
  askedBy: (submitter, at, principal) =>
    principal === undefined
      ? rich`${submitter} · ${when(at)}`
      : rich`${submitter} · ${when(at)} · on behalf of ${principal}`,
  toComplete: (submitter, at) => rich`${submitter} · approved ${when(at)} · to be carried out`,
  state: (status, stepsDone, stepsTotal, at) => {
    const steps =
      stepsTotal === 0 ? [] : rich` · ${stepsDone} of ${stepsTotal} ${wording(stepsTotal === 1 ? 'step' : 'steps')}`;
    return rich`${wording(status)}${steps} · ${when(at)}`;
  },
  history: 'Earlier rounds',
  historyRound: (round, isChangedSince) =>
    isChangedSince ? rich`Round ${round} · about the content before it was changed` : rich`Round ${round}`,
  stuck: 'Stuck',
  heading: (title, total, isMore) => (total === 0 ? title : `${title} (${total}${isMore ? '+' : ''})`),
  notFound: (typed) => rich`There is no such request: “${typed}”. Please check the number; /approvals lists yours.`,
  severalFound: (typed, numbers) => rich`“${typed}” can be several: ${list(numbers)}. Please type the whole number.`,
};

const files: FileWords = {
  open: (name) => `Open ${name}`,
  ready: (name) =>
    rich`Your own link to ${strong(name)}. It works for 10 minutes, in the first browser that opens it; afterwards ask for a new one here.`,
  noAddress: rich`Files cannot be opened from here yet, because nobody told me where browsers reach me. Please ask whoever runs Countersign to set PUBLIC_URL.`,
  gone: rich`This file is not part of the request any more. Please look at its newest card, or at /approvals.`,
  linkTitle: 'Open a file',
  page: {
    language: 'en',
    open: 'Open',
    explain: 'This is the copy that Countersign keeps. It is saved to your downloads.',
    deadTitle: 'This link does not work any more',
    dead: 'This link does not work any more; ask for a new one from the card.',
    damagedTitle: 'This file cannot be opened',
    damaged: 'The stored copy is missing or is not what was submitted. Please tell whoever runs Countersign.',
  },
};

export const en: Words = {
  admin: enAdmin,
  refusals,
  fieldErrors: enFieldErrors,
  done,
  statuses: {
    draft: 'Draft',
    pending: 'Waiting for approval',
    approved: 'Approved',
    rejected: 'Rejected',
    returned: 'Returned',
    cancelled: 'Cancelled',
    completed: 'Completed',
  },
  stepStates: {
    waiting: 'next',
    pending: 'being decided',
    approved: 'approved',
    rejected: 'rejected',
    returned: 'returned',
    skipped: 'not asked any more',
    'nobody-found': 'nobody found',
    stuck: 'stuck',
  },
  buttons: {
    approve: 'Approve',
    'approve-with-comment': 'Approve with comment',
    reject: 'Reject',
    return: 'Return',
    ask: 'Ask a question',
    'delegate-step': 'Let somebody else decide',
    'answer-question': 'Answer',
    nudge: 'Remind them',
    'send-question': 'Send question',
    'send-answer': 'Send answer',
    'let-decide': 'Let them decide',
    'edit-and-resubmit': 'Edit and resubmit',
    cancel: 'Cancel request',
    'cancel-confirm': 'Cancel request',
    'cancel-keep': 'Keep it',
    discard: 'Discard draft',
    'discard-keep': 'Keep it',
    complete: 'Mark as completed',
    'complete-confirm': 'Completed',
    'complete-keep': 'Not yet',
    submit: 'Submit',
    next: 'Next',
    save: 'Continue',
    close: 'Close',
    'back-to-edit': 'Back to edit',
    'previous-page': 'Back',
    'continue-draft': 'Continue this',
    'discard-draft': 'Throw away',
    'start-over': 'Start over',
    'back-to-list': 'Back to the list',
    'back-to-start': 'First page',
    'show-more': 'Next page',
    open: 'Open',
    continue: 'Continue',
  },
  values: { yes: 'Yes', no: 'No', range: (from, to) => `${from} – ${to}` },
  reason,
  card,
  policy,
  form: enForm,
  stepForm: enStepForm,
  delegate: enDelegate,
  files,
  preview,
  overview,
  firstContact: enFirstContact,
  notices: enNotices,
  settings: enSettings,
};

function voted(vote: VoteFact): Rich {
  const { name, decision, at, comment } = vote;
  return rich`${name} ${wording(votes[decision])}${behalf(vote)} · ${when(at)}${comment === null ? '' : rich` · “${comment}”`}`;
}

function stuckLine({ steps, isNobodyLeft, isTold }: StuckFact): Rich {
  const why = isNobodyLeft
    ? rich`nobody can decide ${people(steps)}.`
    : rich`somebody who must decide ${people(steps)} cannot at the moment.`;
  const told = isTold ? 'The administrators were told.' : 'Please tell an administrator.';
  return rich`${strong(wording('Stuck'))}: ${why} ${wording(told)}`;
}

function change({ label, values }: ChangeFact): Rich {
  return values === undefined ? rich`${label}` : rich`${label} ${values.before} → ${values.after}`;
}

function named(name: string | undefined): Rich {
  return name === undefined ? rich`This request` : strong(name);
}

/** Sixty votes are no sentence; each has its own line in the progress. */
function votesText(decided: readonly VoteFact[]): Rich {
  const shown = decided.slice(0, VOTES_MAX).map(voted);
  return join(decided.length > VOTES_MAX ? [...shown, rich`${decided.length - VOTES_MAX} more`] : shown, '; ');
}

/** The outcome's time is told before; of several votes each has its own line in the progress. */
function byVotes(votes: readonly VoteFact[]): Rich {
  const [vote] = votes;
  if (vote === undefined) return rich`.`;
  if (votes.length > 1) return rich` by ${voters(votes)}.`;
  return vote.comment === null ? rich` by ${voter(vote)}.` : rich` by ${voter(vote)}: “${vote.comment}”`;
}

function voter({ name, onBehalfOf }: VoteFact): Rich {
  return rich`${name}${behalf({ onBehalfOf })}`;
}

function voters(votes: readonly VoteFact[]): Rich {
  const { shown, more } = votersOf(votes);
  return all([...shown.map(voter), ...(more === 0 ? [] : [rich`${more} more`])]);
}

function onDay(at: string | null): Rich {
  return at === null ? [] : rich` ${when(at)}`;
}

function list(names: readonly string[]): Rich {
  return all(names.map((name) => rich`${name}`));
}

function people({ names, more }: NameList): Rich {
  return all([...names.map((name) => rich`${name}`), ...(more === 0 ? [] : [rich`${more} more`])]);
}

function all(pieces: readonly Rich[]): Rich {
  return enumerate(pieces, ', ', ' and ');
}
