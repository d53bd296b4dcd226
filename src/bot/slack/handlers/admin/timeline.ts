import { allSteps, type Dossier } from '../../../../engine/dossier.js';
import type { TrailEntry } from '../../../../engine/ports/admin-reading.js';
import type { AdminWay } from '../../../view/admin/page.js';
import type { AdminPlace } from '../../../view/admin/place.js';
import { mayUse } from '../../../view/admin/subcommand.js';
import { timelinePage, trailEntriesPerPage } from '../../../view/admin/trail-pages.js';
import { peopleInEntry, type TrailNames } from '../../../view/admin/trail-text.js';
import { nameOfDocument } from '../../../view/card-view.js';
import { renderAdminPage } from '../../render/admin/page.js';
import { renderNoticeModal } from '../../render/modal.js';
import { dossierFor, refusalSentence, type Visit } from '../../visit.js';
import type { DrawnView } from '../../within-limits.js';
import { permissionsOf } from './permitted.js';

/** Everything that happened to a document, for those who may read every one or the audit trail. */
export async function timelineModal(visit: Visit, place: AdminPlace & { readonly key: string }): Promise<DrawnView> {
  const { admin, reading, words } = visit;
  const readsTrail = (await permissionsOf(visit)).has('audit.read');
  const dossier = await (readsTrail ? reading.dossier(place.key) : dossierFor(visit, place.key));
  const page = await admin.timeline(place.key, trailEntriesPerPage, place.after);
  // What was thrown away exists in the trail alone.
  if (dossier === undefined && (!readsTrail || page.items.length === 0)) {
    const sentence = refusalSentence(visit, { code: 'no-such-document' }, undefined);
    return renderNoticeModal([sentence], words, { title: words.admin.title });
  }
  const names = await trailNames(visit, page.items, dossier);
  const name = dossier === undefined ? place.key : nameOfDocument(dossier.document);
  const shown = timelinePage(place, name, page, names, words, await waysOn(visit, place.key, dossier));
  return renderAdminPage(shown, words);
}

async function waysOn(visit: Visit, documentId: string, dossier: Dossier | undefined): Promise<readonly AdminWay[]> {
  const { buttons } = visit.words.admin;
  const mayReassign = dossier?.document.status === 'pending' && mayUse('reassign', await permissionsOf(visit));
  return [
    ...(mayReassign
      ? [{ name: 'reassign', label: buttons.reassign, place: { at: 'reassign' as const, key: documentId } }]
      : []),
    { name: 'home', label: buttons.home, place: { at: 'home' } },
  ];
}

/** What the entries' words name: people, and steps of whichever round. */
export async function trailNames(
  { reading }: Visit,
  entries: readonly TrailEntry[],
  dossier: Dossier | undefined,
): Promise<TrailNames> {
  const steps = dossier === undefined ? [] : allSteps(dossier);
  return {
    people: await reading.names([...new Set(entries.flatMap(peopleInEntry))]),
    steps: new Map(steps.map(({ id, name }) => [id, name])),
    form: dossier?.type.form ?? [],
  };
}
