import { suggestion } from '../company/nearest.js';
import { properties } from './cel-type.js';
import { CALENDAR_NAME } from './environment.js';
import { builtInNames } from './reserved.js';
import type { RuleScope } from './scope.js';
import { askedField, formProperty, macroCall, partsOf, type RuleNode, writtenAs } from './tree.js';

/** Names that mean nothing in this form, each with the one that was probably meant. */
export function* unknownNames(
  node: RuleNode,
  scope: RuleScope,
  variables: ReadonlySet<string> = new Set(),
): Generator<string> {
  if (node.op === 'id') return yield* unknownName(node.args, scope, variables);
  if (node.op === 'call' && node.args[0] === 'has') return yield* unknownAsked(node, scope);
  const macro = macroCall(node);
  if (macro?.variable !== undefined) {
    yield* unknownNames(macro.list, scope, variables);
    yield* takenVariable(macro.variable, scope, variables);
    const inside = new Set([...variables, macro.variable]);
    for (const body of macro.bodies) yield* unknownNames(body, scope, inside);
    return;
  }
  const property = formProperty(node);
  if (property !== undefined && !variables.has('form')) return yield* unknownField(property, scope);
  if (node.op === '.' && node.args[0].op === 'id' && node.args[0].args === 'requester') {
    return yield* unknownOfRequester(node.args[1]);
  }
  for (const part of partsOf(node)) yield* unknownNames(part, scope, variables);
}

function* unknownName(name: string, scope: RuleScope, variables: ReadonlySet<string>): Generator<string> {
  if (name === 'form') yield '"form" alone means nothing; write form.field, or the name of the field alone';
  const isKnown = variables.has(name) || builtInNames.some((known) => known === name) || hasField(scope, name);
  if (isKnown && name !== CALENDAR_NAME) return;
  const known = [...scope.fields.map((field) => field.name), ...builtInNames, ...variables];
  yield `"${name}" is no field of this form${suggestion(name, known) || `; its fields are ${fieldList(scope)}`}`;
}

function* unknownField(name: string, scope: RuleScope): Generator<string> {
  if (hasField(scope, name)) return;
  const names = scope.fields.map((field) => field.name);
  yield `"form.${name}" is no field of this form${suggestion(name, names) || `; its fields are ${fieldList(scope)}`}`;
}

function* unknownAsked(node: RuleNode, scope: RuleScope): Generator<string> {
  const asked = askedField(node);
  if (asked !== undefined) return yield* unknownField(asked, scope);
  yield `"${writtenAs(node)}": has() asks whether a field has a value; write it as has(form.field)`;
}

function* unknownOfRequester(property: string): Generator<string> {
  const known = Object.keys(properties.Requester ?? {});
  if (known.includes(property)) return;
  yield `"requester.${property}" is not known${suggestion(property, known)} (known: ${known.join(', ')})`;
}

/** A variable that hides a field would make the same word mean two things. */
function* takenVariable(name: string, scope: RuleScope, variables: ReadonlySet<string>): Generator<string> {
  const isTaken = variables.has(name) || builtInNames.some((known) => known === name) || hasField(scope, name);
  if (isTaken) yield `"${name}" already means something else here; call the entry of the list by another name`;
  else if (name === CALENDAR_NAME || name.startsWith('__'))
    yield `"${name}" cannot name the entry of a list; choose another name`;
}

function hasField({ fields }: RuleScope, name: string): boolean {
  return fields.some((field) => field.name === name);
}

const NAMED_MAX = 12;

function fieldList({ fields }: RuleScope): string {
  const names = fields.slice(0, NAMED_MAX).map(({ name }) => name);
  return fields.length > NAMED_MAX ? `${names.join(', ')}, …` : names.join(', ');
}
