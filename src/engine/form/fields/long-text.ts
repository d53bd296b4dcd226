import { z } from 'zod';
import { refuseCrossedBounds } from '../definition.js';
import type { FieldType } from '../field-type.js';
import { explainLength, manyLines, readText, textProperties, textValue } from '../text-content.js';

const longTextField = z
  .strictObject({
    ...textProperties,
    default: z.string().transform(manyLines).optional(),
    type: z.literal('long_text'),
  })
  .superRefine(refuseCrossedBounds);

/** Text of many lines. */
export const longText = {
  schema: longTextField,
  value: (field) => textValue(field),
  read: (_field, raw) => readText(raw, manyLines),
  write: (_field, value) => value,
  initial: (field) => field.default ?? null,
  explain: (field, issue) => explainLength(field, issue),
  describe: (_field, value) => ({ kind: 'text', text: value }),
} satisfies FieldType<z.output<typeof longTextField>, string>;
