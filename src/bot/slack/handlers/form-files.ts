import type { FormField } from '../../../engine/form/field.js';
import type { RawValue } from '../../../engine/form/field-type.js';
import type { FileRefusal } from '../../../engine/ports/files.js';
import type { StoredFile } from '../../../engine/stored-file.js';
import { noContext } from '../../view/refusal.js';
import { refusalText } from '../../view/sentence.js';
import type { Rich } from '../../view/text.js';
import { isOutdated } from '../client.js';
import type { SubmissionOutcome } from '../edge.js';
import type { SentFile } from '../form-input.js';
import { renderNoticeModal } from '../render/modal.js';
import { filesOf } from '../render/raw.js';
import type { Visit } from '../visit.js';
import type { DrawnView } from '../within-limits.js';
import { afterPage, type FormResult, finishDraft, pageWithProblems } from './form-finish.js';
import { type FormSession, formSession, keepTyped, sessionView } from './form-session.js';

type SentFiles = ReadonlyMap<string, readonly SentFile[]>;

/**
 * Slack waits three seconds and files take longer, so the page makes room for a sentence until our own copies are there.
 * What was typed is kept before that begins.
 */
export function fetchFiles(visit: Visit, session: FormSession, sent: SentFiles, viewId: string): SubmissionOutcome {
  const { checking, checkingTitle } = visit.words.form;
  const view = renderNoticeModal([checking], visit.words, { title: checkingTitle });
  return { answer: { response_action: 'update', view }, afterwards: () => fetchAndGoOn(visit, session, sent, viewId) };
}

async function fetchAndGoOn(visit: Visit, session: FormSession, sent: SentFiles, viewId: string): Promise<void> {
  try {
    const { typed, notices, isRefused } = await taken(visit, session, sent);
    const complete = await formSession(visit, session.type, session.metadata, typed);
    await keepTyped(visit, complete);
    if (isRefused) return await show(visit, viewId, await sessionView(visit, complete, { notices }));
    const result = await afterPage(visit, complete, notices);
    await show(visit, viewId, await viewOf(visit, complete, result));
    await finishDraft(visit, complete, result);
  } catch (error) {
    const sentence = refusalText({ code: 'something-wrong' }, noContext, visit.words);
    await show(visit, viewId, await sessionView(visit, session, { notices: [sentence] })).catch(() => undefined);
    throw error;
  }
}

/** An update cannot put sentences on inputs, so they stand above the form. */
function viewOf(visit: Visit, session: FormSession, result: FormResult): DrawnView | Promise<DrawnView> {
  switch (result.kind) {
    case 'view':
      return result.view;
    case 'problems':
      return pageWithProblems(visit, session, result.errors);
    case 'refused':
      return sessionView(visit, session, { notices: [result.sentence] });
  }
}

/** Whoever closes the dialog meanwhile finds all of it again: kept as a form that was begun, or as a draft. */
async function show({ client, log, requestId }: Visit, viewId: string, view: DrawnView): Promise<void> {
  try {
    await client.updateView(viewId, view);
  } catch (error) {
    if (!isOutdated(error)) throw error;
    log.info({ requestId }, 'a dialog was closed while files were fetched');
  }
}

async function taken(visit: Visit, session: FormSession, sent: SentFiles) {
  const typed: Record<string, RawValue> = { ...session.typed };
  const notices: Rich[] = [];
  let isRefused = false;
  for (const [name, files] of sent) {
    const field = session.type.form.find((one) => one.name === name);
    if (field?.type !== 'file') continue;
    const outcomes = await Promise.all(files.map((file) => take(visit, session, field, file)));
    const stored = outcomes.flatMap((outcome) => ('stored' in outcome ? [outcome.stored] : []));
    const all = [...filesOf(typed[name]), ...stored];
    typed[name] = all.filter((file) => firstOf(all, file) === file);
    notices.push(...refusals(outcomes, visit), ...twins(all, visit));
    isRefused ||= stored.length < files.length;
  }
  return { typed, notices, isRefused };
}

type Outcome = { readonly stored: StoredFile } | { readonly name: string; readonly refused: FileRefusal };

async function take(
  { files, remoteFiles, person, now }: Visit,
  { metadata, context }: FormSession,
  field: Extract<FormField, { type: 'file' }>,
  file: SentFile,
): Promise<Outcome> {
  const source = remoteFiles.remote(file);
  const outcome = await files.take({
    source,
    uploaderId: person.personId,
    documentId: metadata.d,
    accept: field.accept,
    bytesMax: context.attachments.bytesMax,
    now: now(),
  });
  return 'stored' in outcome ? outcome : { name: source.name, refused: outcome.refused };
}

function refusals(outcomes: readonly Outcome[], { words }: Visit): readonly Rich[] {
  return outcomes.flatMap((outcome) =>
    'refused' in outcome ? [words.form.fileRefused(outcome.name, outcome.refused)] : [],
  );
}

/** The same content is kept once; whoever gave it twice is told. */
function twins(all: readonly StoredFile[], { words }: Visit): readonly Rich[] {
  return all.flatMap((file) => {
    const first = firstOf(all, file);
    return first === file ? [] : [words.form.sameFile(file.name, first.name)];
  });
}

function firstOf(all: readonly StoredFile[], file: StoredFile): StoredFile {
  return all.find(({ sha256 }) => sha256 === file.sha256) ?? file;
}
