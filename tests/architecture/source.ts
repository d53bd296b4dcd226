import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

/** One file of the repository, read as code. */
export interface Source {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly lines: number;
  /** Every node of the syntax tree, each after the one that holds it. */
  readonly nodes: readonly SyntaxNode[];
  readonly comments: readonly string[];
  /** What is imported, re-exported or imported later, as written. */
  readonly imports: readonly string[];
}

export interface SyntaxNode {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** An import whose target only shows when the program runs; no rule can vouch for it. */
export const computedImport = '<computed>';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** All TypeScript under a folder of the repository. */
export function sourcesIn(folder: string): readonly Source[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
  return files.map((file) => {
    const path = relative(root, join(file.parentPath, file.name)).split(sep).join('/');
    return sourceOf(path, readFileSync(join(root, path), 'utf8'));
  });
}

export function sourceOf(path: string, code: string): Source {
  const { program, comments, errors } = parseSync(path, code);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path} cannot be parsed: ${error.message}`);
  const nodes = nodesOf(program);
  return {
    path,
    lines: code.split('\n').length - 1,
    nodes,
    comments: comments.map((comment) => comment.value),
    imports: nodes.flatMap(importedBy),
  };
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The path that a relative import means, without its extension. */
export function targetOf(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier).replace(/\.(js|ts|tsx)$/, '');
}

function nodesOf(value: unknown, into: SyntaxNode[] = []): SyntaxNode[] {
  if (Array.isArray(value)) for (const one of value) nodesOf(one, into);
  if (!isNode(value)) return into;
  into.push(value);
  for (const one of Object.values(value)) if (typeof one === 'object') nodesOf(one, into);
  return into;
}

function importedBy(node: SyntaxNode): readonly string[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source === null ? [] : [textOf(node.source)];
    case 'TSExternalModuleReference':
      return [textOf(node.expression)];
    case 'CallExpression':
      return isNode(node.callee) && node.callee.name === 'require' ? [computedImport] : [];
    default:
      return [];
  }
}

function textOf(node: unknown): string {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : computedImport;
}
