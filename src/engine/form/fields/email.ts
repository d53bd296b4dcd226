import { z } from 'zod';
import { commonProperties, placeholder } from '../definition.js';
import { type FieldType, problem } from '../field-type.js';
import { oneLine, readText } from '../text-content.js';

/** The longest that mail can be sent to (RFC 5321). */
export const EMAIL_CHARS_MAX = 254;

const emailField = z.strictObject({
  ...commonProperties,
  type: z.literal('email'),
  placeholder,
  default: z.string().transform(oneLine).optional(),
});

/** An e-mail address, as it was typed. */
export const email = {
  schema: emailField,
  value: () => z.email().max(EMAIL_CHARS_MAX),
  read: (_field, raw) => readText(raw, oneLine),
  write: (_field, value) => value,
  initial: (field) => field.default ?? null,
  explain: () => problem('not-an-email'),
  describe: (_field, value) => ({ kind: 'text', text: value }),
} satisfies FieldType<z.output<typeof emailField>, string>;
