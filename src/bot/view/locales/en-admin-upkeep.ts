import type { UnablePerson } from '../../../engine/ports/radar.js';
import type { AdminJobsWords, AdminStuckWords } from '../admin/upkeep-words.js';
import { enumerate, join, type Rich, rich, strong, when, wording } from '../text.js';

export const enJobs: AdminJobsWords = {
  kinds: {
    document: 'Planning of cards',
    card: 'Cards',
    copy: 'Copies that lose their buttons',
    notice: 'Messages',
    claim: 'Claims that run out',
    rung: 'Deadlines of steps',
    deputies: 'Deputies on requests',
    delegation: 'Delegations that begin or end',
    leaver: 'People who left',
    stale: 'Returned requests that rest',
    reminders: 'Reminders',
    report: 'Weekly reports',
    timetable: 'Regular work',
  },
  lead: rich`What has to be done in the background, by kind:`,
  nothingWaits: rich`Nothing has to be done in the background at this moment.`,
  load: (kind, { due, held, later, failed, oldestDueAt }) => {
    const oldest = oldestDueAt === undefined ? [] : rich`, the oldest since ${when(oldestDueAt)}`;
    const parts = [
      ...(due === 0 ? [] : [rich`${figure(due)} due${oldest}`]),
      ...(held === 0 ? [] : [rich`${figure(held)} under way`]),
      ...(later === 0 ? [] : [rich`${figure(later)} due later`]),
      ...(failed === 0 ? [] : [strong(rich`${figure(failed)} failed`)]),
    ];
    return rich`${strong(wording(kind))}: ${join(parts, ' · ')}`;
  },
  failedTitle: 'Failed',
  nothingFailed: rich`Nothing has failed.`,
  failed: (kind, document, person) =>
    join(
      [
        strong(wording(kind)),
        ...(document === null ? [] : [rich`${document}`]),
        ...(person === null ? [] : [rich`for ${person}`]),
      ],
      ' · ',
    ),
  failedAbout: (attempts, since, error) =>
    rich`Owed since ${when(since)}, tried ${wording(counted(attempts, 'time', 'times'))}: ${error}`,
  retried: (count) => rich`${wording(counted(count, 'job is', 'jobs are'))} tried again now.`,
  retriedNothing: rich`Nothing was left to try again: it is done by now, or under way.`,
  retryAll: {
    title: 'Try all again?',
    text: 'Everything that failed is tried again now. What still has the same cause will fail again.',
    yes: 'Try all again',
    no: 'Not yet',
  },
};

const unable: Readonly<Record<UnablePerson['why'], string>> = {
  left: 'who is not active any more',
  unreachable: 'who has no account in chat',
  'may-not-act': 'whose roles do not let them decide',
};

function idle(why: UnablePerson['why']): string {
  return why === 'may-not-act' ? 'whose roles do not let them make requests' : unable[why];
}

export const enStuck: AdminStuckWords = {
  lead: rich`These requests cannot go on by themselves. Those that are stuck for longest come first.`,
  nothing: rich`No request is stuck.`,
  document: (title, number, typeName) =>
    number === null ? rich`${strong(title)} · ${typeName}` : rich`${strong(title)} (${number}) · ${typeName}`,
  about: (submitter, since) => rich`Asked for by ${submitter} · stuck since ${when(since)}`,
  openPlace: (step) => rich`Nobody was found for ${strong(step)}.`,
  ruleFailed: (step, error) => rich`The condition of ${strong(step)} could not be evaluated: ${error}`,
  unable: (step, people, more) => {
    const named = people.map(({ name, why }) => rich`${strong(name)}, ${wording(unable[why])}`);
    const rest = more === 0 ? [] : [wording(`${figureText(more)} more`)];
    return rich`${strong(step)} waits for ${enumerate([...named, ...rest], '; ', '; and ')}.`;
  },
  noCompleter: (role) => rich`It is approved, and nobody has the role ${strong(role)} that carries it out.`,
  submitterUnable: ({ name, why }) => rich`It was returned to ${strong(name)}, ${wording(idle(why))}.`,
  noAnswer: (step, { name, why }) =>
    rich`The clock of ${strong(step)} stands still until ${strong(name)} answers, ${wording(idle(why))}.`,
  undelivered: (person, error) => rich`The card for ${strong(person)} does not arrive: ${error}`,
  fix: {
    openPlace: rich`Put somebody on the step.`,
    ruleFailed: rich`Put somebody on the step, and correct the condition in the template so that this does not happen again.`,
    unable: {
      left: rich`Put somebody else on the step in their place.`,
      unreachable: rich`Link them to their chat account, or put somebody else on the step in their place.`,
      'may-not-act': rich`Give them a role that lets them decide, or put somebody else on the step in their place.`,
      several: rich`Put others on the step in their place.`,
    },
    noCompleter: (role) => rich`Give somebody the role ${role}.`,
    submitterUnable: {
      left: rich`Nobody else can submit it. It will be cancelled by itself; whoever still needs it can ask for it anew.`,
      unreachable: rich`Link them to their chat account, so that they can submit it again.`,
      'may-not-act': rich`Give them a role that lets them make requests, so that they can submit it again.`,
    },
    noAnswer: {
      left: rich`Tell those who are asked to decide it without the answer. Nobody is reminded by itself meanwhile.`,
      unreachable: rich`Link them to their chat account, so that they can answer.`,
      'may-not-act': rich`Give them a role that lets them make requests, so that they can answer.`,
    },
    undelivered: rich`Make sure that they are linked to the right chat account, then try the card again under /approval-admin jobs.`,
  },
};

function figure(number: number): Rich {
  return wording(figureText(number));
}

function figureText(number: number): string {
  return number.toLocaleString('en');
}

function counted(count: number, single: string, several: string): string {
  return `${figureText(count)} ${count === 1 ? single : several}`;
}
