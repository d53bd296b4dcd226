import type { Page, Summary } from '../../../engine/ports/reading.js';
import { detailView } from '../../view/detail.js';
import { type ListPage, overviewView } from '../../view/lists.js';
import type { Rich } from '../../view/text.js';
import type { Click, SlashCommand, ViewPlace } from '../parse.js';
import { renderNotice, renderNotices } from '../render/card.js';
import { renderDetail } from '../render/detail.js';
import { renderNoticeModal } from '../render/modal.js';
import { LINES_PER_PAGE, renderOverview } from '../render/overview.js';
import { readMetadata, type ViewMetadata } from '../view-metadata.js';
import { dossierFor, refusalSentence, type Visit } from '../visit.js';
import type { DrawnView } from '../within-limits.js';
import { findByNumber } from './find-by-number.js';
import { isSettings, openSettings } from './settings.js';
import { isHelp } from './submit.js';

/** `/approvals [number]`: everything of mine, or one document. */
export async function openApprovals(visit: Visit, command: SlashCommand): Promise<void> {
  const { client, words, reader } = visit;
  if (command.text === '') {
    await client.openView(command.triggerId, await overviewModal(visit, {}));
    return;
  }
  if (isHelp(command.text)) {
    await client.respond(command.responseUrl, renderNotices(words.form.help, reader));
    return;
  }
  if (isSettings(command.text)) return openSettings(visit, command);
  const { overview } = words;
  const found = await findByNumber(visit, command.text);
  const [only, ...others] = found;
  const view = only === undefined || others.length > 0 ? undefined : await detailModal(visit, { d: only.id });
  if (view !== undefined) {
    await client.openView(command.triggerId, view);
    return;
  }
  const numbers = found.map(({ number }) => number);
  const text = others.length > 0 ? overview.severalFound(command.text, numbers) : overview.notFound(command.text);
  await client.respond(command.responseUrl, renderNotice(text, reader));
}

/** One document in a modal; undefined when it does not exist for this person. */
export async function detailModal(
  visit: Visit,
  metadata: ViewMetadata<'detail'>,
  notices: readonly Rich[] = [],
): Promise<DrawnView | undefined> {
  const dossier = await dossierFor(visit, metadata.d);
  if (dossier === undefined) return undefined;
  return renderDetail(detailView(dossier, visit.person.personId, visit.reader, visit.allowed), metadata, notices);
}

/** Open, show more, back: clicks that only move around. */
export async function navigate(visit: Visit, click: Click, place: ViewPlace): Promise<void> {
  const view = await destination(visit, click, place);
  await visit.client.updateView(place.viewId, view ?? renderNoticeModal([noSuchDocument(visit)], visit.words));
}

async function destination(visit: Visit, { actionId, value }: Click, place: ViewPlace): Promise<DrawnView | undefined> {
  const cursors = cursorsOf(place);
  switch (actionId) {
    case 'open':
      return value === undefined ? undefined : detailModal(visit, { d: value, ...cursors });
    case 'more:waiting':
      return overviewModal(visit, { ...cursors, ...(value && { w: value }) });
    case 'more:requested':
      return overviewModal(visit, { ...cursors, ...(value && { q: value }) });
    case 'start:waiting':
      return overviewModal(visit, cursors.q === undefined ? {} : { q: cursors.q });
    case 'start:requested':
      return overviewModal(visit, cursors.w === undefined ? {} : { w: cursors.w });
    default:
      return overviewModal(visit, cursors);
  }
}

function cursorsOf({ name, metadata }: ViewPlace): ViewMetadata<'overview'> {
  const known = name === 'detail' ? readMetadata('detail', metadata) : readMetadata('overview', metadata);
  return { ...(known?.w !== undefined && { w: known.w }), ...(known?.q !== undefined && { q: known.q }) };
}

async function overviewModal(visit: Visit, cursors: ViewMetadata<'overview'>): Promise<DrawnView> {
  const { reading, person, reader } = visit;
  const waiting = await reading.waitingFor(person.personId, LINES_PER_PAGE, cursors.w);
  const requested = await reading.requestedBy(person.personId, LINES_PER_PAGE, cursors.q);
  const view = overviewView(page(waiting, cursors.w), page(requested, cursors.q), reader.locale);
  return renderOverview(view, cursors);
}

function page(items: Page<Summary>, cursor: string | undefined): ListPage {
  return { page: items, isFirstPage: cursor === undefined };
}

function noSuchDocument(visit: Visit): Rich {
  return refusalSentence(visit, { code: 'no-such-document' }, undefined);
}
