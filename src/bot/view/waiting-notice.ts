import type { Instant } from '../../engine/instant.js';
import type { NamedDocument, WaitingItem } from '../../engine/notice.js';
import { snoozeChoices } from '../../engine/snooze.js';
import { type BodyOf, type NoticeAction, type NoticePart, type NoticeView, told } from './notice-view.js';
import { shortNames } from './people.js';
import type { Rich } from './text.js';
import type { Words } from './words.js';

/** What one message lists; it says how many more there are. */
export const digestItemsMax = 15;

export function reminderView({ item, why, at }: BodyOf<'reminder'>, words: Words): NoticeView {
  if (item.end !== undefined) return told([words.notices.waitsNoMore(item.document, item.end)]);
  const lead = words.notices.reminder(item, why);
  return { ...told([lead, ...aboutItem(item, at, words)]), actions: itemActions(item, words) };
}

export function digestView({ items, more, at }: BodyOf<'digest'>, words: Words): NoticeView {
  const { notices } = words;
  const parts = items.slice(0, digestItemsMax).map((item) => digestPart(item, at, words));
  const unlisted = waitingIn(items.slice(digestItemsMax)) + more;
  const rest: readonly NoticePart[] = unlisted === 0 ? [] : [{ kind: 'line', text: notices.moreWait(unlisted) }];
  const all = waitingIn(items) + more;
  return { lines: [all === 0 ? notices.nothingWaits : notices.digest(all)], parts: [...parts, ...rest], actions: [] };
}

/** What waits no more stays in its place, so that nothing jumps under somebody's finger. */
function digestPart(item: WaitingItem, at: Instant, words: Words): NoticePart {
  const { notices } = words;
  if (item.end !== undefined) {
    return { kind: 'item', texts: [notices.waitsNoMore(item.document, item.end)], actions: [] };
  }
  const texts = [notices.digestItem(item), ...aboutItem(item, at, words)];
  return { kind: 'item', texts, actions: itemActions(item, words) };
}

function waitingIn(items: readonly WaitingItem[]): number {
  return items.filter(({ end }) => end === undefined).length;
}

export function escalatedView({ item, to, at }: BodyOf<'escalated'>, words: Words): NoticeView {
  const { notices } = words;
  if (item.end !== undefined) return told([notices.waitsNoMore(item.document, item.end)]);
  const names = shortNames(to.map(({ name }) => name));
  const lead = to.length === 0 ? notices.escalatedToNobody(item) : notices.escalated(item, names);
  const lines = [lead, ...aboutItem(item, at, words), notices.youStillCan];
  return { ...told(lines), actions: [openAction(item.document, words)] };
}

export function openAction({ id }: NamedDocument, { notices }: Words): NoticeAction {
  return { kind: 'open', label: notices.buttons.open, documentId: id };
}

/** Who asks since when, and by when it has to be decided. */
function aboutItem(item: WaitingItem, at: Instant, { notices }: Words): readonly Rich[] {
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
  return [openAction(item.document, words), snooze];
}
