import type { NamedDocument, ReminderCause, WaitingEnd, WaitingItem } from '../../../engine/notice.js';
import type { NoticeWords } from '../notice-words.js';
import { shortNames } from '../people.js';
import type { SettingsWords } from '../settings-words.js';
import { enumerate, type Rich, rich, strong, when, wording } from '../text.js';
import type { NameList } from '../words.js';

export const enNotices: NoticeWords = {
  reminder,
  waits: ({ submitterName, step, since }) =>
    rich`Asked for by ${submitterName} · step ${strong(step)} · since ${when(since)}`,
  due: (at) => rich`Due ${when(at)}`,
  overdue: (since) => rich`${strong(wording('Overdue'))} since ${when(since)}`,
  digest: (count) => rich`${strong(wording(counted(count, 'request waits', 'requests wait')))} for your decision.`,
  digestItem: (item) => rich`${named(item.document)} · ${item.document.typeName}${actingFor(item)}`,
  moreWait: (more) => rich`${wording(counted(more, 'more waits', 'more wait'))}. Type /approvals to see all of them.`,
  nothingWaits: rich`Nothing of this waits for you any more.`,
  waitsNoMore: (document, end) => rich`${named(document)} does not wait for you any more${why(end)}.`,
  escalated: ({ document, step }, to) =>
    rich`Nobody has decided on ${strong(step)} of ${named(document)} in time. From now on ${people(to)} may decide in your place, too.`,
  escalatedToNobody: ({ document, step }) =>
    rich`Nobody has decided on ${strong(step)} of ${named(document)} in time, and nobody else was found who could.`,
  youStillCan: rich`You can still decide yourself; the first decision counts.`,
  delegation: {
    given: {
      from: ({ name, from, until }) =>
        rich`${strong(name)} decides for you from ${wording(from)} until the end of ${wording(until)}, as you asked.`,
      to: ({ name, from, until }) =>
        rich`${strong(name)} will be away and asks you to decide for them from ${wording(from)} until the end of ${wording(until)}.`,
    },
    began: {
      from: ({ name, until }) => rich`${strong(name)} decides for you from now on, until the end of ${wording(until)}.`,
      to: ({ name, until }) => rich`You decide for ${strong(name)} from now on, until the end of ${wording(until)}.`,
    },
    ended: {
      from: ({ name, endsAt }) => rich`${strong(name)} does not decide for you any more, since ${when(endsAt)}.`,
      to: ({ name, endsAt }) => rich`You do not decide for ${strong(name)} any more, since ${when(endsAt)}.`,
    },
    revoked: {
      from: ({ name, endsAt }) => rich`${strong(name)} does not decide for you: you ended it ${when(endsAt)}.`,
      to: ({ name, endsAt }) => rich`You do not decide for ${strong(name)}: they ended it ${when(endsAt)}.`,
    },
  },
  delegationWhatNow: {
    from: () => rich`You can still decide yourself. To end it early, type /delegate.`,
    to: (name) =>
      rich`What waits for ${name} then comes to you as well, and your decisions are shown as made on behalf of ${name}.`,
  },
  question: (askedBy, document, step) =>
    rich`${strong(askedBy)} has a question before deciding on ${strong(step)} of ${named(document)}:`,
  questionWaits: rich`The time for this step stands still until you answer.`,
  questionOver: rich`Nobody waits for an answer any more.`,
  questionAnswered: (at) => rich`You answered ${when(at)}:`,
  answer: (answeredBy, document, step) =>
    rich`${strong(answeredBy)} answered your question about ${named(document)}, on ${strong(step)}:`,
  yourQuestion: (text) => rich`You had asked: “${text}”`,
  expiring: (document, cancelAt) =>
    rich`${named(document)} was sent back to you and nothing has happened since. It will be cancelled ${when(cancelAt)}.`,
  expiringWhatNow: rich`To keep it, edit it and submit it again. If you do not need it any more, there is nothing to do.`,
  expiringNoMore: {
    'submitted-again': (document) =>
      rich`${named(document)} will not be cancelled any more: you have submitted it again.`,
    cancelled: (document) => rich`${named(document)} was cancelled.`,
    kept: (document) => rich`${named(document)} will not be cancelled then: it has been worked on since.`,
  },
  leaver: (person, places) =>
    places === 0
      ? rich`${strong(person)} is not active any more. No step waited for them.`
      : rich`${strong(person)} is not active any more. ${wording(counted(places, 'step that waited for them was', 'steps that waited for them were'))} looked at again:`,
  moved: ({ document, step, successor }) =>
    successor === null
      ? rich`${named(document)} · ${step}: ${strong(wording('nobody was found'))}`
      : rich`${named(document)} · ${step}: ${strong(successor)} is asked now`,
  moreMoved: (more) => rich`${wording(counted(more, 'more is', 'more are'))} not listed here.`,
  leaverWhatNow: rich`Where nobody was found, somebody has to be put on the step. Type /approval-admin stuck to see where.`,
  report: {
    lead: {
      reports: rich`${strong(wording('Weekly report on your team'))}`,
      company: rich`${strong(wording('Weekly report on the company'))}`,
    },
    week: (from, until) => rich`From ${when(from)} until ${when(until)}`,
    moved: (submitted, decided) => rich`${strong(figure(submitted))} submitted, ${strong(figure(decided))} decided`,
    open: (waiting, overdue) => rich`${strong(figure(waiting))} waiting now, ${strong(figure(overdue))} overdue`,
    median: (duration) => rich`${strong(wording(duration))} was the median time to decide a step`,
    noneDecided: rich`No step was decided.`,
    slowestTitle: 'Slowest steps',
    slowest: (typeName, step, duration, count) =>
      rich`${strong(wording(duration))} · ${step} of ${typeName} (${wording(counted(count, 'step', 'steps'))})`,
    awaitedTitle: 'Who is waited for',
    awaited: (name, count, overdue) =>
      overdue === 0
        ? rich`${strong(figure(count))} · ${name}`
        : rich`${strong(figure(count))} · ${name}, ${wording(figureText(overdue))} of them overdue`,
  },
  buttons: { open: 'Open', answer: 'Answer', 'show-stuck': 'Show what is stuck' },
  snooze: {
    menu: 'Remind me again…',
    choices: {
      'in-1-hour': 'In 1 hour',
      'in-3-hours': 'In 3 hours',
      tomorrow: 'Tomorrow morning',
      monday: 'Next Monday morning',
    },
    done: (until) => rich`I will remind you ${when(until)}, if it still waits for you then.`,
    waitsNoMore: rich`This does not wait for you any more, so there is nothing to be reminded of.`,
  },
};

export const enSettings: SettingsWords = {
  title: 'Settings',
  lead: rich`When may I write to you? This is about messages that I send by myself, such as reminders. What somebody else does, such as a new request for you, reaches you at once.`,
  timeZone: (name) => rich`All times are in your time zone, ${strong(name)}. An administrator can change it.`,
  fromLabel: 'Quiet from',
  toLabel: 'Quiet until',
  toHint: 'For no quiet hours, choose the same time twice.',
  daysLabel: 'Quiet days',
  gatherLabel: 'Reminders',
  gather: 'Gather them in one message a day',
  digestLabel: 'Time of that message',
  topicsLabel: 'Messages you want',
  topicsHint: 'Requests that wait for your decision come in any case.',
  topics: {
    reminders: 'Reminders of what waits for you',
    nudges: 'Submitters who ask you not to forget',
    delegations: 'Beginning and end of acting for others',
    reports: 'Weekly reports',
  },
  problems: {
    'no-time': 'Please choose a time.',
    'every-day': 'Please leave at least one day on which I may write to you.',
    'in-quiet-hours': 'This is within your quiet hours. Please choose another time.',
  },
  save: 'Save',
  saved: rich`Saved. From now on I keep to this.`,
};

function reminder(item: WaitingItem, why: ReminderCause): Rich {
  const waits = rich`${named(item.document)} waits for your decision${actingFor(item)}.`;
  switch (why.kind) {
    case 'nudge':
      return rich`${strong(why.by)} asks you not to forget: ${waits}`;
    case 'snoozed':
      return rich`You asked me to remind you: ${waits}`;
    case 'rung':
      return rich`${strong(wording(nthReminder(why.nth)))}: ${waits}`;
  }
}

const votes = { approve: 'approved', reject: 'rejected', return: 'returned' } as const;

function why(end: WaitingEnd): Rich {
  switch (end.kind) {
    case 'voted':
      return rich`: you ${wording(votes[end.decision])} it`;
    case 'decided':
      return end.by.length === 0 ? [] : rich`: ${people(shortNames(end.by))} ${wording(votes[end.decision])} it`;
    case 'expired':
      return rich`: nobody decided in time, so the template ${wording(votes[end.decision])} it`;
    case 'closed':
      return rich`: it was ${wording(end.how)}`;
    case 'not-asked':
      return [];
  }
}

function nthReminder(nth: number): string {
  if (nth === 1) return 'Reminder';
  return nth === 2 ? 'Second reminder' : `Reminder number ${nth}`;
}

function actingFor({ forName }: WaitingItem): Rich {
  return forName === null ? [] : rich`, on behalf of ${forName}`;
}

function named({ title, number }: NamedDocument): Rich {
  return rich`${strong(title)} (${number})`;
}

function people({ names, more }: NameList): Rich {
  const all = names.map((name) => strong(name));
  return enumerate(more === 0 ? all : [...all, rich`${more} others`], ', ', ' and ');
}

function figure(number: number): Rich {
  return wording(figureText(number));
}

function figureText(number: number): string {
  return number.toLocaleString('en');
}

function counted(count: number, single: string, several: string): string {
  return `${figureText(count)} ${count === 1 ? single : several}`;
}
