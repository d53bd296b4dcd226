import { type ApprovalDocument, stepById } from '../../engine/document.js';
import type { DocumentNudged, DomainEvent, StepEscalated, StepReminded } from '../../engine/event.js';
import type { Instant } from '../../engine/instant.js';
import type { DocumentChange } from '../../engine/ports/document-store.js';
import { awaitedOf } from '../../engine/voting-place.js';
import { isAnybodyAway } from '../delegations/in-force.js';
import { owe } from '../delivery/outbox-rows.js';
import { knownPerson } from '../identities/find-people.js';
import { oweNoticesAbout } from '../notices/about-documents.js';
import { tellPeople } from '../notices/tell-people.js';
import type { NoticeWriting } from '../notices/write-notices.js';
import { addReminders, type NewReminder } from '../reminders/add-reminders.js';
import { waitingItem } from '../reminders/waiting-items.js';
import { namedDocument } from './named-document.js';
import { endQuestions, tellAnswer, tellQuestion } from './question-notices.js';

/**
 * What events cause beyond their document: reminders, messages and tasks, owed in the transaction that writes them. Cards
 * are not among it: every change owes a look at them.
 */
export async function afterEvents(writing: NoticeWriting, change: DocumentChange): Promise<void> {
  const { before, after, events } = change;
  for (const event of events) await afterEvent(writing, after, event);
  await endQuestions(writing, before, after);
  if (events.some(bringsSomebody)) await oweDeputies(writing, after);
  if (before !== undefined) await oweNoticesAbout(writing, after.id);
}

async function afterEvent(writing: NoticeWriting, document: ApprovalDocument, event: DomainEvent): Promise<void> {
  switch (event.type) {
    case 'step-reminded':
      return addReminders(writing, remindersOf(document, event));
    case 'document-nudged':
      return addReminders(writing, nudgesOf(document, event, (await submitterOf(writing, document)).name));
    case 'step-escalated':
      return tellEscalated(writing, event);
    case 'question-asked':
      return tellQuestion(writing, document, event);
    case 'question-answered':
      return tellAnswer(writing, document, event);
    case 'document-expiring':
      return tellExpiring(writing, document, event.cancelAt);
    default:
      return;
  }
}

/** Whether somebody is asked from now on who may be out of office. */
function bringsSomebody(event: DomainEvent): boolean {
  switch (event.type) {
    case 'stage-opened':
    case 'step-reassigned':
    case 'step-escalated':
      return true;
    case 'approver-left':
      return event.successor !== null;
    case 'approval-delegated':
      return event.ground.kind === 'step';
    default:
      return false;
  }
}

async function oweDeputies({ trx, tenant, requestId, now }: NoticeWriting, document: ApprovalDocument): Promise<void> {
  if (document.status !== 'pending' || !(await isAnybodyAway(trx, tenant, now))) return;
  await owe(trx, tenant, 'deputies', document.id, requestId, now);
}

function remindersOf(document: ApprovalDocument, { stepId, rung, personIds }: StepReminded): readonly NewReminder[] {
  const ladder = stepById(document, stepId)?.sla?.ladder ?? [];
  const nth = ladder.slice(0, rung + 1).filter((one) => one.do === 'remind').length;
  return personIds.map((personId) => ({ personId, documentId: document.id, stepId, cause: { kind: 'rung', nth } }));
}

/** On every step that waits for them. */
function nudgesOf(document: ApprovalDocument, { personIds }: DocumentNudged, by: string): readonly NewReminder[] {
  const cause = { kind: 'nudge', by } as const;
  return document.steps.flatMap((step) =>
    awaitedOf(step)
      .filter((personId) => personIds.includes(personId))
      .map((personId) => ({ personId, documentId: document.id, stepId: step.id, cause })),
  );
}

/** Every approver learns who may act in their place now, each of their own. */
async function tellEscalated(writing: NoticeWriting, { stepId, deputies }: StepEscalated): Promise<void> {
  const { trx, tenant, now } = writing;
  for (const forId of new Set(deputies.map((deputy) => deputy.forId))) {
    const item = await waitingItem(trx, tenant, forId, stepId, now);
    if (item === undefined) continue;
    const acting = deputies.filter((deputy) => deputy.forId === forId).map(({ personId }) => personId);
    const to = await Promise.all([...new Set(acting)].map((id) => knownPerson(trx, tenant, id)));
    const body = { kind: 'escalated', item, to, at: now } as const;
    await tellPeople(writing, `escalation/${stepId}`, body, [forId], { notBefore: 'humane' });
  }
}

async function tellExpiring(writing: NoticeWriting, document: ApprovalDocument, cancelAt: Instant): Promise<void> {
  const named = await namedDocument(writing.trx, writing.tenant, document);
  const body = { kind: 'document-expiring', document: named, cancelAt, at: writing.now } as const;
  await tellPeople(writing, `document/${document.id}`, body, [document.submitterId], { notBefore: 'humane' });
}

function submitterOf({ trx, tenant }: NoticeWriting, { submitterId }: ApprovalDocument) {
  return knownPerson(trx, tenant, submitterId);
}
