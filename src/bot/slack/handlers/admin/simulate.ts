import { shownPages } from '../../../../engine/form/page-walk.js';
import type { SubmissionOutcome } from '../../edge.js';
import { inputOf } from '../../form-input.js';
import { LIMITS } from '../../limits.js';
import type { Submission } from '../../parse.js';
import { PERSON_BLOCK } from '../../render/admin/person-menu.js';
import { renderSimulate } from '../../render/admin/simulate.js';
import { renderNoticeModal } from '../../render/modal.js';
import { dataLine } from '../../render/text.js';
import { TYPE_BLOCK_ID } from '../../render/type-choice.js';
import { plainFor, refusalSentence, type Visit } from '../../visit.js';
import type { DrawnView } from '../../within-limits.js';
import { formSession, onPage, sessionView } from '../form-session.js';
import { typeCalled } from '../submit.js';
import { refusedUse } from './permitted.js';

/** Asks for type and person; what was typed behind the word may name the type. */
export async function openSimulate(visit: Visit, typed: string): Promise<DrawnView> {
  const { words } = visit;
  const types = await visit.reading.documentTypes();
  const { simulate, title } = words.admin;
  if (types.length === 0) return renderNoticeModal([simulate.noTypes], words, { title });
  return renderSimulate(types, typeCalled(typed, types)?.key ?? null, words);
}

/** The type's own form, filled as that person would: with their defaults, and their standing in rules. */
export async function onSimulateChosen(visit: Visit, { state }: Submission): Promise<SubmissionOutcome> {
  const refused = await refusedUse(visit, 'simulate');
  if (refused !== undefined) return shows(renderNoticeModal([refused], visit.words));
  const typeKey = inputOf(state, TYPE_BLOCK_ID) ?? '';
  const type = await visit.reading.documentType(typeKey);
  if (type === undefined) return wrong(visit, TYPE_BLOCK_ID, { code: 'no-such-type', typeKey });
  const personId = inputOf(state, PERSON_BLOCK) ?? '';
  const person = await visit.reading.actor(personId);
  if (person?.active !== true) return { answer: errors(PERSON_BLOCK, visit.words.admin.simulate.inactive) };
  if (!person.permissions.has('document.create')) {
    return { answer: errors(PERSON_BLOCK, visit.words.admin.simulate.mayNotAsk) };
  }
  const metadata = { t: type.key, d: visit.newId(), n: visit.newId(), k: 0, p: 0, w: person.id };
  const session = await formSession(visit, type, metadata, {});
  return shows(await sessionView(visit, onPage(session, shownPages(type.form, session.filled)[0] ?? 0)));
}

function wrong(visit: Visit, block: string, refusal: Parameters<typeof refusalSentence>[1]): SubmissionOutcome {
  const sentence = plainFor(visit, refusalSentence(visit, refusal, undefined));
  return { answer: errors(block, dataLine(sentence, LIMITS.fieldErrorCharsMax)) };
}

function errors(block: string, sentence: string) {
  return { response_action: 'errors', errors: { [block]: sentence } } as const;
}

function shows(view: DrawnView): SubmissionOutcome {
  return { answer: { response_action: 'update', view } };
}
