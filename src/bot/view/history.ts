import { askedOn, type Step } from '../../engine/document.js';
import type { Dossier } from '../../engine/dossier.js';
import type { FieldValue } from '../../engine/form/field-type.js';
import { changedFields, type FormValues } from '../../engine/form/values.js';
import { type FieldAudience, fieldViews, labelsOf } from './fields.js';
import { decisive } from './outcome.js';
import { castBy, namesFor, namesIn } from './people.js';
import type { Reader } from './plain.js';
import type { Rich } from './text.js';
import type { ChangeFact, Words } from './words.js';

/** Longer values cannot be compared at a glance, and the new one stands on the card anyway. */
const VALUE_CHARS_MAX = 60;
const CHANGES_MAX = 8;

/** Why somebody is asked again: who returned it with which words, and what is different now. Nothing in a first round. */
export function historyOf(dossier: Dossier, readerId: string, words: Words, reader: Reader): readonly Rich[] {
  const { round } = dossier.document;
  if (round < 2) return [];
  const former = dossier.formerSteps.filter((step) => step.round === round - 1);
  const votes = decisive(former, 'return', namesFor(readerId, dossier, words));
  const isOwn = former.some((step) => castBy(step, readerId)?.vote?.decision === 'return');
  const again = words.card.submittedAgain({ round, votes, isOwn: isOwn && votes.length === 1 });
  const changes = changesIn(dossier, wasAsked(former, readerId), { reader, words, names: namesIn(dossier) });
  if (changes === undefined) return [again];
  const shown = changes.slice(0, CHANGES_MAX);
  return [again, words.card.changedSinceRound(round - 1, shown, changes.length - shown.length)];
}

/** What it said before is told only to those who were shown it then. */
function changesIn(
  { document, type, formerData }: Dossier,
  sawFormer: boolean,
  audience: FieldAudience,
): readonly ChangeFact[] | undefined {
  if (formerData === undefined) return undefined;
  const text = (data: FormValues, name: string) =>
    fieldViews(type, { title: '', data: only(data, name) }, audience)[0]?.value;
  const changed = inFormOrder(
    changedFields(formerData, document.data),
    type.form.map(({ name }) => name),
  );
  return changed.map((name) => {
    const [label = name] = labelsOf(type.form, [name]);
    if (!sawFormer || !isSameKind(formerData[name], document.data[name])) return { label };
    const [before, after] = [text(formerData, name), text(document.data, name)];
    return before !== undefined && after !== undefined && isShort(before) && isShort(after)
      ? { label, values: { before, after } }
      : { label };
  });
}

function wasAsked(steps: readonly Step[], personId: string): boolean {
  return steps.some((step) => askedOn(step).includes(personId));
}

function inFormOrder(changed: readonly string[], form: readonly string[]): readonly string[] {
  return [...form.filter((name) => changed.includes(name)), ...changed.filter((name) => !form.includes(name))];
}

function only(data: FormValues, name: string): FormValues {
  const value = Object.hasOwn(data, name) ? data[name] : undefined;
  return value === undefined ? {} : { [name]: value };
}

/** A field can have become another kind between two versions of its form, and then has no old value to word. */
function isSameKind(before: FieldValue | undefined, after: FieldValue | undefined): boolean {
  return before !== undefined && after !== undefined && kindOf(before) === kindOf(after);
}

function kindOf(value: FieldValue): string {
  if (Array.isArray(value)) return `list of ${typeof value[0]}`;
  return typeof value === 'object' ? Object.keys(value).sort().join(' ') : typeof value;
}

function isShort(text: string): boolean {
  return text.length <= VALUE_CHARS_MAX && !text.includes('\n');
}
