import { MENU_OPTIONS_MAX } from '../../../engine/form/options.js';
import { matchingOptions } from '../../view/matching-options.js';
import { fieldOfBlock } from '../form-input.js';
import type { OptionsRequest } from '../parse.js';
import { optionOf } from '../render/form-element.js';
import { readMetadata } from '../view-metadata.js';
import type { Visit } from '../visit.js';
import type { DrawnSuggestions } from '../within-limits.js';

/** The options of a long list that fit what was typed. */
export async function suggestOptions(visit: Visit, request: OptionsRequest): Promise<DrawnSuggestions> {
  const metadata = request.name === 'form' ? readMetadata('form', request.metadata) : undefined;
  const type = metadata && (await visit.reading.documentType(metadata.t));
  const field = type?.form.find(({ name }) => name === fieldOfBlock(request.blockId));
  if (field?.type !== 'select' && field?.type !== 'multi_select') return { options: [] };
  return { options: matchingOptions(field.options, request.typed, MENU_OPTIONS_MAX).map(optionOf) };
}
