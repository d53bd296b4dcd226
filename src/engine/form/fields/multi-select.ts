import { z } from 'zod';
import { commonProperties, placeholder, refuseCrossedBounds } from '../definition.js';
import { type FieldType, problem, type RawValue, type Reading } from '../field-type.js';
import { labelOf, options } from '../options.js';
import { explainCount, listLimits, readList } from '../text-list.js';

/** More is no choice that anybody would read on a card. */
const CHOICES_MAX = 100;

/** `min` and `max` count the choices. */
const multiSelectField = z
  .strictObject({
    ...commonProperties,
    ...listLimits(CHOICES_MAX),
    type: z.literal('multi_select'),
    placeholder,
    default: z.array(z.string()).min(1).optional(),
    options,
  })
  .superRefine(refuseCrossedBounds);

type MultiSelectField = z.output<typeof multiSelectField>;

/** Some choices out of a list; their values are stored in the order of the options, so that equal choices are equal. */
export const multiSelect = {
  schema: multiSelectField,
  value: (field) =>
    z
      .array(z.enum(field.options.map((known) => known.value)))
      .min(field.min ?? 1)
      .max(field.max ?? CHOICES_MAX),
  read: readChoices,
  write: (_field, value) => value,
  initial: (field) => field.default ?? null,
  explain: (_field, issue) => explainCount(issue, problem('not-an-option')),
  describe: (field, value) => ({ kind: 'list', texts: value.map((one) => labelOf(field.options, one)) }),
} satisfies FieldType<MultiSelectField, readonly string[]>;

function readChoices({ options: all }: MultiSelectField, raw: RawValue): Reading<readonly string[]> {
  const read = readList(raw);
  if ('problem' in read || read.value === undefined) return read;
  const place = new Map(all.map(({ value }, index) => [value, index]));
  const placeOf = (value: string) => place.get(value) ?? all.length;
  return { value: read.value.toSorted((a, b) => placeOf(a) - placeOf(b)) };
}
