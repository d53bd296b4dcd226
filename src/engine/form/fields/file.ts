import { z } from 'zod';
import { fileKindNames } from '../../file-kind.js';
import type { StoredFile } from '../../stored-file.js';
import type { FormContext } from '../context.js';
import { commonProperties } from '../definition.js';
import { type FieldProblem, type FieldType, problem, type RawValue, type Reading } from '../field-type.js';

/** Slack's limit for one input. */
export const FILES_MAX = 10;

const fileField = z.strictObject({
  ...commonProperties,
  type: z.literal('file'),
  /** How many files; absent, as many as the document may have. */
  max: z.int().min(1).max(FILES_MAX).optional(),
  /** Which kinds of files; absent, all that are known. */
  accept: z
    .array(z.enum(fileKindNames, `must be one of ${fileKindNames.join(', ')}`))
    .min(1)
    .optional(),
});

const storedFile = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  mediaType: z.string().min(1),
  bytes: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

type FileField = z.output<typeof fileField>;

/** Our own copies of files. */
export const file = {
  schema: fileField,
  value: (field) =>
    z
      .array(storedFile)
      .min(1)
      .max(field.max ?? FILES_MAX),
  check: (_field, value, context) => sizeProblem(value, context),
  read: (_field, raw) => readFiles(raw),
  write: (_field, value) => value,
  initial: () => null,
  explain: explainFiles,
  describe: (_field, value) => ({ kind: 'files', files: value }),
} satisfies FieldType<FileField, readonly StoredFile[]>;

/** The same content twice is kept once: nothing is lost by it, and an approver reads every receipt only once. */
function readFiles(raw: RawValue): Reading<readonly StoredFile[]> {
  if (raw === null || raw === undefined) return { value: undefined };
  const read = z.array(storedFile).safeParse(raw);
  if (!read.success) return { problem: problem('unknown-field') };
  const files = [...new Map(read.data.toReversed().map((one) => [one.sha256, one])).values()].toReversed();
  return { value: files.length === 0 ? undefined : files };
}

function sizeProblem(files: readonly StoredFile[], { attachments: { bytesMax } }: FormContext) {
  const large = files.find(({ bytes }) => bytes > bytesMax);
  return large && problem('too-large-file', { name: large.name, bytesMax });
}

function explainFiles(_field: FileField, issue: z.core.$ZodIssue): FieldProblem {
  return issue.code === 'too_big'
    ? problem('too-many-files', { max: Number(issue.maximum) })
    : problem('unknown-field');
}
