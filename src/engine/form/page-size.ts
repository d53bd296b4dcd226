import type { FormField } from './field-types.js';
import { MENU_OPTIONS_MAX } from './options.js';
import { TEXT_CHARS_MAX } from './text-content.js';

/** What the JSON around a field and around one of its options takes, rounded up. */
const BYTES_PER_FIELD = 800;
const BYTES_PER_OPTION = 100;
/** The most that one UTF-16 unit takes in UTF-8. */
const BYTES_PER_CHAR = 3;
const BYTES_PER_FILE = 1000;
const FILES_SHOWN = 10;
const BYTES_PER_PERSON = 100;
const PEOPLE_SHOWN = 30;
const ADDRESS_CHARS = 2000;

/** How many blocks of a dialog the field takes. */
export function blocksOf(field: FormField): number {
  switch (field.type) {
    case 'money':
      return field.currencies.length > 1 ? 2 : 1;
    case 'date_range':
      return 2;
    // What is kept of the files of an earlier visit, and the input for new ones.
    case 'file':
      return 2;
    default:
      return 1;
  }
}

/** The size that the field can reach in a dialog when somebody edits a document whose texts are as long as they may be. */
export function bytesOf(field: FormField): number {
  return BYTES_PER_FIELD + definitionBytes(field) + contentBytes(field);
}

/** Label, help and placeholder. The options of a long list are asked for one by one and not part of the dialog. */
function definitionBytes(field: FormField): number {
  const shown = 'options' in field && field.options.length > MENU_OPTIONS_MAX ? { ...field, options: [] } : field;
  return new TextEncoder().encode(JSON.stringify(shown)).length;
}

function contentBytes(field: FormField): number {
  switch (field.type) {
    case 'text':
    case 'long_text':
      return (field.max ?? TEXT_CHARS_MAX) * BYTES_PER_CHAR;
    case 'email':
    case 'url':
      return ADDRESS_CHARS * BYTES_PER_CHAR;
    case 'select':
    case 'multi_select':
      return Math.min(field.options.length, MENU_OPTIONS_MAX) * BYTES_PER_OPTION;
    case 'money':
      return field.currencies.length * BYTES_PER_OPTION;
    case 'file':
      return FILES_SHOWN * BYTES_PER_FILE;
    case 'users':
      return PEOPLE_SHOWN * BYTES_PER_PERSON;
    case 'integer':
    case 'number':
    case 'date':
    case 'date_range':
    case 'time':
    case 'datetime':
    case 'boolean':
    case 'user':
      return 0;
  }
}
