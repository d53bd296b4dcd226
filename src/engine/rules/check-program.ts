import type { Environment } from '@marcbachmann/cel-js';
import { bounded } from './bounded.js';
import { typeWords } from './cel-type.js';
import { unguardedReads } from './check-guards.js';
import { brokenLiterals } from './check-literals.js';
import { unknownNames } from './check-names.js';
import { foreignParts } from './check-parts.js';
import type { Compiled } from './compile.js';
import { environmentOf } from './environment.js';
import { explainParseError } from './explain-error.js';
import { explainTypeError } from './explain-type-error.js';
import { PROBLEMS_MAX, RULE_CHARS_MAX } from './limits.js';
import { lower } from './lower.js';
import { identityOf, type RuleScope } from './scope.js';
import type { RuleNode } from './tree.js';

/** CEL that was checked; what it gives is still CEL's. */
export type CheckedProgram =
  | {
      readonly ok: true;
      readonly parts: Pick<Compiled<unknown>, 'text' | 'fields'>;
      readonly run: (variables: Readonly<Record<string, unknown>>) => unknown;
    }
  | { readonly ok: false; readonly problems: readonly string[] };

const ENVIRONMENTS_MAX = 100;
const environments = bounded<Environment>(ENVIRONMENTS_MAX);

/** All checks one after the other; `wanted` are the types that the result may have. */
export function checkProgram(text: string, scope: RuleScope, wanted: readonly string[]): CheckedProgram {
  if (text.trim() === '') return refused(['the rule is empty; write a condition or leave it out']);
  if (text.length > RULE_CHARS_MAX)
    return refused([`the rule is longer than ${RULE_CHARS_MAX} characters; shorten it`]);

  const environment = environments.get(identityOf(scope), () => environmentOf(scope));
  const parsed = parse(text, environment);
  if ('problem' in parsed) return refused([parsed.problem]);
  const { program } = parsed;

  const misspelt = problemsOf(program.ast, scope);
  if (misspelt.length > 0) return refused(misspelt);
  const unguarded = unguardedReads(program.ast, scope);
  const used = lower(program.ast, scope, environment);
  const mistyped = typeProblems(program.check(), scope, wanted);
  if (mistyped.length + unguarded.length > 0) return refused([...mistyped, ...unguarded]);

  const fields = scope.fields.filter(({ name }) => used.has(name));
  return { ok: true, parts: { text, fields }, run: (variables) => program(variables) };
}

function refused(problems: readonly string[]): { readonly ok: false; readonly problems: readonly string[] } {
  return { ok: false, problems: [...new Set(problems)].slice(0, PROBLEMS_MAX) };
}

type Program = ReturnType<Environment['parse']>;

function parse(text: string, environment: Environment): { readonly program: Program } | { readonly problem: string } {
  try {
    return { program: environment.parse(text) };
  } catch (error) {
    return { problem: explainParseError(error, text) };
  }
}

function problemsOf(rule: RuleNode, scope: RuleScope): readonly string[] {
  const foreign = [...foreignParts(rule)];
  return foreign.length > 0 ? foreign : [...unknownNames(rule, scope), ...brokenLiterals(rule, scope)];
}

function typeProblems(checked: ReturnType<Program['check']>, scope: RuleScope, wanted: readonly string[]): string[] {
  if (!checked.valid) return [explainTypeError(checked.error, scope)];
  const type = checked.type ?? '';
  if (wanted.includes(type)) return [];
  const must = wanted.map(typeWords).join(' or ');
  return [`the rule must give ${must}, and it gives ${typeWords(type)}; ${wayToResult(wanted)}`];
}

function wayToResult([wanted]: readonly string[]): string {
  if (wanted === 'bool') return 'compare it with something';
  return 'change it, or the type of the field';
}
