import { localDate } from '../../engine/calendar/local-date.js';
import type { DocumentType } from '../../engine/definition.js';
import { type Delegation, endOf } from '../../engine/delegation/delegation.js';
import type { FormField } from '../../engine/form/field.js';
import { epochMs, type Instant, instant } from '../../engine/instant.js';
import { formatAmount } from '../../engine/money.js';
import type { Confirmation } from './action.js';
import type { DelegationContext, DelegationLine } from './later-words.js';
import { type Names, nameOf, shortNames } from './people.js';
import type { Reader } from './plain.js';
import type { Rich } from './text.js';
import { type Words, wordsFor } from './words.js';

/** Who decides for somebody while they are away, for whom they decide, and a form to add one. */
export interface DelegateView {
  readonly notices: readonly Rich[];
  readonly lead: Rich;
  readonly given: readonly GivenView[];
  readonly got: readonly Rich[];
  /** Nothing where none can be added. */
  readonly fields: readonly DelegateField[];
  readonly words: Words;
}

export interface GivenView {
  readonly delegationId: string;
  readonly lines: readonly Rich[];
  readonly confirm: Confirmation;
}

export interface DelegateField {
  readonly field: FormField;
  readonly hint: string;
  readonly initial: string | null;
}

export interface DelegateSource {
  readonly given: readonly Delegation[];
  readonly got: readonly Delegation[];
  readonly names: Names;
  /** What can be asked for. */
  readonly types: readonly DocumentType[];
  readonly reader: Reader;
  readonly now: Instant;
  readonly notices: readonly Rich[];
  /** Why none can be added; undefined where it can. */
  readonly obstacle: Rich | undefined;
}

/** Of more that somebody got the first are shown. */
const GOT_MAX = 20;

export function delegateView(source: DelegateSource): DelegateView {
  const { given, got, names, reader, notices, obstacle } = source;
  const words = wordsFor(reader.locale);
  const shown = got.slice(0, GOT_MAX).map((one) => linesOf(one, one.fromId, source, words));
  return {
    notices,
    lead: obstacle ?? words.delegate.lead,
    given: given.map((one) => ({
      delegationId: one.id,
      lines: linesOf(one, one.toId, source, words),
      confirm: words.delegate.ending(nameOf(names, one.toId)),
    })),
    got: [...shown.flat(), ...(got.length > GOT_MAX ? [words.delegate.more(got.length - GOT_MAX)] : [])],
    fields: obstacle === undefined ? fieldsOf(source, words) : [],
    words,
  };
}

/** What is asked for to make one: read and checked as the form of a document is. */
export function delegateFields(types: readonly DocumentType[], { delegate }: Words): readonly FormField[] {
  const options = types.map(({ key, name }) => ({ value: key, label: name }));
  const currencies = currenciesIn(types);
  const { toLabel, fromLabel, untilLabel, typesLabel, capLabel } = delegate;
  return [
    { type: 'user', name: 'to', label: toLabel, required: true },
    { type: 'date', name: 'from', label: fromLabel, required: true, min: 'today' },
    { type: 'date', name: 'until', label: untilLabel, required: true, min: 'today' },
    ...(options.length === 0
      ? []
      : [{ type: 'multi_select' as const, name: 'types', label: typesLabel, required: false, options }]),
    ...(currencies.length === 0
      ? []
      : [{ type: 'money' as const, name: 'cap', label: capLabel, required: false, currencies }]),
  ];
}

/** Of amounts in other currencies nothing here could be compared with the limit. */
function currenciesIn(types: readonly DocumentType[]): string[] {
  const all = types.flatMap(({ form }) => form.flatMap((field) => (field.type === 'money' ? field.currencies : [])));
  return [...new Set(all)].sort();
}

function fieldsOf({ types, reader, now }: DelegateSource, words: Words): readonly DelegateField[] {
  const { toHint, untilHint, typesHint, capHint } = words.delegate;
  const today = localDate(now, reader.timeZone);
  const hints: Readonly<Record<string, string>> = {
    to: toHint,
    until: untilHint(reader.timeZone),
    types: typesHint,
    cap: capHint,
  };
  return delegateFields(types, words).map((field) => ({
    field,
    hint: hints[field.name] ?? '',
    initial: field.type === 'date' ? today : null,
  }));
}

function linesOf(delegation: Delegation, otherId: string, source: DelegateSource, { delegate }: Words): Rich[] {
  const line = delegationLine(delegation, otherId, source);
  return [delegate.line(line), delegate.scope(line)];
}

/** One delegation as its reader tells it: the other person, and days by the reader's own clocks. */
export function delegationLine(
  delegation: Delegation,
  otherId: string,
  { names, types, reader, now }: Pick<DelegateSource, 'names' | 'types' | 'reader' | 'now'>,
): DelegationLine {
  const typeNames = delegation.types?.map((key) => types.find((type) => type.key === key)?.name ?? key);
  return {
    name: nameOf(names, otherId),
    ...daysOf(delegation, reader),
    hasBegun: delegation.startsAt <= now,
    types: typeNames === undefined ? null : shortNames(typeNames),
    cap: delegation.cap && formatAmount(delegation.cap, reader.locale),
  };
}

/** The first and the last day; an end at midnight belongs to the day before. */
export function daysOf(delegation: Delegation, { locale, timeZone }: Reader): Pick<DelegationLine, 'from' | 'until'> {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const last = instant(epochMs(endOf(delegation)) - 1);
  return { from: format.format(epochMs(delegation.startsAt)), until: format.format(epochMs(last)) };
}

/** What the sentence of a refusal names besides the refusal itself. */
export function delegationContext(
  personIds: readonly string[],
  meets: Delegation | undefined,
  names: Names,
  reader: Reader,
): DelegationContext {
  const days = meets === undefined ? { from: '', until: '' } : daysOf(meets, reader);
  return { names: shortNames(personIds.map((id) => nameOf(names, id))), ...days };
}
