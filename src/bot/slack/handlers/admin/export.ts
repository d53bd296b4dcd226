import { setImmediate as othersFirst } from 'node:timers/promises';
import { adminPageMax } from '../../../../engine/ports/admin-reading.js';
import { type ExportFormat, type ExportWriter, exportWriters } from '../../../view/admin/trail-export.js';
import { renderNoticeModal } from '../../render/modal.js';
import { refusalSentence, type Visit } from '../../visit.js';
import type { DrawnView } from '../../within-limits.js';
import { type AuditPlace, queryOf } from './audit.js';
import { finish } from './meanwhile.js';
import { permissionsOf, refusedUse } from './permitted.js';

/** Entries in one file. More than a spreadsheet is good for; a longer time is asked for in parts. */
export const exportEntriesMax = 20_000;

/** Puts the answer of a query as a file into the conversation with the one who asked, where nobody else sees it. */
export async function exportTrail(
  visit: Visit,
  viewId: string,
  place: AuditPlace,
  format: ExportFormat,
): Promise<void> {
  const { client, words } = visit;
  const { audit, title } = words.admin;
  const refused = await refusedExport(visit);
  if (refused !== undefined) return client.updateView(viewId, refused);
  await client.updateView(viewId, renderNoticeModal([audit.exporting], words, { title }));
  await finish(visit, viewId, async () => {
    const { text, count, isWhole } = await exportOf(visit, place, exportWriters[format]);
    const name = `audit-${visit.now().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}.${format}`;
    await deliver(visit, name, text);
    return renderNoticeModal([audit.exported(name, count, isWhole)], words, { title });
  });
}

async function refusedExport(visit: Visit): Promise<DrawnView | undefined> {
  const refused = await refusedUse(visit, 'audit');
  const mayExport = (await permissionsOf(visit)).has('audit.export');
  if (refused === undefined && mayExport) return undefined;
  const sentence = refused ?? refusalSentence(visit, { code: 'no-permission', permission: 'audit.export' }, undefined);
  return renderNoticeModal([sentence], visit.words, { title: visit.words.admin.title });
}

/** Page by page, so that nobody's click waits for all of it. */
async function exportOf({ admin, reader }: Visit, { question }: AuditPlace, writer: ExportWriter) {
  const parts = [writer.begin];
  let count = 0;
  let after: string | undefined;
  do {
    const query = { ...queryOf(question, reader.timeZone), limit: adminPageMax, ...(after !== undefined && { after }) };
    const page = await admin.trail(query);
    parts.push(writer.entries(page.items, count === 0));
    count += page.items.length;
    after = page.next;
    await othersFirst();
  } while (after !== undefined && count < exportEntriesMax);
  return { text: [...parts, writer.end].join(''), count, isWhole: after === undefined };
}

/** To the person who clicked, as the verified payload says. */
async function deliver({ client, chatUser, words }: Visit, name: string, text: string): Promise<void> {
  const conversation = await client.openConversation(chatUser);
  await client.shareFile(conversation, name, Buffer.from(text, 'utf8'), words.admin.audit.exportComment);
}
