import type { DocumentType } from '../../../src/engine/definition.js';
import type { ApprovalDocument, Approver, Reason, Step, Vote } from '../../../src/engine/document.js';
import type { Dossier, NamedPerson } from '../../../src/engine/dossier.js';
import type { FormField } from '../../../src/engine/form/field.js';
import type { FormValues } from '../../../src/engine/form/values.js';

export const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString();

export const form: FormField[] = [
  { type: 'text', name: 'item', label: 'Item', required: true },
  { type: 'money', name: 'amount', label: 'Amount', required: true, currencies: ['USD'] },
  { type: 'long_text', name: 'why', label: 'Why', required: false },
];

export const purchase: DocumentType = {
  key: 'purchase',
  version: 1,
  name: 'Purchase request',
  prefix: 'PR',
  form,
  titleField: 'item',
  visibleToManagers: false,
};

export const values: FormValues = {
  item: 'New laptops',
  amount: { amountMinor: 123450, currency: 'USD' },
  why: 'The old ones\nbreak.',
};

export function approver(personId: string, vote: Partial<Vote> | null = null, reasons?: readonly Reason[]): Approver {
  const full: Vote | null = vote && { decision: 'approve', comment: null, at: at(5), dataRevision: 1, ...vote };
  return { personId, reasons: reasons ?? [{ kind: 'manager', level: 1 }], putBy: null, vote: full };
}

/** A step whose ladder has not begun, on which nobody asked anything and nobody acts for another. */
export const nothingLater = {
  ladderAt: [],
  rungsFired: 0,
  expiredAs: null,
  pausedAt: null,
  deputies: [],
  formerDeputies: [],
  questions: [],
} as const satisfies Partial<Step>;

export function step(changes: Partial<Step> & Pick<Step, 'id'>): Step {
  return {
    key: changes.id,
    name: `Step ${changes.id}`,
    round: 1,
    stage: 0,
    bit: 0,
    status: 'pending',
    rule: { approveWhen: 'any', rejectWhen: 'any' },
    because: null,
    problem: null,
    sla: null,
    approvers: [approver('bo')],
    openPlaces: 0,
    replaced: [],
    opening: 1,
    openedAt: at(1),
    dueAt: null,
    ...nothingLater,
    closedAt: null,
    ...changes,
  };
}

export function documentOf(changes: Partial<ApprovalDocument> = {}): ApprovalDocument {
  return {
    id: 'doc-1',
    version: 3,
    typeKey: 'purchase',
    typeVersion: 1,
    number: 'PR-2026-0001',
    title: 'New laptops',
    submitterId: 'ana',
    status: 'pending',
    data: values,
    dataRevision: 1,
    round: 1,
    template: { key: 'purchase', version: 1 },
    findings: [],
    holds: [],
    authorIds: [],
    steps: [step({ id: 's1', name: 'Manager' })],
    createdAt: at(0),
    submittedAt: at(1),
    closedAt: null,
    completedAt: null,
    completedBy: null,
    deletedAt: null,
    nudgedAt: null,
    cancelAt: null,
    cancelledBecause: null,
    ...changes,
  };
}

/** Everyone mentioned is called by their id with a capital. */
export function dossier(document: ApprovalDocument, changes: Partial<Dossier> = {}): Dossier {
  const steps = [...document.steps, ...(changes.formerSteps ?? [])];
  const ids = new Set([document.submitterId, ...steps.flatMap(mentionedOn)]);
  const people = new Map([...ids].map((id) => [id, known(id)]));
  return {
    document,
    type: purchase,
    formerSteps: [],
    people,
    unblockers: ['gus'],
    completers: [],
    byClock: false,
    ...changes,
  };
}

/** Somebody who can do everything, called by their id with a capital. */
export function known(id: string): NamedPerson {
  return { id, name: `${id[0]?.toUpperCase()}${id.slice(1)}`, active: true, reachable: true, mayAct: true };
}

function mentionedOn({ approvers, deputies, formerDeputies, questions, replaced }: Step): readonly string[] {
  return [
    ...[...approvers, ...replaced].map(({ personId }) => personId),
    ...formerDeputies.flatMap(({ personId, forId }) => [personId, forId]),
    ...deputies.flatMap(({ personId, forId, ground }) => [
      personId,
      forId,
      ...(ground.kind === 'delegation' ? ground.path : []),
    ]),
    ...questions.map(({ askedBy }) => askedBy),
  ];
}
