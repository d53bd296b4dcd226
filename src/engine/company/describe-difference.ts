import { personLine } from './person-line.js';
import type { Change, Difference } from './plan-apply.js';
import { isWithdrawn } from './stored-company.js';
import { writtenChanges } from './written-changes.js';
import { writtenPolicy, writtenTemplate, writtenTest, writtenType } from './written-definitions.js';
import {
  type Written,
  writtenCalendar,
  writtenGroup,
  writtenProfile,
  writtenRole,
  writtenUnit,
} from './written-entries.js';

/**
 * One line per changed entry for a terminal or a message: `+` new, `~` changed, `-` gone. Where more changed in an entry
 * than a line holds, indented lines follow. Empty when there is no difference.
 */
export function describeDifference(difference: Difference): readonly string[] {
  const lines = [
    ...difference.profile.flatMap((change) => entryLines('company', change, (one) => writtenProfile(one, null))),
    ...difference.workspaces.flatMap((change) => entryLines('workspace', change, (one) => ({ id: one.installation }))),
    ...difference.units.flatMap((change) => entryLines('unit', change, writtenUnit)),
    ...difference.roles.flatMap((change) => entryLines('role', change, writtenRole)),
    ...difference.people.map(personLine),
    ...difference.groups.flatMap((change) => entryLines('group', change, writtenGroup)),
    ...difference.calendars.flatMap((change) => entryLines('calendar', change, writtenCalendar)),
    ...difference.types.flatMap((change) =>
      versionLines('type', change, writtenType, 'no longer offered; its documents stay'),
    ),
    ...difference.templates.flatMap((change) =>
      versionLines(
        'template',
        change.after !== undefined && isWithdrawn(change.after) ? gone(change.after) : change,
        writtenTemplate,
        'no longer used; documents under way keep their route',
      ),
    ),
    ...difference.policies.flatMap((change) =>
      versionLines(
        'policy',
        change.after?.active === false ? gone(change.after) : change,
        writtenPolicy,
        'no longer checked',
      ),
    ),
    ...difference.tests.flatMap((change) => entryLines('test', change, writtenTest)),
  ];
  return lines.map(harmless);
}

/** A new version that only says that there is none any more. */
function gone<T>(withdrawn: T): Change<T> {
  return { kind: 'removed', before: withdrawn, after: undefined };
}

function entryLines<T>(kind: string, { before, after }: Change<T>, write: (one: T) => Written): readonly string[] {
  const [was, is] = [before && write(before), after && write(after)];
  if (is === undefined) return [`- ${kind} ${idOf(was ?? {})}`];
  if (was === undefined) return [`+ ${kind} ${idOf(is)}${nameOf(is)}`];
  return changedLines(`~ ${kind} ${idOf(is)}`, writtenChanges(was, is));
}

function versionLines<T extends { readonly version: number }>(
  kind: string,
  change: Change<T>,
  write: (one: T) => Written,
  ended: string,
): readonly string[] {
  if (change.kind === 'removed') return [`- ${kind} ${idOf(write(change.before))}: ${ended}`];
  if (change.kind === 'added') return entryLines(kind, change, write);
  const [was, is] = [write(change.before), write(change.after)];
  return changedLines(`~ ${kind} ${idOf(is)}, version ${change.after.version}`, writtenChanges(was, is));
}

/** A version that says the same again came back after it was withdrawn. */
function changedLines(head: string, changes: readonly string[]): readonly string[] {
  if (changes.length === 0) return [`${head}: in use again`];
  const line = `${head}: ${changes.join(', ')}`;
  return line.length <= LINE_CHARS_MAX || changes.length === 1
    ? [line]
    : [`${head}:`, ...changes.map((one) => `    ${one}`)];
}

const LINE_CHARS_MAX = 100;

function idOf(written: Written): string {
  return String(written.id ?? written.key ?? JSON.stringify(written.name));
}

function nameOf(written: Written): string {
  return written.name === undefined || (written.id ?? written.key) === undefined ? '' : ` (${String(written.name)})`;
}

/** Names are data: nothing in them may move the cursor or turn the line around. */
function harmless(line: string): string {
  return line.replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '');
}
