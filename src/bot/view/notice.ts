import { endOf } from '../../engine/delegation/delegation.js';
import { formatAmount } from '../../engine/money.js';
import type { NamedDocument, NoticeBody, WaitingItem, WeeklyReport } from '../../engine/notice.js';
import { snoozeChoices } from '../../engine/snooze.js';
import type { Confirmation } from './action.js';
import { durationText } from './duration.js';
import type { DelegationFact } from './notice-words.js';
import { shortNames } from './people.js';
import type { Rich } from './text.js';
import { type Words, wordsFor } from './words.js';

/** A message that is no card. */
export interface NoticeView {
  /** What a notification shows as well. */
  readonly lines: readonly Rich[];
  readonly parts: readonly NoticePart[];
  readonly actions: readonly NoticeAction[];
}

export type NoticePart = NoticeText | NoticeItem;

export type NoticeText =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'line' | 'bullet'; readonly text: Rich }
  /** What somebody wrote, with lines of its own. */
  | { readonly kind: 'quote'; readonly text: string };

/** One of several things, with what can be done about it. */
interface NoticeItem {
  readonly kind: 'item';
  readonly texts: readonly Rich[];
  readonly actions: readonly NoticeAction[];
}

export type NoticeAction =
  | {
      readonly kind: 'claim-confirm' | 'claim-decline';
      readonly label: string;
      readonly style: 'primary' | 'danger';
      readonly claimId: string;
      readonly confirm: Confirmation;
    }
  /** Shows a document, or the form of one that was returned. */
  | { readonly kind: 'open' | 'edit'; readonly label: string; readonly documentId: string }
  | {
      readonly kind: 'answer';
      readonly label: string;
      readonly documentId: string;
      readonly stepId: string;
      readonly questionId: string;
    }
  | { readonly kind: 'show-stuck'; readonly label: string }
  /** A menu. */
  | { readonly kind: 'snooze'; readonly label: string; readonly stepId: string; readonly choices: readonly Choice[] };

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What cannot be done any more has no button. */
export function noticeView(body: NoticeBody, locale: string): NoticeView {
  const words = wordsFor(locale);
  const { notices } = words;
  switch (body.kind) {
    case 'account-linked':
    case 'person-linked':
    case 'claim-ended':
    case 'own-identity-changed':
    case 'identities-changed':
      return told(words.firstContact.notice(body));
    case 'claim':
      return { ...told(words.firstContact.notice(body)), actions: claimActions(body, words) };
    case 'reminder':
      return reminderView(body, words);
    case 'digest':
      return digestView(body, words);
    case 'escalated': {
      const { item, to, at } = body;
      const names = shortNames(to.map(({ name }) => name));
      const lead = to.length === 0 ? notices.escalatedToNobody : notices.escalated(item, names);
      return { ...told([lead, ...about(item, at, words), notices.youStillCan]), actions: [open(item.document, words)] };
    }
    case 'delegation':
      return delegationView(body, locale, words);
    case 'question':
      return questionView(body, words);
    case 'answer': {
      const { document, step, question, text, answeredBy } = body;
      const parts: NoticePart[] = [
        { kind: 'quote', text },
        { kind: 'line', text: notices.yourQuestion(question) },
      ];
      const lines = [notices.answer(answeredBy.name, document, step)];
      return { lines, parts, actions: [open(document, words)] };
    }
    case 'document-expiring': {
      const { document, cancelAt } = body;
      const label = words.buttons['edit-and-resubmit'];
      const edit: NoticeAction = { kind: 'edit', label, documentId: document.id };
      return { ...told([notices.expiring(document, cancelAt), notices.expiringWhatNow]), actions: [edit] };
    }
    case 'leaver':
      return leaverView(body, words);
    case 'weekly-report':
      return reportView(body.report, locale, words);
  }
}

function told(lines: readonly Rich[]): NoticeView {
  return { lines, parts: [], actions: [] };
}

type BodyOf<K extends NoticeBody['kind']> = Extract<NoticeBody, { readonly kind: K }>;

function claimActions({ claimId, person, end }: BodyOf<'claim'>, { firstContact }: Words): readonly NoticeAction[] {
  if (end !== null) return [];
  const confirm = firstContact.confirmation(person.name);
  const decline = firstContact.declining(person.name);
  return [
    { kind: 'claim-confirm', label: firstContact.confirm, style: 'primary', claimId, confirm },
    { kind: 'claim-decline', label: firstContact.decline, style: 'danger', claimId, confirm: decline },
  ];
}

function reminderView({ item, why, at }: BodyOf<'reminder'>, words: Words): NoticeView {
  const lead = words.notices.reminder(item, why);
  return { ...told([lead, ...about(item, at, words)]), actions: itemActions(item, words) };
}

function digestView({ items, more, at }: BodyOf<'digest'>, words: Words): NoticeView {
  const { notices } = words;
  const parts = items.map((item): NoticePart => {
    return {
      kind: 'item',
      texts: [notices.digestItem(item), ...about(item, at, words)],
      actions: itemActions(item, words),
    };
  });
  const rest: readonly NoticePart[] = more === 0 ? [] : [{ kind: 'line', text: notices.moreWait(more) }];
  return { lines: [notices.digest(items.length + more)], parts: [...parts, ...rest], actions: [] };
}

/** Who asks since when, and by when it has to be decided. */
function about(item: WaitingItem, at: string, { notices }: Words): readonly Rich[] {
  const { dueAt } = item;
  if (dueAt === null) return [notices.waits(item)];
  return [notices.waits(item), dueAt <= at ? notices.overdue(dueAt) : notices.due(dueAt)];
}

function itemActions(item: WaitingItem, words: Words): readonly NoticeAction[] {
  const { menu, choices } = words.notices.snooze;
  const snooze: NoticeAction = {
    kind: 'snooze',
    label: menu,
    stepId: item.stepId,
    choices: snoozeChoices.map((value) => ({ value, label: choices[value] })),
  };
  return [open(item.document, words), snooze];
}

function open({ id }: NamedDocument, { notices }: Words): NoticeAction {
  return { kind: 'open', label: notices.buttons.open, documentId: id };
}

function delegationView(body: BodyOf<'delegation'>, locale: string, { notices }: Words): NoticeView {
  const { what, delegation, from, to, typeNames, reader } = body;
  const other = reader === 'from' ? to.name : from.name;
  const { startsAt, endsAt, endedAt, cap } = delegation;
  const fact: DelegationFact = { name: other, startsAt, endsAt: endOf(delegation), endedAt };
  const lead = notices.delegation[what][reader]({ ...fact, endsAt: what === 'ended' ? fact.endsAt : endsAt });
  if (what === 'ended' || what === 'revoked') return told([lead]);
  const scope = notices.delegationScope(typeNames, cap === null ? null : formatAmount(cap, locale));
  return told([lead, scope, notices.delegationWhatNow[reader](other)]);
}

function questionView(body: BodyOf<'question'>, words: Words): NoticeView {
  const { document, stepId, step, questionId, askedBy, text, answer, isOver } = body;
  const { notices } = words;
  const lines = [notices.question(askedBy.name, document, step)];
  const asked: NoticePart = { kind: 'quote', text };
  if (answer !== null) {
    const answered: readonly NoticePart[] = [
      { kind: 'line', text: notices.questionAnswered(answer.at) },
      { kind: 'quote', text: answer.text },
    ];
    return { lines, parts: [asked, ...answered], actions: [open(document, words)] };
  }
  const line = isOver ? notices.questionOver : notices.questionWaits;
  const label = notices.buttons.answer;
  const reply: NoticeAction = { kind: 'answer', label, documentId: document.id, stepId, questionId };
  return {
    lines,
    parts: [asked, { kind: 'line', text: line }],
    actions: isOver ? [open(document, words)] : [reply, open(document, words)],
  };
}

function leaverView({ person, moved, more }: BodyOf<'leaver'>, { notices }: Words): NoticeView {
  const parts = moved.map((place): NoticePart => ({ kind: 'bullet', text: notices.moved(place) }));
  const rest: readonly NoticePart[] = more === 0 ? [] : [{ kind: 'line', text: notices.moreMoved(more) }];
  const isOpen = moved.some(({ successor }) => successor === null);
  const whatNow: readonly NoticePart[] = isOpen ? [{ kind: 'line', text: notices.leaverWhatNow }] : [];
  return {
    lines: [notices.leaver(person.name, moved.length + more)],
    parts: [...parts, ...rest, ...whatNow],
    actions: isOpen ? [{ kind: 'show-stuck', label: notices.buttons['show-stuck'] }] : [],
  };
}

function reportView(report: WeeklyReport, locale: string, { notices }: Words): NoticeView {
  const { scope, from, until, submitted, decided, waiting, overdue, medianMs, slowest, awaited } = report;
  const words = notices.report;
  const bullets = (title: string, texts: readonly Rich[]): readonly NoticePart[] =>
    texts.length === 0
      ? []
      : [{ kind: 'title', text: title }, ...texts.map((text): NoticePart => ({ kind: 'bullet', text }))];
  const slow = slowest.map((one) =>
    words.slowest(one.typeName, one.step, durationText(one.medianMs, locale), one.count),
  );
  const people = awaited.map((one) => words.awaited(one.name, one.count, one.overdue));
  return {
    lines: [
      words.lead[scope],
      words.moved(submitted, decided),
      words.open(waiting, overdue),
      medianMs === null ? words.noneDecided : words.median(durationText(medianMs, locale)),
    ],
    parts: [
      ...bullets(words.slowestTitle, slow),
      ...bullets(words.awaitedTitle, people),
      { kind: 'line', text: words.week(from, until) },
    ],
    actions: [],
  };
}
