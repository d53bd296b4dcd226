import type { FileRefusal } from '../../../engine/ports/files.js';
import { join, type Rich, rich, strong, when, wording } from '../text.js';
import type { FormWords, Words } from '../words.js';

export const enFieldErrors: Words['fieldErrors'] = {
  required: () => 'Please fill this in.',
  'too-short': ({ min }) => `Please write at least ${count(min)} characters.`,
  'too-long': ({ max }) => `Please shorten this to ${count(max)} characters.`,
  'not-a-number': ({ example, mistake }) => {
    if (mistake === 'comma') return `Please write decimals with a point, for example ${example}.`;
    if (mistake === 'sign') return `Please write the amount without a currency sign, for example ${example}.`;
    return `Please write a number, for example ${example}.`;
  },
  'not-whole': () => 'Please write a whole number, without decimals.',
  'too-small': ({ min, currency }) => `Please enter ${amount(min, currency)} or more.`,
  'too-large': ({ max, currency }) =>
    max === undefined ? 'This amount is too large.' : `Please enter ${amount(max, currency)} or less.`,
  'too-many-decimals': ({ currency, decimals }) => {
    if (currency === undefined) return `Please write at most ${decimals} decimals.`;
    return decimals === 0 ? `${currency} has no decimals.` : `${currency} has at most ${decimals} decimals.`;
  },
  negative: () => 'Please write an amount that is not below zero.',
  'unknown-currency': ({ known }) => `Please choose a currency: ${known}.`,
  'not-a-date': () => 'Please choose a day.',
  'too-early': ({ min }) => `Please choose ${day(min)} or later.`,
  'too-late': ({ max }) => `Please choose ${day(max)} or earlier.`,
  'end-before-start': () => 'Please choose a last day that is not before the first.',
  'not-a-time': () => 'Please choose a time of day.',
  'not-a-moment': () => 'Please choose a day and a time.',
  'not-an-option': () => 'Please choose one of the options.',
  'too-few': ({ min }) => `Please choose at least ${count(min)}.`,
  'too-many': ({ max }) => `Please choose at most ${count(max)}.`,
  'wrong-pattern': ({ help }) => (help === undefined ? 'Please write this in the form asked for.' : String(help)),
  'unknown-person': () =>
    'This person is not known here. Please choose somebody else, or ask an administrator to add them.',
  'inactive-person': () => 'This person is no longer active here. Please choose somebody else.',
  'not-an-email': () => 'Please write an e-mail address, for example ana@example.com.',
  'not-a-url': () => 'Please write the whole address of a page, for example https://example.com/page.',
  'too-many-files': ({ max }) => `Please attach at most ${count(max)} files.`,
  'too-large-file': ({ name, bytesMax }) =>
    `${name} is too large. Please attach files of at most ${megabytes(bytesMax)}.`,
  'rule-failed': ({ error }) => `This cannot be worked out (${error}). Please tell an administrator.`,
  'unknown-field': () => 'The form has changed. Please fill this in again.',
};

export const enForm: FormWords = {
  chooseTitle: 'New request',
  chooseLabel: 'What would you like to ask for?',
  noSuchType: (typed) => rich`There is no request type “${typed}”. Please choose one of these.`,
  noTypes: rich`There is nothing to ask for yet: no request type is set up. An administrator can add one.`,
  moreTypes: (more) => rich`${more} more types are not listed; type /submit with the name of one.`,
  currency: 'Currency',
  choose: 'Choose',
  chooseDay: 'Choose a day',
  chooseTime: 'Choose a time',
  changedMeanwhile: rich`This form has changed meanwhile. Please check your answers and continue.`,
  changedElsewhere: rich`This request was changed elsewhere meanwhile. Your answers are still here; continuing replaces the other change.`,
  answersKept: rich`Nothing was saved. What you wrote is still there when you close this.`,
  reasonKept: rich`When you close this you can copy what you wrote. It cannot be sent any more.`,
  help: [
    rich`${strong(wording('/submit'))} starts a request. A name after it goes straight to that form.`,
    rich`${strong(wording('/approvals'))} lists what waits for you and what you asked for. A number after it, for example PR-2026-0001 or just 1, opens that request.`,
    rich`${strong(wording('/approvals settings'))} is where you choose which messages you get, and when.`,
    rich`${strong(wording('/delegate'))} lets somebody else decide for you while you are away.`,
  ],
  outdated: rich`Some of what you answered does not fit any more. Please check it and continue.`,
  page: (page, pages) => `Page ${page} of ${pages}`,
  moreToAnswer: rich`With these answers there is a little more to fill in below.`,
  pagesLost: rich`What you filled in on the pages before could not be found again. Please check all pages.`,
  computed: (label, value) => rich`${strong(label)}  ${value}`,
  rangeFrom: (label) => `${label}: first day`,
  rangeTo: (label) => `${label}: last day`,
  begunTitle: rich`You have begun before and not sent it yet:`,
  begun: (type, title, at) =>
    title === undefined ? rich`${strong(type)} · ${when(at)}` : rich`${strong(type)} · ${title} · ${when(at)}`,
  moreBegun: (more) => rich`… and ${more} more, which are listed once those above are sent or thrown away.`,
  continued: rich`This is what you filled in before. It is not sent yet.`,
  counts: (min, max) => {
    if (min !== undefined && max !== undefined) return `Choose ${count(min)} to ${count(max)}.`;
    if (min !== undefined) return `Choose at least ${count(min)}.`;
    return max === undefined ? undefined : `Choose at most ${count(max)}.`;
  },
  filesHint: (max, size, kinds) => {
    const files = max === 1 ? `One file of at most ${size}` : `Up to ${max} files of at most ${size} each`;
    return kinds === undefined ? `${files}.` : `${files}: ${kinds}.`;
  },
  keptFiles: (label) => `${label}: files attached`,
  keptFilesHint: 'Untick a file to remove it.',
  attachFile: 'Please attach a file.',
  checkingTitle: 'Checking files',
  checking: rich`Checking your files… This takes a few seconds. What you filled in is kept.`,
  fileRefused: (name, refusal) =>
    rich`${name === '' ? wording('One of the files') : strong(name)} was not taken: ${whyNotTaken(refusal)}`,
  sameFile: (name, kept) => rich`${strong(name)} has the same content as ${strong(kept)}; it is attached once.`,
  problems: (problems) =>
    rich`Please look at this again. ${join(
      problems.map(({ label, problem }) => rich`${strong(label)}: ${problem}`),
      ' ',
    )}`,
  limits: (min, max) => {
    if (min !== undefined && max !== undefined) return `From ${min} to ${max}.`;
    if (min !== undefined) return `At least ${min}.`;
    return max === undefined ? undefined : `At most ${max}.`;
  },
  whenLimits: (min, max) => {
    if (min !== undefined && max !== undefined) return `From ${min} to ${max}.`;
    if (min !== undefined) return `Not before ${min}.`;
    return max === undefined ? undefined : `Not after ${max}.`;
  },
  reasonTitles: { approve: 'Approve with comment', reject: 'Reject', return: 'Return' },
  reasonLabels: { approve: 'Comment', reject: 'Reason', return: 'What should be changed?' },
  reasonHint: {
    approve: 'Everyone who can see this request can read it.',
    reject: 'The submitter and everyone who can see this request can read it.',
    return: 'The submitter can change the request and submit it again.',
  },
  reasonAbout: (name, title, submitter) => rich`${strong(name)} · ${title} · asked for by ${submitter}`,
};

export function count(chars: string | number | undefined): string {
  return Number(chars ?? 0).toLocaleString('en');
}

function amount(value: string | number | undefined, currency: string | number | undefined): string {
  const text = typeof value === 'number' ? value.toLocaleString('en') : String(value ?? '');
  return currency === undefined ? text : `${text} ${currency}`;
}

function whyNotTaken(refusal: FileRefusal): Rich {
  switch (refusal.code) {
    case 'gone':
      return rich`it was deleted before it could be fetched. Please attach it again.`;
    case 'unreachable':
      return rich`it could not be fetched just now. Please attach it again.`;
    case 'empty':
      return rich`it is empty. Please attach another file.`;
    case 'encrypted':
      return rich`it is protected by a password, so nobody could read it. Please attach a copy without one.`;
    case 'too-large':
      return rich`it is larger than ${wording(megabytes(refusal.bytesMax))}. Please attach a smaller one.`;
    case 'wrong-type':
      return rich`${wording(refusal.is === undefined ? 'this kind of file' : `it is a file of kind ${kinds([refusal.is])}, which`)} is not accepted here. Please attach one of: ${wording(kinds(refusal.accept))}.`;
    case 'renamed':
      return rich`its name ends in .${refusal.named}, but it is a file of kind ${wording(refusal.is.toUpperCase())}. Please rename it and attach it again.`;
  }
}

function kinds(accept: readonly string[]): string {
  return accept.map((kind) => kind.toUpperCase()).join(', ');
}

/** A day, a time of day, or a moment, which is told with its zone because sentences on fields know no reader's. */
function day(date: string | number | undefined): string {
  const text = String(date ?? '');
  const at = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);
  if (!text.includes('-') || Number.isNaN(at)) return text;
  const format = { dateStyle: 'long', timeZone: 'UTC' } as const;
  if (!text.includes('T')) return new Intl.DateTimeFormat('en', format).format(at);
  return `${new Intl.DateTimeFormat('en', { ...format, timeStyle: 'short' }).format(at)} UTC`;
}

function megabytes(bytes: string | number | undefined): string {
  return `${(Number(bytes ?? 0) / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}
