import type { DocumentType } from './definition.js';
import type { FormValues } from './form/values.js';

const titleCharsMax = 120;

/** What lists call a document: the value of its type's title field, else the type's name. */
export function titleOf(type: DocumentType, values: FormValues): string {
  const value = values[type.titleField];
  const text = typeof value === 'string' ? value.replace(/\s+/gu, ' ').trim() : '';
  return text === '' ? type.name : [...text].slice(0, titleCharsMax).join('');
}
