import { z } from 'zod';
import { ruleProblems, uselessWithFormula } from './check-rules.js';
import type { FormContext } from './context.js';
import { isRelativeDay } from './day.js';
import { FIELDS_MAX } from './definition.js';
import { explainDefinition } from './definition-error.js';
import { type FormField, fieldDefinition } from './field-types.js';
import { checkForm, initialRaw } from './values.js';

export type { FormField } from './field-types.js';

/**
 * One field of a form. Every message is a sentence for the admin who wrote the file: it names the field, the property
 * and the way out.
 */
export const formField = z.unknown().transform((input, ctx): FormField => {
  const read = fieldDefinition.safeParse(input);
  if (!read.success) {
    for (const issue of read.error.issues) report(ctx, input, issue.path, explainDefinition(issue, input));
    return z.NEVER;
  }
  const useless = uselessWithFormula(read.data);
  for (const property of useless) report(ctx, input, [property], `"${property}" ${BESIDE_FORMULA}`);
  const refused = useless.length > 0 ? undefined : refusedDefault(read.data);
  if (refused !== undefined) report(ctx, input, ['default'], refused);
  return read.data;
});

/** The fields of a form in their order. */
export const formSchema = z
  .array(formField, 'a form is a list of fields; begin each with "- name:"')
  .min(1, 'the form has no fields; give it at least one')
  .max(FIELDS_MAX, `the form has more than ${FIELDS_MAX} fields, which no dialog can show; leave some out`)
  .superRefine(refuseTwinNames)
  .superRefine(refuseBadRules);

const BESIDE_FORMULA = 'means nothing beside "computed", as nobody types into such a field; remove one of them';

function report(ctx: z.RefinementCtx, input: unknown, path: PropertyKey[], sentence: string): void {
  ctx.addIssue({ code: 'custom', path, message: `field ${nameIn(input)}: ${sentence}` });
}

function nameIn(input: unknown): string {
  const named = z.object({ name: z.string() }).safeParse(input);
  return named.success ? JSON.stringify(named.data.name) : 'without a name';
}

/**
 * A default that its own form refuses would greet everyone with an error. One that is counted from the day of asking is
 * only compared with bounds that are as well, as on some days any other pair of them is crossed.
 */
function refusedDefault(field: FormField): string | undefined {
  if (!('default' in field) || field.default === undefined) return undefined;
  const alone = [{ ...comparable(field), required: true }];
  const check = checkForm(alone, initialRaw(alone, someContext), someContext);
  if (check.ok) return undefined;
  const reasons = check.errors.map(({ code, params }) => [code, ...Object.entries(params).flat()].join(' '));
  return `"default" is refused by the field itself (${reasons.join(', ')}); change it or leave it out`;
}

const someContext: FormContext = {
  today: '2030-01-01',
  requesterId: 'someone',
  standingOf: () => 'active',
  attachments: { required: false, max: 1, bytesMax: 1 },
  calendar: undefined,
};

function comparable({ visible_when, ...field }: FormField): FormField {
  if (field.type !== 'date' && field.type !== 'date_range') return field;
  const given = typeof field.default === 'object' ? field.default.from : (field.default ?? '');
  const { min, max, ...rest } = field;
  const keep = (bound: string | undefined) =>
    bound !== undefined && isRelativeDay(bound) === isRelativeDay(given) ? bound : undefined;
  return { ...rest, min: keep(min), max: keep(max) };
}

function refuseTwinNames(fields: readonly FormField[], ctx: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { name }] of fields.entries()) {
    if (seen.has(name)) {
      const message = `field "${name}": the form has two fields of this name; rename one`;
      ctx.addIssue({ code: 'custom', path: [index, 'name'], message });
    }
    seen.add(name);
  }
}

/** Aborts, so that nothing further is asked of a form whose rules mean nothing. */
function refuseBadRules(fields: readonly FormField[], ctx: z.RefinementCtx): void {
  for (const { field, property, sentence } of ruleProblems(fields)) {
    const path = [fields.findIndex(({ name }) => name === field), property];
    ctx.addIssue({ code: 'custom', path, message: `field "${field}", "${property}": ${sentence}`, continue: false });
  }
}
