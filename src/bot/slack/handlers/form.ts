import { pageAfter } from '../../../engine/form/page-walk.js';
import type { Rich } from '../../view/text.js';
import type { SubmissionOutcome, ViewAnswer } from '../edge.js';
import type { Submission } from '../parse.js';
import { renderNoticeModal } from '../render/modal.js';
import { readMetadata } from '../view-metadata.js';
import { refusalSentence, type Visit } from '../visit.js';
import type { DrawnView } from '../within-limits.js';
import { refusedUse } from './admin/permitted.js';
import { fetchFiles } from './form-files.js';
import { afterPage, type FormResult, finishDraft, pageWithProblems } from './form-finish.js';
import { type ReadPage, readPage } from './form-page.js';
import { blockErrors, isMoreToAnswer, problemNotices, problemsHere } from './form-problems.js';
import { type FormSession, keepTyped, onPage, sessionView } from './form-session.js';

/**
 * A page of a form that was sent leads to the next one, and the last one to a draft with its route. Whatever is refused,
 * nothing typed is lost.
 */
export async function onFormSent(visit: Visit, submission: Submission): Promise<SubmissionOutcome> {
  const page = await readPage(visit, submission.metadata, submission.state);
  if (page === undefined) {
    const isSimulated = readMetadata('form', submission.metadata)?.w !== undefined;
    const refused = isSimulated ? await refusedUse(visit, 'simulate') : undefined;
    const gone = refusalSentence(visit, { code: 'no-such-type', typeKey: '' }, undefined);
    return { answer: onTop(visit, refused ?? gone) };
  }
  const stays = await staysOnPage(visit, page, submission);
  if (stays !== undefined) return { answer: stays };
  const sent = onPage(page.session, page.session.metadata.p, page.session.metadata.k + 1);
  const isKept = await keepIfNeeded(visit, page, sent);
  if (page.sentFiles.size > 0) return fetchFiles(visit, sent, page.sentFiles, submission.viewId);
  const result = await afterPage(visit, sent);
  return {
    answer: await answerTo(visit, submission, sent, result),
    ...(isKept && { afterwards: () => finishDraft(visit, sent, result) }),
  };
}

/** What keeps somebody on the page: mistakes on its fields, or fields that the answers made appear. */
async function staysOnPage(visit: Visit, page: ReadPage, { state }: Submission): Promise<ViewAnswer | undefined> {
  const { session } = page;
  const { words } = visit;
  const problems = problemsHere(page);
  const errors = blockErrors(problems, session.type.form, state, words);
  if (errors !== undefined) return { response_action: 'errors', errors };
  if (problems.length > 0) {
    return shows(await sessionView(visit, session, { notices: problemNotices(problems, session.type.form, words) }));
  }
  if (!isMoreToAnswer(page)) return undefined;
  return shows(await sessionView(visit, session, { notices: [words.form.moreToAnswer] }));
}

/** A form of one page travels whole in what Slack sends; of others the pages before are only kept here. */
async function keepIfNeeded(visit: Visit, page: ReadPage, sent: FormSession): Promise<boolean> {
  const { type, filled, metadata } = sent;
  const next = pageAfter(type.form, filled, metadata.p);
  const isNeeded = next !== undefined || page.isKept || page.sentFiles.size > 0;
  if (isNeeded) await keepTyped(visit, onPage(sent, next ?? metadata.p));
  return isNeeded;
}

async function answerTo(
  visit: Visit,
  { state }: Submission,
  session: FormSession,
  result: FormResult,
): Promise<ViewAnswer> {
  switch (result.kind) {
    case 'view':
      return shows(result.view);
    case 'refused':
      return onTop(visit, result.sentence);
    case 'problems': {
      const errors = blockErrors(result.errors, session.type.form, state, visit.words);
      if (errors !== undefined) return { response_action: 'errors', errors };
      return shows(await pageWithProblems(visit, session, result.errors));
    }
  }
}

function shows(view: DrawnView): ViewAnswer {
  return { response_action: 'update', view };
}

/** Over the form and not in its place: what was typed can still be copied. */
function onTop({ words }: Visit, sentence: Rich): ViewAnswer {
  return { response_action: 'push', view: renderNoticeModal([sentence, words.form.answersKept], words) };
}
