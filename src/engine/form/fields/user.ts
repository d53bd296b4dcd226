import { z } from 'zod';
import type { FormContext } from '../context.js';
import { commonProperties, placeholder } from '../definition.js';
import { type FieldProblem, type FieldType, problem, type RawValue, type Reading } from '../field-type.js';

export const PERSON_ID_CHARS_MAX = 64;

const userField = z.strictObject({
  ...commonProperties,
  type: z.literal('user'),
  placeholder,
  /** Whoever fills the form; nobody else is there in every company. */
  default: z.literal('requester', 'can only be "requester", which is whoever fills the form').optional(),
});

/** One person of the company, by our own id. */
export const user = {
  schema: userField,
  value: () => z.string().min(1).max(PERSON_ID_CHARS_MAX),
  check: (_field, value, context) => personProblem([value], context),
  read: (_field, raw) => readPerson(raw),
  write: (_field, value) => value,
  initial: (field, { requesterId }) => (field.default === undefined ? null : requesterId),
  explain: () => problem('unknown-person'),
  describe: (_field, value) => ({ kind: 'people', personIds: [value] }),
} satisfies FieldType<z.output<typeof userField>, string>;

function readPerson(raw: RawValue): Reading<string> {
  if (raw === null || raw === undefined || raw === '') return { value: undefined };
  return typeof raw === 'string' ? { value: raw } : { problem: problem('unknown-field') };
}

/** The first of the people who cannot be chosen, and why. */
export function personProblem(personIds: readonly string[], context: FormContext): FieldProblem | undefined {
  for (const personId of personIds) {
    const standing = context.standingOf(personId);
    if (standing !== 'active') return problem(standing === 'unknown' ? 'unknown-person' : 'inactive-person');
  }
  return undefined;
}
