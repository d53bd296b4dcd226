import { posix } from 'node:path';
import { isNode, type Source, type SyntaxNode } from './source.js';

const linesMax = 350;
/** A locale is one dictionary, translated from top to bottom; a migration is never touched again once it has run. */
const longerFiles = /^(src\/bot\/view\/locales|migrations)\//;
const longerLinesMax = 1500;

/** Names that say nothing about what a file holds. */
const emptyNames = /^(utils?|helpers?|common|misc|managers?|services?|types?|index)$/;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const unfinished = /\b(TODO|FIXME|XXX)\b/;

/** How a file departs from the shape that all files have, in words. */
export function misshapes(source: Source): readonly string[] {
  const found = [...misnamed(source), ...tooLong(source), ...unfinishedIn(source), ...source.nodes.flatMap(unwanted)];
  return found.map((what) => `${source.path}: ${what}`);
}

function misnamed({ path }: Source): readonly string[] {
  const [name = ''] = posix.basename(path).split('.');
  if (emptyNames.test(name)) return [`"${name}" does not say what the file holds`];
  return kebabCase.test(name) ? [] : [`"${name}" is not kebab-case`];
}

function tooLong({ path, lines }: Source): readonly string[] {
  const max = longerFiles.test(path) ? longerLinesMax : linesMax;
  return lines > max ? [`${lines} lines are more than ${max}`] : [];
}

function unfinishedIn({ comments }: Source): readonly string[] {
  return comments.filter((comment) => unfinished.test(comment)).map((comment) => `unfinished:${comment}`);
}

function unwanted(node: SyntaxNode): readonly string[] {
  switch (node.type) {
    case 'ExportDefaultDeclaration':
      return ['a default export'];
    case 'ExportSpecifier':
    case 'ExportAllDeclaration':
      return isNode(node.exported) && node.exported.name === 'default' ? ['a default export'] : [];
    case 'TSEnumDeclaration':
      return ['an enum'];
    case 'TSAnyKeyword':
      return ['any'];
    default:
      return [];
  }
}
