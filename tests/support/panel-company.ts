import { createHash, randomBytes } from 'node:crypto';
import { v7 as timeOrderedId } from 'uuid';
import type { Answer } from '../../src/engine/answer.js';
import type { Command } from '../../src/engine/command.js';
import type { DocumentType, StepDefinition, Template } from '../../src/engine/definition.js';
import { handle, previewRoute } from '../../src/engine/handle.js';
import { openDatabase } from '../../src/store/open-database.js';
import { type Store, storeOn } from '../../src/store/store.js';
import { seedCompany, type TestCompany } from './company.js';

/** How people are about to decide on one document, and what it has been through already. */
export type PanelKind =
  /** Panel and desk agree, and finance is asked next. */
  | 'two-stages'
  /** Panel and desk agree, and that is all it takes. */
  | 'one-stage'
  /** As `two-stages`, after a first round that came back. */
  | 'second-round'
  /** One of the panel returns it while the others approve. */
  | 'returned'
  /** One of the panel rejects it while the others approve. */
  | 'rejected';

/** One document with people of its own, so that whatever somebody is told is about this document. */
export interface Panel {
  readonly key: string;
  readonly kind: PanelKind;
  readonly submitterId: string;
  /** All of them have to agree. */
  readonly panel: readonly string[];
  /** One of them is enough. */
  readonly desk: readonly string[];
  /** One of them is enough; shared by several documents. */
  readonly finance: readonly string[];
}

export const tenantId = 'acme';
const panelSeats = 'abcdefgh';
const kinds: readonly PanelKind[] = ['two-stages', 'second-round', 'one-stage', 'two-stages', 'returned', 'rejected'];
const financePairs = 5;

/** `count` documents to be decided by ten people each. */
export function panels(count: number): readonly Panel[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `g${index}`,
    kind: kinds[index % kinds.length] ?? 'two-stages',
    submitterId: `s${index}`,
    panel: [...panelSeats].map((seat) => `p${index}${seat}`),
    desk: [`d${index}a`, `d${index}b`],
    finance: [`f${index % financePairs}a`, `f${index % financePairs}b`],
  }));
}

/** Everybody on the panels, with a type and a template for each. */
export function panelCompany(all: readonly Panel[]): TestCompany {
  const ids = new Set(all.flatMap((one) => [one.submitterId, ...one.panel, ...one.desk, ...one.finance]));
  return {
    tenantId,
    people: [...ids].map((id) => ({ id, roles: ['staff'] })),
    roles: [{ key: 'staff', permissions: ['document.create', 'approval.act'] }],
    types: all.map(typeOf),
    templates: all.map(templateOf),
  };
}

function typeOf({ key }: Panel): DocumentType {
  return {
    key,
    version: 1,
    name: 'Purchase request',
    prefix: key.toUpperCase(),
    form: [
      { type: 'text', name: 'item', label: 'Item', required: true },
      { type: 'money', name: 'amount', label: 'Amount', required: true, currencies: ['USD'] },
    ],
    titleField: 'item',
    visibleToManagers: false,
  };
}

function templateOf({ key, kind, panel, desk, finance }: Panel): Template {
  const first = { steps: [step('panel', 'Panel', panel, 'all'), step('desk', 'Desk', desk, 'any')] };
  const second = { steps: [step('finance', 'Finance', finance, 'any')] };
  const stages = kind === 'one-stage' ? [first] : [first, second];
  return { key, version: 1, name: 'Purchase', type: key, priority: 0, stages };
}

function step(key: string, name: string, people: readonly string[], approveWhen: 'all' | 'any'): StepDefinition {
  const who = people.map((user) => ({ kind: 'user', user }) as const);
  return { key, name, who, rule: { approveWhen, rejectWhen: 'any' } };
}

/** Makes the database file: the company, and every document submitted and waiting for its panel and desk. */
export async function seedPanels(file: string, all: readonly Panel[]): Promise<void> {
  const database = await openDatabase(`sqlite:${file}`);
  try {
    await database.migrate(new Date().toISOString());
    await seedCompany(database, panelCompany(all));
    const store = storeOn(database, { newId: timeOrderedId, newSalt: () => randomBytes(16).toString('hex') });
    for (const panel of all) await ask(store, panel);
  } finally {
    await database.close();
  }
}

async function ask(store: Store, panel: Panel): Promise<void> {
  const documentId = timeOrderedId();
  const common = { actorId: panel.submitterId, documentId };
  const input = { item: `Desk for ${panel.key}`, amount: { amount: '120', currency: 'USD' } };
  await carryOut(store, { ...common, kind: 'create', nonce: timeOrderedId(), typeKey: panel.key, input });
  await submit(store, panel, documentId);
  if (panel.kind !== 'second-round') return;
  await sendBack(store, panel, documentId);
  await submit(store, panel, documentId);
}

async function submit(store: Store, { key, submitterId }: Panel, documentId: string): Promise<void> {
  const { values, ...seen } = await seenNow(store, documentId);
  const content = { documentId, values };
  const now = new Date().toISOString();
  const preview = await previewRoute(store.documents(tenantId), key, submitterId, content, now, sha256);
  if ('code' in preview) throw new Error(`there is no route: ${preview.code}`);
  const nonce = timeOrderedId();
  await carryOut(store, {
    kind: 'submit',
    actorId: submitterId,
    documentId,
    nonce,
    seen,
    routeDigest: preview.digest,
  });
}

/** The first of the panel returns it, after the second approved. */
async function sendBack(store: Store, { panel }: Panel, documentId: string): Promise<void> {
  const { steps, values: _, ...seen } = await seenNow(store, documentId);
  const panelStep = steps.find((one) => one.key === 'panel');
  const [first = '', second = ''] = panel;
  const common = { documentId, stepId: panelStep?.id ?? '', opening: panelStep?.opening ?? 0, seen };
  await carryOut(store, { ...common, kind: 'approve', actorId: second, comment: null });
  await carryOut(store, { ...common, kind: 'return', actorId: first, comment: 'Which colour?' });
}

async function seenNow(store: Store, documentId: string) {
  const document = await store.documents(tenantId).read((reader) => reader.document(documentId));
  if (document === undefined) throw new Error(`there is no document ${documentId}`);
  const { dataRevision, round, steps, data: values } = document;
  return { dataRevision, round, steps, values };
}

async function carryOut(store: Store, command: Command): Promise<Answer> {
  const origin = { requestId: 'seed', platform: 'test' };
  const answer = await handle(store.documents(tenantId), command, origin, new Date().toISOString(), sha256);
  if (answer.kind === 'refused') throw new Error(`${command.kind} was refused: ${answer.refusal.code}`);
  return answer;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
