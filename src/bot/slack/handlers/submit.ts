import type { DocumentType } from '../../../engine/definition.js';
import { firstPage } from '../../../engine/form/page-walk.js';
import type { Rich } from '../../view/text.js';
import type { SubmissionOutcome } from '../edge.js';
import { inputOf } from '../form-input.js';
import type { SlashCommand, Submission } from '../parse.js';
import { renderNotice, renderNotices } from '../render/card.js';
import { renderNoticeModal } from '../render/modal.js';
import { renderTypeChoice, TYPE_BLOCK_ID } from '../render/type-choice.js';
import { refusalSentence, type Visit } from '../visit.js';
import type { DrawnView } from '../within-limits.js';
import { begunForms } from './form-drafts.js';
import { formSession, onPage, sessionView } from './form-session.js';

/** `/submit [type]`: the form at once where the type is clear, else a choice. */
export async function openSubmit(visit: Visit, command: SlashCommand): Promise<void> {
  const { client, reading, words, reader } = visit;
  const types = await reading.documentTypes();
  if (isHelp(command.text) && typeCalled(command.text, types) === undefined) {
    await client.respond(command.responseUrl, renderNotices(words.form.help, reader));
    return;
  }
  if (types.length === 0) {
    await client.respond(command.responseUrl, renderNotice(words.form.noTypes, reader));
    return;
  }
  const wanted = command.text === '' && types.length === 1 ? types[0] : typeCalled(command.text, types);
  const view = wanted === undefined ? typeChoice(visit, types, command.text) : newForm(visit, wanted);
  await client.openView(command.triggerId, await view);
}

export async function onTypeChosen(visit: Visit, { state }: Submission): Promise<SubmissionOutcome> {
  const key = inputOf(state, TYPE_BLOCK_ID) ?? '';
  const type = await visit.reading.documentType(key);
  const view = type === undefined ? noSuchType(visit, key) : await newForm(visit, type);
  return { answer: { response_action: 'update', view } };
}

/** An empty form. Its ids are made now, so that sending it twice makes one document. */
async function newForm(visit: Visit, type: DocumentType): Promise<DrawnView> {
  const metadata = { t: type.key, d: visit.newId(), n: visit.newId(), k: 0, p: 0 };
  const session = await formSession(visit, type, metadata, {});
  const page = firstPage(type.form, session.filled);
  return sessionView(visit, onPage(session, page), { begun: await begunForms(visit, [type]) });
}

/** What can be asked for, and forms that were begun before. */
export async function typeChoice(visit: Visit, types: readonly DocumentType[], typed: string): Promise<DrawnView> {
  const { words } = visit;
  const notices: readonly Rich[] = typed === '' ? [] : [words.form.noSuchType(typed)];
  return renderTypeChoice(types, await begunForms(visit, types), notices, words);
}

export function isHelp(typed: string): boolean {
  return /^(?:help|\?)$/i.test(typed);
}

/** By key, name or number prefix, whatever the case. */
export function typeCalled(typed: string, types: readonly DocumentType[]): DocumentType | undefined {
  const wanted = typed.toLowerCase();
  const isCalled = (name: string) => name.toLowerCase() === wanted;
  return types.find(({ key, name, prefix }) => isCalled(key) || isCalled(name) || isCalled(prefix));
}

function noSuchType(visit: Visit, typeKey: string): DrawnView {
  return renderNoticeModal([refusalSentence(visit, { code: 'no-such-type', typeKey }, undefined)], visit.words);
}
