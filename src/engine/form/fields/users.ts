import { z } from 'zod';
import { commonProperties, placeholder, refuseCrossedBounds } from '../definition.js';
import { type FieldType, problem, type RawValue, type Reading } from '../field-type.js';
import { explainCount, listLimits, readList } from '../text-list.js';
import { PERSON_ID_CHARS_MAX, personProblem } from './user.js';

/** Each is looked up when the form is checked. */
const PEOPLE_MAX = 30;

/** `min` and `max` count the people. */
const usersField = z
  .strictObject({
    ...commonProperties,
    ...listLimits(PEOPLE_MAX),
    type: z.literal('users'),
    placeholder,
    default: z.literal('requester', 'can only be "requester", which is whoever fills the form').optional(),
  })
  .superRefine(refuseCrossedBounds);

/** Some people of the company by our own ids, sorted, so that equal choices are equal. */
export const users = {
  schema: usersField,
  value: (field) =>
    z
      .array(z.string().min(1).max(PERSON_ID_CHARS_MAX))
      .min(field.min ?? 1)
      .max(field.max ?? PEOPLE_MAX),
  check: (_field, value, context) => personProblem(value, context),
  read: (_field, raw) => readPeople(raw),
  write: (_field, value) => value,
  initial: (field, { requesterId }) => (field.default === undefined ? null : [requesterId]),
  explain: (_field, issue) => explainCount(issue, problem('unknown-person')),
  describe: (_field, value) => ({ kind: 'people', personIds: value }),
} satisfies FieldType<z.output<typeof usersField>, readonly string[]>;

function readPeople(raw: RawValue): Reading<readonly string[]> {
  const read = readList(raw);
  return 'problem' in read || read.value === undefined ? read : { value: read.value.toSorted() };
}
