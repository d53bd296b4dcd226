import type { Environment } from '@marcbachmann/cel-js';
import { readDecimal } from './decimal.js';
import { CALENDAR_NAME, readName } from './environment.js';
import type { RuleScope } from './scope.js';
import { askedField, formProperty, macroCall, partsOf, type RuleNode, writtenAs } from './tree.js';

/**
 * Makes CEL's tree of ours, in place, so that errors still point at what was written: numbers with decimals become exact
 * ones, fields get names that collide with nothing, and days of work get the calendar they are counted by. Gives the
 * fields that the rule reads or asks about.
 */
export function lower(rule: RuleNode, scope: RuleScope, environment: Environment): ReadonlySet<string> {
  const names = new Set(scope.fields.map(({ name }) => name));
  const used = new Set<string>();
  lowerNode(rule);
  return used;

  function lowerNode(node: RuleNode): void {
    const asked = askedField(node);
    if (asked !== undefined) {
      used.add(asked);
      return;
    }
    lowerSelf(node);
    for (const part of lowerableParts(node)) lowerNode(part);
  }

  function lowerSelf(node: RuleNode): void {
    const property = formProperty(node);
    if (node.op === 'value' && typeof node.args === 'number') {
      replaceArgs(node, readDecimal(writtenAs(node)));
    } else if (node.op === 'id' && names.has(node.args)) {
      used.add(node.args);
      replaceArgs(node, readName(node.args));
    } else if (node.op === '.' && property !== undefined) {
      used.add(property);
      replaceArgs(node, [node.args[0], readName(property)]);
    } else if (node.op === 'call' && node.args[0] === 'business_days') {
      replaceArgs(node, [node.args[0], [...node.args[1], environment.parse(CALENDAR_NAME).ast]]);
    }
  }
}

/** The variable of a macro is a name to be given and not one to be read. */
function lowerableParts(node: RuleNode): readonly RuleNode[] {
  const macro = macroCall(node);
  return macro === undefined ? partsOf(node) : [macro.list, ...macro.bodies];
}

/** Only before the type check: the library decides there, once and for all, how each node is evaluated. */
function replaceArgs(node: RuleNode, args: unknown): void {
  Reflect.set(node, 'args', args);
}
