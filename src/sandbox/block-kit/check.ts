import type { z } from 'zod';
import type { Block } from './blocks.js';
import { LIMITS } from './limits.js';
import { type Suggestions, suggestions } from './suggestions.js';
import { type HomeView, homeView, type ModalView, messageBlocks, modalView } from './surfaces.js';

/** Either the value as Slack would keep it, or Slack's sentences about what is wrong with it. */
export type Checked<T> = { ok: true; value: T } | { ok: false; problems: readonly string[] };

export function checkMessageBlocks(blocks: unknown): Checked<readonly Block[]> {
  return check(messageBlocks, blocks, '/blocks');
}

export function checkModal(view: unknown): Checked<ModalView> {
  return check(modalView, view, '/view');
}

export function checkHome(view: unknown): Checked<HomeView> {
  return check(homeView, view, '/view');
}

/** What an app answers when it is asked for the options of a menu. */
export function checkSuggestions(answer: unknown): Checked<Suggestions> {
  return check(suggestions, answer, '');
}

/** Slack also limits what all blocks of one message hold together (`msg_blocks_too_long`). */
export function areBlocksTooLong(blocks: readonly Block[]): boolean {
  const further = Math.max(0, blocks.length - 1) * LIMITS.furtherBlockChars;
  return textCharsIn(blocks) + further > LIMITS.allBlocksCharsMax;
}

function textCharsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textCharsIn(item), 0);
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? item.length : textCharsIn(item)),
    0,
  );
}

function check<T>(schema: z.ZodType<T>, value: unknown, root: string): Checked<T> {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  return {
    ok: false,
    problems: result.error.issues.map(
      (issue) => `${inSlackWords(issue, value)} [json-pointer:${pointer(root, issue)}]`,
    ),
  };
}

function pointer(root: string, issue: z.core.$ZodIssue): string {
  return [root, ...issue.path.map(String)].join('/');
}

function inSlackWords(issue: z.core.$ZodIssue, root: unknown): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? `must be less than ${Number(issue.maximum) + 1} characters`
        : `no more than ${issue.maximum} items allowed`;
    case 'too_small':
      return issue.origin === 'string'
        ? 'must be more than 0 characters'
        : `must provide at least ${issue.minimum} items`;
    case 'unrecognized_keys':
      return `no additional properties allowed: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return unsupportedType(at(root, issue.path));
    case 'invalid_type':
      return at(root, issue.path) === undefined ? 'missing required field' : `must provide a valid ${issue.expected}`;
    default:
      return issue.message;
  }
}

/** A union is refused at its `type`, or as a whole. */
function unsupportedType(value: unknown): string {
  if (typeof value === 'string') return `unsupported type: ${value}`;
  if (typeof value === 'object' && value !== null && 'type' in value) return `unsupported type: ${String(value.type)}`;
  return 'failed to match all allowed schemas';
}

function at(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Reflect.get(value, key);
  }, root);
}
