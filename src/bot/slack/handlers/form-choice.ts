import { isAskedFor } from '../../../engine/form/form-rules.js';
import { pageBefore } from '../../../engine/form/page-walk.js';
import { isOutdated } from '../client.js';
import { fieldOfBlock } from '../form-input.js';
import type { Click, ClosedView, ViewPlace } from '../parse.js';
import type { Visit } from '../visit.js';
import type { DrawnView } from '../within-limits.js';
import { readPage } from './form-page.js';
import { type FormSession, formSession, keepTyped, onPage, sessionView, typedIn } from './form-session.js';

/**
 * Something was chosen on a form: all that is filled in until now is kept, and where other fields depend on the choice
 * the page is drawn again.
 */
export async function onFormChoice(visit: Visit, { blockId = '' }: Click, place: ViewPlace): Promise<void> {
  const page = await readPage(visit, place.metadata, place.state);
  if (page === undefined) return;
  const { session } = page;
  // A choice that arrives behind the page it was made on has nothing more to say.
  if (!(await keepTyped(visit, session))) return;
  const name = fieldOfBlock(blockId);
  if (name === undefined || !isAskedFor(session.type.form, name)) return;
  await redraw(visit, place, await sessionView(visit, session), () => newest(visit, session));
}

/** Back to the page before, with what is filled in on this one. */
export async function previousPage(visit: Visit, place: ViewPlace): Promise<void> {
  const page = await readPage(visit, place.metadata, place.state);
  if (page === undefined) return;
  const { metadata, type, filled } = page.session;
  const before = pageBefore(type.form, filled, metadata.p) ?? 0;
  const session = onPage(page.session, before, metadata.k + 1);
  if (!(await keepTyped(visit, session))) return;
  await redraw(visit, place, await sessionView(visit, session), () => newest(visit, session));
}

/** Slack tells nothing of what was filled in when somebody closes a form; should it do so, that is kept as well. */
export async function onFormClosed(visit: Visit, { metadata, state }: ClosedView): Promise<void> {
  if (Object.keys(state.values).length === 0) return;
  const page = await readPage(visit, metadata, state);
  if (page !== undefined) await keepTyped(visit, page.session);
}

/**
 * Draws over the view that the person saw. Where it was drawn again meanwhile, for a choice just before, the newest
 * state is drawn; where the person went on to another page, that page stays.
 */
async function redraw(
  { client }: Visit,
  { viewId, hash }: ViewPlace,
  view: DrawnView,
  newestView: () => Promise<DrawnView | undefined>,
): Promise<void> {
  try {
    await client.updateView(viewId, view, hash);
  } catch (error) {
    if (!isOutdated(error)) throw error;
    const again = await newestView();
    if (again !== undefined) await client.updateView(viewId, again).catch(leaveIfGone);
  }
}

async function newest(visit: Visit, { metadata, type }: FormSession): Promise<DrawnView | undefined> {
  const draft = await visit.drafts.find(visit.person.personId, metadata.n);
  if (draft === undefined || draft.finishedAt !== null || draft.revision !== metadata.k) return undefined;
  return sessionView(visit, await formSession(visit, type, metadata, typedIn(draft, type.form)));
}

/** Somebody closed the form: nothing is left to be drawn. */
function leaveIfGone(error: unknown): void {
  if (!isOutdated(error)) throw error;
}
