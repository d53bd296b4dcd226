import { z } from 'zod';
import type { AttachmentRule, Completion } from '../definition.js';
import { formSchema } from '../form/field.js';
import type { TypeContent } from './company.js';
import { quote } from './finding.js';
import { sizeProblems } from './form-size.js';
import { definitionName, isKey, key, line, refuse, strict } from './shape.js';

const DESCRIPTION_CHARS_MAX = 300;
/** Files of one document. */
const FILES_MAX = 20;
/** Of one file: Slack takes a thousand, but each is read and kept as a whole. */
const FILE_MIB_MAX = 100;
export const bytesPerMib = 1024 * 1024;

const prefix = z.string().superRefine((text, ctx) => {
  if (/^[A-Z]{2,5}$/.test(text)) return;
  refuse(ctx, `${quote(text)} cannot begin a document's number; write two to five capital letters such as "PR"`);
});

const form = formSchema.superRefine((fields, ctx) => {
  for (const problem of sizeProblems(fields)) refuse(ctx, problem);
});

const attachments = strict({
  required: z.boolean().default(false),
  max: z.int().min(1).max(FILES_MAX).optional(),
  max_mib: z.int().min(1).max(FILE_MIB_MAX).optional(),
}).transform(
  ({ required, max, max_mib }): AttachmentRule => ({
    required,
    ...(max === undefined ? {} : { max }),
    ...(max_mib === undefined ? {} : { bytesMax: max_mib * bytesPerMib }),
  }),
);

const completion = z.unknown().transform((written, ctx): Completion => {
  if (written === 'automatic') return { kind: 'automatic' };
  const [named, ...others] = typeof written === 'object' && written !== null ? Object.entries(written) : [];
  if (named?.[0] === 'role' && isKey(named[1]) && others.length === 0) return { kind: 'role', role: named[1] };
  refuse(ctx, `"completion" cannot be ${quote(written)}; write automatic, or { role: a-key } for those who say so`);
  return z.NEVER;
});

export const typeShape = strict({
  key,
  name: definitionName,
  prefix,
  description: line(DESCRIPTION_CHARS_MAX).optional(),
  title_field: z.string(),
  visible_to_managers: z.boolean().default(false),
  attachments: attachments.optional(),
  completion: completion.optional(),
  form,
}).transform(({ title_field, visible_to_managers, description, attachments, completion, ...type }): TypeContent => {
  return {
    ...type,
    ...(description === undefined ? {} : { description }),
    titleField: title_field,
    visibleToManagers: visible_to_managers,
    ...(attachments === undefined ? {} : { attachments }),
    ...(completion === undefined ? {} : { completion }),
  };
});
