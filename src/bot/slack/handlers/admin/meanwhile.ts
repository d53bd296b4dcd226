import { noContext } from '../../../view/refusal.js';
import { refusalText } from '../../../view/sentence.js';
import type { Rich } from '../../../view/text.js';
import { isOutdated } from '../../client.js';
import type { SubmissionOutcome } from '../../edge.js';
import { renderNoticeModal } from '../../render/modal.js';
import type { Visit } from '../../visit.js';
import type { DrawnView } from '../../within-limits.js';

/** Says that something is under way, and shows what it came to when it is done, however long that takes. */
export function meanwhile(
  visit: Visit,
  viewId: string,
  notice: { readonly title: string; readonly text: Rich },
  work: () => Promise<DrawnView>,
): SubmissionOutcome {
  const view = renderNoticeModal([notice.text], visit.words, { title: notice.title });
  return { answer: { response_action: 'update', view }, afterwards: () => finish(visit, viewId, work) };
}

/** The same where the modal has been drawn already. */
export async function finish(visit: Visit, viewId: string, work: () => Promise<DrawnView>): Promise<void> {
  try {
    await show(visit, viewId, await work());
  } catch (error) {
    const sentence = refusalText({ code: 'something-wrong' }, noContext, visit.words);
    await show(visit, viewId, renderNoticeModal([sentence], visit.words)).catch(() => undefined);
    throw error;
  }
}

async function show({ client, log, requestId }: Visit, viewId: string, view: DrawnView): Promise<void> {
  try {
    await client.updateView(viewId, view);
  } catch (error) {
    if (!isOutdated(error)) throw error;
    log.info({ requestId }, 'a dialog was closed before its answer came');
  }
}
