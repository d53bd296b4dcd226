import type { ViewPlace } from '../parse.js';
import { CONTINUE_DRAFT, DISCARD_DRAFT, PREVIOUS_PAGE, START_OVER } from '../render/form.js';
import { readMetadata } from '../view-metadata.js';
import type { Visit } from '../visit.js';
import { previousPage } from './form-choice.js';
import { continueDraft, discardDraft } from './form-drafts.js';
import { backToEdit } from './own-document.js';
import { typeChoice } from './submit.js';

const actions = [PREVIOUS_PAGE, START_OVER, CONTINUE_DRAFT, DISCARD_DRAFT] as const;
type FormButton = (typeof actions)[number];

export function isFormButton(actionId: string): actionId is FormButton {
  return actions.some((known) => known === actionId);
}

/** Buttons on a form, and beside the forms that were begun. */
export async function onFormButton(visit: Visit, action: FormButton, draftId: string, place: ViewPlace): Promise<void> {
  switch (action) {
    case PREVIOUS_PAGE:
      return previousPage(visit, place);
    case CONTINUE_DRAFT:
      return continueDraft(visit, place, draftId);
    case DISCARD_DRAFT: {
      const form = await discardDraft(visit, place, draftId);
      const view = form ?? (await typeChoice(visit, await visit.reading.documentTypes(), ''));
      return visit.client.updateView(place.viewId, view);
    }
    case START_OVER:
      return startOver(visit, place);
  }
}

/** What was begun is thrown away, and the document shown as it is. */
async function startOver(visit: Visit, place: ViewPlace): Promise<void> {
  const metadata = readMetadata('form', place.metadata);
  if (metadata === undefined) return;
  await visit.drafts.discard(visit.person.personId, metadata.n);
  await backToEdit(visit, place, metadata.d);
}
