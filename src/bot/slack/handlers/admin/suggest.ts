import { MENU_OPTIONS_MAX } from '../../../../engine/form/options.js';
import type { Subcommand } from '../../../view/admin/subcommand.js';
import { matchingOptions } from '../../../view/matching-options.js';
import type { OptionsRequest } from '../../parse.js';
import { PERSON_BLOCK, personOptions } from '../../render/admin/person-menu.js';
import { PLACE_BLOCK } from '../../render/admin/reassign.js';
import { optionOf } from '../../render/form-element.js';
import { readMetadata } from '../../view-metadata.js';
import { dossierFor, type Visit } from '../../visit.js';
import type { DrawnSuggestions } from '../../within-limits.js';
import { refusedUse } from './permitted.js';
import { placesOf } from './reassign.js';

const TYPED_CHARS_MAX = 100;

/** The menus of administrators' forms, by the name of the view. */
const subcommandOf: Readonly<Record<string, Subcommand>> = {
  'admin-simulate': 'simulate',
  'admin-reassign': 'reassign',
  'admin-audit': 'audit',
};

export function isAdminMenu({ name }: OptionsRequest): boolean {
  return Object.hasOwn(subcommandOf, name);
}

export async function suggestForAdmin(visit: Visit, request: OptionsRequest): Promise<DrawnSuggestions> {
  const subcommand = subcommandOf[request.name];
  if (subcommand === undefined || (await refusedUse(visit, subcommand)) !== undefined) return { options: [] };
  if (request.blockId === PERSON_BLOCK) return people(visit, request, subcommand);
  return request.blockId === PLACE_BLOCK ? places(visit, request) : { options: [] };
}

/** Of the trail one may also ask what somebody did who has left. */
async function people({ admin, words }: Visit, { typed }: OptionsRequest, subcommand: Subcommand) {
  const search = typed.trim().slice(0, TYPED_CHARS_MAX);
  const { items } = await admin.people({ limit: MENU_OPTIONS_MAX, ...(search !== '' && { search }) });
  const able = subcommand === 'audit' ? items : items.filter(({ active }) => active);
  return { options: personOptions(able, words) };
}

async function places(visit: Visit, { metadata, typed }: OptionsRequest): Promise<DrawnSuggestions> {
  const read = readMetadata('admin-reassign', metadata);
  const dossier = read && (await dossierFor(visit, read.d));
  if (dossier === undefined) return { options: [] };
  return { options: matchingOptions(placesOf(visit, dossier), typed, MENU_OPTIONS_MAX).map(optionOf) };
}
