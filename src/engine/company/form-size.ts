import type { FormField } from '../form/field.js';
import { bytesOf } from '../form/page-size.js';
import { PAGE_BYTES_MAX, pagesOf } from '../form/pages.js';

/** Nobody fills a longer one, and each page is a round trip to Slack. */
export const PAGES_MAX = 12;

/** What stands against a form because of what dialogs hold, as sentences with the limit and the way out. */
export function sizeProblems(fields: readonly FormField[]): readonly string[] {
  const pages = pagesOf(fields).length;
  const tooLong =
    pages <= PAGES_MAX
      ? []
      : [
          `the form takes ${pages} pages of Slack's dialogs, and ${PAGES_MAX} are the most; give texts a smaller "max", leave out fields or options, or split it into two types`,
        ];
  return [...fields.flatMap(tooLarge), ...tooLong];
}

function tooLarge(field: FormField): readonly string[] {
  const bytes = bytesOf(field);
  if (bytes <= PAGE_BYTES_MAX) return [];
  const sizes = `${Math.ceil(bytes / 1000)} kB when filled, and a page of a Slack dialog holds ${PAGE_BYTES_MAX / 1000} kB`;
  return [`field "${field.name}" can grow to ${sizes}; leave out options or shorten their texts`];
}
