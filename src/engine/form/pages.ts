import type { FormField } from './field-types.js';
import { type FormRules, rulesOf } from './form-rules.js';
import { blocksOf, bytesOf } from './page-size.js';

/** The fields that a dialog shows at once, as far as their conditions let them. */
export type FormPage = readonly FormField[];

/** Blocks of a page's fields. Slack's dialogs hold 100; the rest is for notices, the lead and the way back. */
const PAGE_BLOCKS_MAX = 80;
/**
 * Bytes of a page's fields when they are filled to the brim. Slack's dialogs hold 250 kB, and what comes back repeats
 * the dialog with everything typed into it, so that both together must stay below what the bot reads.
 */
export const PAGE_BYTES_MAX = 120_000;

/** What is noticed only when the page is sent; every other choice is noticed when it is made. */
const TYPED: ReadonlySet<FormField['type']> = new Set([
  'text',
  'long_text',
  'integer',
  'number',
  'money',
  'email',
  'url',
  'file',
]);

const known = new WeakMap<readonly FormField[], readonly FormPage[]>();

/**
 * The pages of a form in their order: a new one begins where the last is full, where the form says so, and before a
 * field whose condition speaks of something that is typed on the same page.
 */
export function pagesOf(fields: readonly FormField[]): readonly FormPage[] {
  const kept = known.get(fields) ?? split(fields);
  known.set(fields, kept);
  return kept;
}

/** The page that a field stands on; 0 for a name that the form does not have. */
export function pageOf(fields: readonly FormField[], name: string): number {
  const found = pagesOf(fields).findIndex((page) => page.some((field) => field.name === name));
  return Math.max(0, found);
}

function split(fields: readonly FormField[]): readonly FormPage[] {
  const rules = rulesOf(fields);
  const pages: FormField[][] = [[]];
  for (const field of fields) {
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && needsNewPage(field, page, rules)) pages.push([field]);
    else page.push(field);
  }
  return pages;
}

function needsNewPage(field: FormField, page: readonly FormField[], rules: FormRules): boolean {
  if (field.starts_page === true) return true;
  const together = [...page, field];
  if (sum(together, blocksOf) > PAGE_BLOCKS_MAX || sum(together, bytesOf) > PAGE_BYTES_MAX) return true;
  const asked = inputsOf(rules.condition(field.name)?.reads ?? [], rules);
  return page.some(({ name, type }) => TYPED.has(type) && asked.has(name));
}

/** The fields that somebody fills in, behind names of which some may be computed of others. */
export function inputsOf(names: readonly string[], rules: FormRules): ReadonlySet<string> {
  const inputs = new Set<string>();
  const seen = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const formula = rules.formula(name);
    if (formula === undefined) inputs.add(name);
    else open.push(...formula.reads);
  }
  return inputs;
}

function sum(fields: readonly FormField[], of: (field: FormField) => number): number {
  return fields.reduce((total, field) => total + of(field), 0);
}
