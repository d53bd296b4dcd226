import type { Rich } from '../../view/text.js';
import type { Click } from '../parse.js';
import { renderNotice } from '../render/card.js';
import { renderNoticeModal } from '../render/modal.js';
import { readMetadata } from '../view-metadata.js';
import type { Visit } from '../visit.js';
import type { DrawnView } from '../within-limits.js';
import { detailModal } from './approvals.js';

/**
 * Answers a click privately, where it was made: below the message, or as the modal's new content. What was decided is
 * decided: an answer that does not arrive is given once more, and never turned into news of a failure.
 */
export async function tell(visit: Visit, click: Click, text: Rich): Promise<void> {
  const { requestId, log } = visit;
  try {
    await answer(visit, click, text);
  } catch (first) {
    log.warn({ requestId, err: first }, 'a private answer is given once more');
    await answer(visit, click, text).catch((second: unknown) => {
      log.error({ requestId, err: second }, 'a private answer could not be given');
    });
  }
}

async function answer(visit: Visit, click: Click, text: Rich): Promise<void> {
  const { client, reader } = visit;
  const { place } = click;
  if (place.kind === 'message') {
    if (place.responseUrl !== undefined) await client.respond(place.responseUrl, renderNotice(text, reader));
    return;
  }
  const detail = place.name === 'detail' ? readMetadata('detail', place.metadata) : undefined;
  const view = detail && (await detailModal(visit, detail, [text]));
  await client.updateView(place.viewId, view ?? renderNoticeModal([text], visit.words));
}

/** Opens a modal from a message, or on top of the one that was clicked in. */
export async function showOnTop({ client }: Visit, click: Click, view: DrawnView): Promise<void> {
  if (click.place.kind === 'message') await client.openView(click.triggerId, view);
  else await client.pushView(click.triggerId, view);
}
