import { isNode, type Source, type SyntaxNode } from './source.js';

/** What would bring a clock, chance or the outside world into the engine. */
const impureNames = new Set([
  'process',
  'globalThis',
  'global',
  'console',
  'fetch',
  'crypto',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
]);
const impureMembers = new Set(['Date.now', 'Math.random']);

/** Ports promise in their types what other rooms do; the files that work through them load, or load, decide and write. */
const asyncFiles: readonly string[] = [
  'src/engine/handle.ts',
  'src/engine/load-facts.ts',
  'src/engine/load-delegations.ts',
  'src/engine/load-ladder.ts',
];
const portsFolder = 'src/engine/ports/';

/** What in a file of the engine depends on more than its arguments, in words. */
export function impurities({ path, nodes }: Source): readonly string[] {
  const properties = new Set(nodes.flatMap(namesWithoutMeaning));
  const found = nodes.filter((node) => !properties.has(node)).flatMap((node) => impurityOf(node, path));
  return found.map((what) => `${path} uses ${what}`);
}

function impurityOf(node: SyntaxNode, path: string): readonly string[] {
  switch (node.type) {
    case 'Identifier':
      return impureIdentifier(String(node.name), path);
    case 'MemberExpression': {
      const member = memberName(node);
      return impureMembers.has(member) ? [member] : [];
    }
    case 'NewExpression':
      return isCalled(node, 'Date') && isEmpty(node.arguments) ? ['new Date() without an argument'] : [];
    case 'CallExpression':
      return isCalled(node, 'Date') ? ['Date() as a clock'] : [];
    case 'AwaitExpression':
      return asyncFiles.includes(path) ? [] : ['await'];
    default:
      return node.async === true && !asyncFiles.includes(path) ? ['async'] : [];
  }
}

function impureIdentifier(name: string, path: string): readonly string[] {
  if (impureNames.has(name)) return [name];
  return name === 'Promise' && !asyncFiles.includes(path) && !path.startsWith(portsFolder) ? ['Promise'] : [];
}

/** `document.process` or `{ console: 1 }` names a property and not the thing of that name. */
function namesWithoutMeaning(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.computed === true) return [];
  const name = node.type === 'MemberExpression' ? node.property : node.key;
  return isNode(name) && node.shorthand !== true ? [name] : [];
}

function memberName({ object, property, computed }: SyntaxNode): string {
  const name = isNode(property) ? (computed === true ? property.value : property.name) : '';
  return isNode(object) ? `${object.name}.${name}` : '';
}

function isCalled({ callee }: SyntaxNode, name: string): boolean {
  return isNode(callee) && callee.type === 'Identifier' && callee.name === name;
}

function isEmpty(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0;
}
