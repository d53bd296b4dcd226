import type { ASTNode } from '@marcbachmann/cel-js';

/** One node of what the parser read. */
export type RuleNode = ASTNode;

/** The parts of a node from left to right; of a macro also its variable. */
export function partsOf(node: RuleNode): readonly RuleNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case '!_':
    case '-_':
      return [node.args];
    case 'map':
      return node.args.flat();
    default:
      return node.args;
  }
}

/** The part of the rule that the node was read from, as its author wrote it. */
export function writtenAs({ input, start, end }: RuleNode): string {
  return input.slice(start, end);
}

const MACROS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);

export interface MacroCall {
  readonly name: string;
  readonly list: RuleNode;
  /** What stands for one entry of the list; undefined where something else than a name is written. */
  readonly variable: string | undefined;
  /** Evaluated for every entry. */
  readonly bodies: readonly RuleNode[];
}

/** `receipts.all(r, r.bytes > 0)`, or undefined for another node. */
export function macroCall(node: RuleNode): MacroCall | undefined {
  if (node.op !== 'rcall' || !MACROS.has(node.args[0])) return undefined;
  const [name, list, [variable, ...bodies]] = node.args;
  return { name, list, variable: variable?.op === 'id' ? variable.args : undefined, bodies };
}

/** The field that `amount` or `form.amount` reads; undefined for another node. */
export function fieldRead(node: RuleNode, macroVariables: ReadonlySet<string>): string | undefined {
  if (node.op === 'id') return macroVariables.has(node.args) ? undefined : node.args;
  return formProperty(node);
}

/** `amount` of `form.amount`. */
export function formProperty(node: RuleNode): string | undefined {
  if (node.op !== '.') return undefined;
  const [owner, property] = node.args;
  return owner.op === 'id' && owner.args === 'form' ? property : undefined;
}

/** The field that `has(form.amount)` asks about; undefined for another node. */
export function askedField(node: RuleNode): string | undefined {
  if (node.op !== 'call' || node.args[0] !== 'has') return undefined;
  const [asked, ...others] = node.args[1];
  return asked === undefined || others.length > 0 ? undefined : formProperty(asked);
}

/** What a text literal says; undefined for another node. */
export function literalText(node: RuleNode | undefined): string | undefined {
  return node?.op === 'value' && typeof node.args === 'string' ? node.args : undefined;
}
