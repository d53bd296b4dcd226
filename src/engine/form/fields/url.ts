import { z } from 'zod';
import { commonProperties, placeholder } from '../definition.js';
import { type FieldType, problem } from '../field-type.js';
import { oneLine, readText } from '../text-content.js';

export const URL_CHARS_MAX = 2000;

const urlField = z.strictObject({
  ...commonProperties,
  type: z.literal('url'),
  placeholder,
  default: z.string().transform(oneLine).optional(),
});

/** The address of a page, as it was typed; http and https only. */
export const url = {
  schema: urlField,
  value: () =>
    z
      .url({ protocol: /^https?$/, hostname: /^[^.].*$/ })
      .max(URL_CHARS_MAX)
      .refine(saysWhereItLeads),
  read: (_field, raw) => readText(raw, oneLine),
  write: (_field, value) => value,
  initial: (field) => field.default ?? null,
  explain: () => problem('not-a-url'),
  describe: (_field, value) => ({ kind: 'text', text: value }),
} satisfies FieldType<z.output<typeof urlField>, string>;

/** `https://bank.example@elsewhere.example` shows one place and leads to another. Spaces are no part of an address. */
function saysWhereItLeads(text: string): boolean {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  return address !== undefined && address.username === '' && address.password === '' && !/\s/.test(text);
}
