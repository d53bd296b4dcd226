import { z } from 'zod';
import type { ApprovalDocument, Step } from '../../engine/document.js';
import { type DomainEvent, eventTypes } from '../../engine/event.js';
import { evolve } from '../../engine/evolve.js';
import { unlawful } from '../../engine/lawful.js';
import { deputyRows, questionRow } from '../documents/deputy-rows.js';
import { documentEntity } from '../documents/document-entity.js';
import { documentRow } from '../documents/document-rows.js';
import { presentEvent } from '../documents/past-event.js';
import { approverRows, stepRow } from '../documents/step-rows.js';
import { compareRows, type PlainRow, type RowProblem } from './compare-rows.js';
import { parsedJson } from './parsed-json.js';
import { type ChainEntry, rowName } from './verify-chain.js';

export interface DocumentRows {
  readonly document: PlainRow | undefined;
  readonly steps: readonly PlainRow[];
  readonly approvers: readonly PlainRow[];
  readonly deputies: readonly PlainRow[];
  readonly questions: readonly PlainRow[];
}

/** Folds a document's events and compares the result with the stored rows. Assumes that the chain itself is whole. */
export function verifyDocument(tenantId: string, entries: readonly ChainEntry[], rows: DocumentRows): RowProblem[] {
  const folded = fold(entries);
  if ('row' in folded) return [folded];
  const { document, steps } = folded;
  if (document === undefined) return [];
  // Whether a click caused what its cards show says nothing about the document.
  const { by_clock: _cause, ...expected } = documentRow(tenantId, document, false);
  const of = <Row>(rowsOf: (step: Step) => readonly Row[]) => steps.flatMap(rowsOf);
  return [
    ...compareRows('documents', ['id'], [expected], rows.document ? [rows.document] : []),
    ...compareRows(
      'approval_steps',
      ['id'],
      of((step) => [stepRow(tenantId, document.id, step)]),
      rows.steps,
    ),
    ...compareRows(
      'approvers',
      ['step_id', 'user_id'],
      of((step) => approverRows(tenantId, document.id, step)),
      rows.approvers,
    ),
    ...compareRows(
      'deputies',
      ['step_id', 'user_id', 'for_id', 'kind'],
      of((step) => deputyRows(tenantId, document.id, step)),
      rows.deputies,
    ),
    ...compareRows(
      'questions',
      ['step_id', 'position'],
      of((step) => step.questions.map((question, at) => questionRow(tenantId, document.id, step, question, at))),
      rows.questions,
    ),
  ];
}

/** The document after its last event with the steps of all rounds, or the first event that cannot have happened. */
function fold(
  entries: readonly ChainEntry[],
): { document: ApprovalDocument | undefined; steps: readonly Step[] } | RowProblem {
  let document: ApprovalDocument | undefined;
  const former: Step[] = [];
  for (const entry of entries) {
    const before = document;
    const after = next(before, entry);
    if (typeof after === 'string') return { row: rowName(entry), what: after };
    if (after.round !== before?.round) former.push(...(before?.steps ?? []));
    document = after;
  }
  return { document, steps: [...former, ...(document?.steps ?? [])] };
}

/** The document after one more entry, or why the entry cannot stand there. */
function next(before: ApprovalDocument | undefined, entry: ChainEntry): ApprovalDocument | string {
  const { data: payload } = payloadShape.safeParse(parsedJson(entry.body ?? ''));
  if (payload === undefined) return 'its payload holds no event';
  try {
    // Of the right kind and for the right document; whether it holds all that belongs to it shows when it is folded.
    const event = presentEvent(payload.event as unknown as DomainEvent);
    const what =
      mislabelled(entry, event, payload.actor) ?? unlawful(before, event, { actorId: entry.actor_id, at: entry.at });
    return what ?? evolve(before, event, entry.at);
  } catch (cause) {
    return `its event cannot have happened: ${cause instanceof Error ? cause.message : cause}`;
  }
}

const payloadShape = z.object({
  actor: z.object({ id: z.string() }),
  event: z.looseObject({ type: z.enum(eventTypes), documentId: z.string() }),
});
type Payload = z.output<typeof payloadShape>;

/** What the entry says of itself must be what its payload says. */
function mislabelled(entry: ChainEntry, event: DomainEvent, actor: Payload['actor']): string | undefined {
  if (event.type !== entry.action) return `it is called ${entry.action} and holds ${event.type}`;
  if (actor.id !== entry.actor_id) return 'its payload names another person';
  return documentEntity(event.documentId) === entry.entity ? undefined : 'it is about another document';
}
