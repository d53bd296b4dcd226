import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Path } from '../../engine/company/finding.js';
import { hasMoreValues } from './count-values.js';
import type { FoundFile } from './find-files.js';
import { fileMistake, type Location, type Mistake } from './mistake.js';

/** An alias that stands for an alias and so on could grow to any size. */
const ALIASES_MAX = 1_000;
/** Values and properties that a file may come to, with what its aliases stand for: many times a company of thousands. */
const VALUES_MAX = 1_000_000;

/** One file's properties, with a way back to where each of them stands. */
export interface ParsedFile {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The place of a path inside the file, or of as much of it as there is. */
  locate(path: Path): Location;
}

/** YAML 1.2 without tags of its own kind: text, numbers, true and false, lists and properties. */
export function parseYaml({ name, text }: FoundFile, valuesMax = VALUES_MAX): ParsedFile | readonly Mistake[] {
  try {
    return parse(name, text, valuesMax);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [fileMistake(name, 'the file nests lists or properties too deeply')];
  }
}

function parse(name: string, text: string, valuesMax: number): ParsedFile | readonly Mistake[] {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false, resolveKnownTags: false });
  const at = (offset: number): Location => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (yaml.errors.some((error) => error.code === 'RESOURCE_EXHAUSTION')) throw new RangeError('nested too deeply');
  // A tag that means nothing here is only a warning to the parser; silently ignored, it would surprise.
  const problems = [...yaml.errors, ...yaml.warnings].map(({ pos, code, message }) => ({
    ...at(pos[0]),
    path: [],
    message: SENTENCES.get(code) ?? `this is not valid YAML: ${message}`,
  }));
  if (problems.length > 0) return problems;
  if (yaml.contents !== null && !isMap(yaml.contents) && !isEmptyScalar(yaml.contents)) {
    return [fileMistake(name, 'the file must begin with a property such as "people:"')];
  }
  const data = toData(yaml);
  if (data === undefined) return badAliases(yaml, at);
  if (hasMoreValues(data, valuesMax)) {
    const message = `the file has more than ${valuesMax} values, counting an alias as what it stands for; make it smaller`;
    return [fileMistake(name, message)];
  }
  return { name, data, locate: (path) => at(offsetOf(yaml, path)) };
}

const SENTENCES: ReadonlyMap<string, string> = new Map([
  ['DUPLICATE_KEY', 'the property stands here for the second time; remove one'],
  ['MULTIPLE_DOCS', 'a line of "---" begins a second document; put it into a file of its own'],
  ['TAG_RESOLVE_FAILED', 'tags that begin with "!" are not known here; put text that begins so in quotes'],
  ['TAB_AS_INDENT', 'this line is indented with a tab; YAML wants spaces'],
]);

function isEmptyScalar(contents: unknown): boolean {
  return isScalar(contents) && contents.value === null;
}

/** Undefined when an alias names nothing, itself, or too much. */
function toData(yaml: Document): ParsedFile['data'] | undefined {
  try {
    return { ...yaml.toJS({ maxAliasCount: ALIASES_MAX }) };
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function badAliases(yaml: Document, at: (offset: number) => Location): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  visit(yaml, {
    Alias: (_key, alias) => {
      if (alias.resolve(yaml) !== undefined) return;
      const message = `nothing before this is marked as "&${alias.source}"`;
      mistakes.push({ ...at(alias.range?.[0] ?? 0), path: [], message });
    },
  });
  if (mistakes.length > 0) return mistakes;
  return [{ ...at(0), path: [], message: `the file uses aliases ("*name") more than ${ALIASES_MAX} times` }];
}

/** Follows a path as far as the file has it. */
function offsetOf(yaml: Document, path: Path): number {
  let place: Place = { value: yaml.contents, offset: 0 };
  for (const step of path) {
    const next = inside(isAlias(place.value) ? place.value.resolve(yaml) : place.value, step);
    if (next === undefined) break;
    place = next;
  }
  return place.offset;
}

interface Place {
  readonly value: unknown;
  readonly offset: number;
}

function inside(value: unknown, step: string | number): Place | undefined {
  if (isSeq(value)) {
    const item = value.items[Number(step)];
    return isNode(item) ? { value: item, offset: startOf(item) ?? 0 } : undefined;
  }
  const pair = isMap(value) ? value.items.find(({ key }) => isScalar(key) && String(key.value) === step) : undefined;
  if (pair === undefined) return undefined;
  // A list or set of properties begins on another line than its name, which is what people look for.
  const named = isScalar(pair.value) && pair.value.source !== '' ? startOf(pair.value) : undefined;
  return { value: pair.value, offset: named ?? startOf(pair.key) ?? 0 };
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
