import type { FormField } from './field-types.js';
import { formulaOf } from './field-types.js';
import type { FilledForm } from './fill.js';
import { type FormPage, pagesOf } from './pages.js';

type Visible = Pick<FilledForm, 'visible'>;

/** The pages that show something to fill in, by their place among all. Always one at least, if only to say so. */
export function shownPages(fields: readonly FormField[], filled: Visible): readonly number[] {
  const shown = pagesOf(fields).flatMap((page, index) => (inputsOn(page, filled).length > 0 ? [index] : []));
  return shown.length > 0 ? shown : [0];
}

/** The first page may show nothing before something is filled in elsewhere. */
export function firstPage(fields: readonly FormField[], filled: Visible): number {
  return shownPages(fields, filled)[0] ?? 0;
}

/** What a page asks for now; what is computed is shown and not asked for. */
export function inputsOn(page: FormPage, { visible }: Visible): readonly FormField[] {
  return page.filter((field) => visible.has(field.name) && formulaOf(field) === undefined);
}

/** The next page that shows something to fill in; undefined behind the last. */
export function pageAfter(fields: readonly FormField[], filled: Visible, page: number): number | undefined {
  return shownPages(fields, filled).find((index) => index > page);
}

export function pageBefore(fields: readonly FormField[], filled: Visible, page: number): number | undefined {
  return shownPages(fields, filled).findLast((index) => index < page);
}
