import type { FormField } from './field-types.js';
import { formulaOf } from './field-types.js';
import { type FieldRule, type FormRules, rulesOf } from './form-rules.js';
import { inputsOf } from './pages.js';

export interface RuleProblem {
  readonly field: string;
  readonly property: 'visible_when' | 'computed';
  /** For the admin who wrote it. */
  readonly sentence: string;
}

/** What is wrong with the conditions and formulas of a form. */
export function ruleProblems(fields: readonly FormField[]): readonly RuleProblem[] {
  const rules = rulesOf(fields);
  const broken = fields.flatMap((field) => [
    ...problemsOf(field.name, 'visible_when', rules.condition(field.name)),
    ...problemsOf(field.name, 'computed', rules.formula(field.name)),
  ]);
  if (broken.length > 0) return broken;
  const circle = circleIn(rules);
  return circle === undefined ? fields.flatMap((field) => belowOf(field, fields, rules)) : [circle];
}

function problemsOf(
  field: string,
  property: RuleProblem['property'],
  rule: FieldRule | undefined,
): readonly RuleProblem[] {
  if (rule === undefined) return [];
  return [...rule.problems, ...foreign(rule.text)].map((sentence) => ({ field, property, sentence }));
}

/** Texts in a rule may hold any word. */
const TEXT_LITERAL = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;

/** A form has to mean the same for everybody and on every day, or what was saved would change by itself. */
function foreign(text: string): readonly string[] {
  const words = text.replaceAll(TEXT_LITERAL, '""').match(/\b(?:requester|today)\b/g) ?? [];
  return [...new Set(words)].map((word) => `it speaks of ${word}; within a form only other fields can be asked`);
}

function circleIn({ cycle, condition }: FormRules): RuleProblem | undefined {
  const [first] = cycle ?? [];
  if (cycle === undefined || first === undefined) return undefined;
  const property = condition(first) === undefined ? 'computed' : 'visible_when';
  const way = [...cycle, first].map((name) => `"${name}"`).join(' asks for ');
  return { field: first, property, sentence: `it depends on itself: ${way}; take one of them out` };
}

/** Whoever fills the form downwards would otherwise be past the field before it appears. */
function belowOf(field: FormField, fields: readonly FormField[], rules: FormRules): readonly RuleProblem[] {
  const above = new Set(fields.slice(0, fields.indexOf(field)).map(({ name }) => name));
  const asked = [...inputsOf(rules.condition(field.name)?.reads ?? [], rules)];
  return asked
    .filter((name) => !above.has(name))
    .map((name) => ({
      field: field.name,
      property: 'visible_when' as const,
      sentence: `it asks for "${name}", which stands below; move "${field.name}" behind it`,
    }));
}

/** Properties that a computed field has no use for, because nobody types into it. */
export function uselessWithFormula(field: FormField): readonly string[] {
  if (formulaOf(field) === undefined) return [];
  const typed = { ...field, required: field.required || undefined };
  return ['required', 'default', 'placeholder'].filter((property) => Reflect.get(typed, property) !== undefined);
}
