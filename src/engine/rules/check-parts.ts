import { suggestion } from '../company/nearest.js';
import { readDecimal } from './decimal.js';
import { MACRO_DEPTH_MAX } from './limits.js';
import { macroCall, partsOf, type RuleNode, writtenAs } from './tree.js';
import { functions, methods } from './vocabulary.js';

/** What of CEL is no part of our language: everything that this file does not name. */
export function* foreignParts(node: RuleNode, macroDepth = 0): Generator<string> {
  yield* foreign(node);
  const macro = macroCall(node);
  if (macro === undefined) {
    for (const part of partsOf(node)) yield* foreignParts(part, macroDepth);
    return;
  }
  yield* misuse(node, macroDepth);
  yield* foreignParts(macro.list, macroDepth);
  for (const body of macro.bodies) yield* foreignParts(body, macroDepth + 1);
}

function* foreign(node: RuleNode): Generator<string> {
  switch (node.op) {
    case 'value':
      return yield* foreignValue(node, node.args);
    case 'call':
      return yield* foreignFunction(node.args[0]);
    case 'rcall':
      return yield* foreignMethod(node.args[0], writtenAs(node.args[1]));
    case '[]':
    case '[?]':
      yield `"${writtenAs(node)}": entries of a list cannot be picked by number; write "x in list" or list.exists(entry, …)`;
      return;
    case 'map':
      yield `"${writtenAs(node)}": braces are no part of a rule; remove them`;
      return;
    case '.?':
      yield `"${writtenAs(node)}": .? is no part of a rule; ask has(form.field) first`;
  }
}

function* foreignValue(node: RuleNode, value: unknown): Generator<string> {
  if (value === null) {
    yield 'null is no part of a rule; to ask whether a field has a value write has(form.field)';
  } else if (typeof value === 'object') {
    yield `"${writtenAs(node)}": such a literal is no part of a rule; write a text or a number`;
  } else if (typeof value === 'number' && readDecimal(writtenAs(node)) === undefined) {
    yield `"${writtenAs(node)}" has too many digits; write a shorter number`;
  }
}

function* foreignFunction(name: string): Generator<string> {
  if (Object.hasOwn(functions, name)) return;
  const method = Object.hasOwn(methods, name) ? `; write it with a point: ${methods[name]}` : undefined;
  yield `"${name}" is no function of rules${method ?? suggestion(name, Object.keys(functions))}${knownFunctions(name, method)}`;
}

function knownFunctions(name: string, method: string | undefined): string {
  const isHelped = method !== undefined || suggestion(name, Object.keys(functions)) !== '';
  return isHelped ? '' : ` (known: ${Object.keys(functions).join(', ')})`;
}

function* foreignMethod(name: string, receiver: string): Generator<string> {
  if (name === 'matches') {
    yield '"matches" is not offered, since a pattern can be made to run for seconds; write contains, startsWith or endsWith';
    return;
  }
  if (Object.hasOwn(methods, name)) return;
  const meant = suggestion(name, Object.keys(methods));
  yield `"${name}" cannot be called on "${receiver}"${meant || ` (known: ${Object.keys(methods).join(', ')})`}`;
}

function* misuse(node: RuleNode, macroDepth: number): Generator<string> {
  const macro = macroCall(node);
  if (macro === undefined) return;
  const example = methods[macro.name];
  if (macro.variable === undefined || macro.bodies.length === 0) {
    yield `"${writtenAs(node)}": ${macro.name}() needs a name for an entry and what to ask of it; write it as ${example}`;
  }
  if (macroDepth >= MACRO_DEPTH_MAX) {
    yield `"${writtenAs(node)}": all, exists, exists_one, filter and map cannot stand within each other; ask one question after the other`;
  }
}
