import type { FormField } from '../../../engine/form/field.js';
import { MENU_OPTIONS_MAX } from '../../../engine/form/options.js';
import { delegateFields } from '../../view/delegate.js';
import { matchingOptions } from '../../view/matching-options.js';
import { fieldOfBlock } from '../form-input.js';
import type { OptionsRequest } from '../parse.js';
import { optionOf } from '../render/form-element.js';
import { readMetadata } from '../view-metadata.js';
import type { Visit } from '../visit.js';
import type { DrawnSuggestions } from '../within-limits.js';

/** The options of a long list that fit what was typed. */
export async function suggestOptions(visit: Visit, request: OptionsRequest): Promise<DrawnSuggestions> {
  const fields = await fieldsOf(visit, request);
  const field = fields.find(({ name }) => name === fieldOfBlock(request.blockId));
  if (field?.type !== 'select' && field?.type !== 'multi_select') return { options: [] };
  return { options: matchingOptions(field.options, request.typed, MENU_OPTIONS_MAX).map(optionOf) };
}

/** The form that the menu stands in: of a document's type, or the one for who decides while somebody is away. */
async function fieldsOf({ reading, words }: Visit, request: OptionsRequest): Promise<readonly FormField[]> {
  if (request.name === 'delegate') return delegateFields(await reading.documentTypes(), words);
  const metadata = request.name === 'form' ? readMetadata('form', request.metadata) : undefined;
  const type = metadata && (await reading.documentType(metadata.t));
  return type?.form ?? [];
}
