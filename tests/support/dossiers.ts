import type { ApprovalDocument, DocumentStatus, Step, StepStatus } from '../../src/engine/document.js';
import type { Dossier } from '../../src/engine/dossier.js';

const AT = '2026-03-02T08:00:00.000Z';

export interface DossierOptions {
  readonly documentId?: string;
  readonly version?: number;
  readonly title?: string;
  readonly status?: DocumentStatus;
  readonly stepStatus?: StepStatus;
  readonly approvers?: readonly string[];
}

/** A submitted purchase request with one open step. */
export function dossierOf(options: DossierOptions = {}): Dossier {
  const approvers = options.approvers ?? ['ana'];
  return {
    document: documentOf(options, approvers),
    type: {
      key: 'purchase',
      version: 1,
      name: 'Purchase request',
      prefix: 'PR',
      form: [],
      titleField: 'item',
      visibleToManagers: false,
    },
    formerSteps: [],
    people: new Map(
      ['sam', ...approvers].map((id) => [id, { id, name: id, active: true, reachable: true, mayAct: true }]),
    ),
    unblockers: [],
    completers: [],
    byClock: false,
  };
}

function documentOf(options: DossierOptions, approvers: readonly string[]): ApprovalDocument {
  return {
    id: options.documentId ?? 'doc-1',
    version: options.version ?? 3,
    typeKey: 'purchase',
    typeVersion: 1,
    number: 'PR-2026-0001',
    title: options.title ?? 'A lamp',
    submitterId: 'sam',
    status: options.status ?? 'pending',
    data: {},
    dataRevision: 1,
    round: 1,
    template: { key: 'purchase', version: 1 },
    findings: [],
    holds: [],
    authorIds: [],
    steps: [stepOf(options.stepStatus ?? 'pending', approvers)],
    createdAt: AT,
    submittedAt: AT,
    closedAt: null,
    completedAt: null,
    completedBy: null,
    deletedAt: null,
    nudgedAt: null,
    cancelAt: null,
    cancelledBecause: null,
  };
}

function stepOf(status: StepStatus, approvers: readonly string[]): Step {
  return {
    id: 'step-1',
    key: 'manager',
    name: 'Manager',
    round: 1,
    stage: 0,
    bit: 0,
    status,
    rule: { approveWhen: 'any', rejectWhen: 'any' },
    because: null,
    problem: null,
    sla: null,
    approvers: approvers.map((personId) => ({
      personId,
      reasons: [{ kind: 'manager', level: 1 }],
      putBy: null,
      vote: null,
    })),
    openPlaces: 0,
    replaced: [],
    opening: 1,
    openedAt: AT,
    dueAt: null,
    ladderAt: [],
    rungsFired: 0,
    expiredAs: null,
    pausedAt: null,
    deputies: [],
    formerDeputies: [],
    questions: [],
    closedAt: null,
  };
}
