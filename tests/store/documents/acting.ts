import type { Answer } from '../../../src/engine/answer.js';
import type { Step } from '../../../src/engine/document.js';
import type { Finding } from '../../../src/store/audit/finding.js';
import { verifyAudit } from '../../../src/store/audit/verify.js';
import { smallCompany, type TestCompany } from '../../support/company.js';
import type { House } from '../../support/house.js';

/** The small company, in which Bo has a manager: Gus. */
export function managedCompany(): TestCompany {
  const company = smallCompany();
  const people = company.people.filter(({ id }) => id !== 'bo' && id !== 'gus');
  const gus = { id: 'gus', roles: ['staff', 'admin'] };
  return { ...company, people: [gus, { id: 'bo', managerId: 'gus', roles: ['staff'] }, ...people] };
}

export async function submitted(house: House, submitter = 'ana'): Promise<string> {
  const id = await house.create(submitter);
  const answer = await house.submit(submitter, id);
  if (answer.kind === 'refused') throw new Error(`the submit was refused: ${JSON.stringify(answer.refusal)}`);
  return id;
}

export async function stepOf(house: House, documentId: string, key = 'manager'): Promise<Step> {
  const step = (await house.document(documentId)).steps.find((one) => one.key === key);
  if (step === undefined) throw new Error(`${documentId} has no step ${key}`);
  return step;
}

/** What the bot's buttons on a step carry. */
export async function onStep(house: House, documentId: string, key = 'manager') {
  const { id: stepId, opening } = await stepOf(house, documentId, key);
  return { documentId, stepId, opening, seen: await house.seen(documentId), nonce: house.newId() };
}

export async function ask(house: House, actorId: string, documentId: string, question: string, key = 'manager') {
  return house.do({ kind: 'ask', actorId, question, ...(await onStep(house, documentId, key)) });
}

export async function answer(house: House, documentId: string, text: string, key = 'manager'): Promise<Answer> {
  const { id: stepId, questions } = await stepOf(house, documentId, key);
  const open = questions.find((question) => question.answer === null);
  const nonce = house.newId();
  const { submitterId: actorId } = await house.document(documentId);
  return house.do({ kind: 'answer', actorId, documentId, stepId, questionId: open?.id ?? '', text, nonce });
}

/** What the verifier says of documents: a company that came without files has no trail of its own. */
export async function findingsOfWork(house: House): Promise<readonly Finding[]> {
  const { findings } = await verifyAudit(house.database);
  return findings.filter(({ row }) => !/^(users|role_assignments|chat_identities) /.test(row));
}
