import { Document, isCollection, isMap, isScalar, isSeq, type Node, visit } from 'yaml';

/** A short set of properties or list stands in one line up to this many characters. */
const FLOW_CHARS_MAX = 100;
const LINE_CHARS_MAX = 120;
/** An entry stands in a list, which is the value of a property of the file. */
const ENTRY_DEPTH = 4;

/** One property of a file as YAML that people like to read, below a comment. A list's entries have a line between them. */
export function yamlText(name: string, value: unknown, comment: string): string {
  const yaml = new Document({ [name]: value }, { aliasDuplicateObjects: false });
  yaml.commentBefore = comment
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
  visit(yaml, {
    Collection: (_key, node, path) => {
      const isEntry = path.length <= ENTRY_DEPTH && isSeq(path.at(-1));
      if (path.length >= ENTRY_DEPTH && !isEntry && fitsInLine(node)) node.flow = true;
    },
  });
  spaceEntries(yaml.get(name));
  return yaml.toString({ lineWidth: LINE_CHARS_MAX });
}

/** Plain values, or short sets of them. */
function fitsInLine(node: Node): boolean {
  if (JSON.stringify(node).length > FLOW_CHARS_MAX) return false;
  if (isSeq(node)) return node.items.every((item) => isScalar(item) || (isMap(item) && isPlain(item)));
  return isPlain(node);
}

function isPlain(node: unknown): boolean {
  return isMap(node) && node.items.every(({ value }) => isWord(value) || (isSeq(value) && value.items.every(isWord)));
}

function isWord(node: unknown): boolean {
  return isScalar(node) && !String(node.value).includes('\n');
}

function spaceEntries(list: unknown): void {
  if (!isSeq(list)) return;
  for (const [at, entry] of list.items.entries()) {
    if (isCollection(entry)) entry.spaceBefore = at > 0;
  }
}
