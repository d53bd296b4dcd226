import { describe, expect, test } from 'vitest';
import type { Command, Decide } from '../../src/engine/command.js';
import type { ApprovalDocument } from '../../src/engine/document.js';
import type { Dossier } from '../../src/engine/dossier.js';
import type { FormField } from '../../src/engine/form/field.js';
import { handle, previewRoute, viewDocument } from '../../src/engine/handle.js';
import type { DocumentStore } from '../../src/engine/ports/document-store.js';
import type { Reading } from '../../src/engine/ports/reading.js';
import { MemoryConflict, MemoryStore } from '../support/memory-store.js';
import { delegation } from './support/delegations.js';
import { allRule, anyRule, draft, pending, step, t1, tripTemplate, tripType } from './support/documents.js';
import { noCalendars } from './support/facts.js';
import { actor, person, role, unit } from './support/people.js';

const origin = { requestId: 'r1', platform: 'test' };
const digest = (text: string) => text;

function memoryStore(): MemoryStore {
  const people = [person('ana', { managerId: 'mia' }), person('bo'), person('cy'), person('mia')];
  return new MemoryStore({
    people: new Map(people.map((one) => [one.id, one])),
    permissions: new Map(people.map((one) => [one.id, new Set(['document.create', 'approval.act'] as const)])),
    units: new Map(),
    roles: new Map([['finance', role('finance', 'cy')]]),
    groups: new Map(),
    types: new Map([['trip', tripType]]),
    templates: new Map([['trip-default', tripTemplate]]),
    policies: new Map(),
    calendars: noCalendars,
    delegations: new Map(),
  });
}

function act(store: DocumentStore, command: Command) {
  return handle(store, command, origin, t1, digest);
}

const create: Command = {
  kind: 'create',
  actorId: 'ana',
  documentId: 'd1',
  nonce: 'n1',
  typeKey: 'trip',
  input: { goal: 'Oslo' },
};

const oslo = { documentId: 'd1', values: { goal: 'Oslo' } };

async function submitted(store: MemoryStore): Promise<void> {
  await act(store, create);
  const preview = await previewRoute(store, 'trip', 'ana', oslo, t1, digest);
  const routeDigest = 'digest' in preview ? preview.digest : '';
  const seen = { dataRevision: 1, round: 0 };
  await act(store, { kind: 'submit', actorId: 'ana', documentId: 'd1', nonce: 'n2', seen, routeDigest });
}

const approve: Decide = {
  kind: 'approve',
  actorId: 'bo',
  documentId: 'd1',
  stepId: 'd1:1:0',
  opening: 1,
  seen: { dataRevision: 1, round: 1 },
  comment: null,
};

/** Lets other work come between deciding and committing so often. */
function contested(store: MemoryStore, times: number, fault: Error = new MemoryConflict('busy')) {
  let writes = 0;
  const contest: DocumentStore = {
    read: (work) => store.read(work),
    write: async (work) => {
      writes += 1;
      if (writes <= times) throw fault;
      return store.write(work);
    },
  };
  return { contest, writes: () => writes };
}

describe('handle', () => {
  test('answers with the document as it is after the command, and how the step ended that it closed', async () => {
    const store = memoryStore();
    await submitted(store);
    expect(await act(store, approve)).toEqual({
      kind: 'done',
      command: 'approve',
      documentId: 'd1',
      version: 6,
      number: 'BT-2026-0001',
      status: 'approved',
      round: 1,
      dataRevision: 1,
      stepOutcome: 'approved',
    });
  });

  test('hands the store everything that belongs to one change', async () => {
    const store = memoryStore();
    await submitted(store);
    await act(store, { ...approve, comment: 'Fine' });
    const change = store.commits.at(-1);
    expect(change).toMatchObject({
      idempotencyKey: `bo/d1/1/d1:1:0/1/approve/${digest('Fine')}`,
      at: t1,
      origin,
      actor: { id: 'bo' },
    });
    expect(change?.before?.status).toBe('pending');
    expect(change?.after).toBe(store.documents.get('d1'));
    expect(change?.events.map((event) => event.type)).toEqual(['step-voted', 'step-completed', 'document-approved']);
  });

  test('answers the same click again as before, and writes nothing', async () => {
    const store = memoryStore();
    await submitted(store);
    const first = await act(store, approve);
    const commits = store.commits.length;
    expect(await act(store, { ...approve })).toEqual(first);
    expect(store.commits.length).toBe(commits);
  });

  test('never tells anybody that words were kept which were not', async () => {
    const store = memoryStore();
    await submitted(store);
    await act(store, approve);
    expect(await act(store, { ...approve, comment: 'Only below 500' })).toMatchObject({ kind: 'refused' });
  });

  test('computes a refusal again, for what stood in the way may be gone', async () => {
    const store = memoryStore();
    await submitted(store);
    store.company.people.set('bo', person('bo', { active: false }));
    expect(await act(store, approve)).toEqual({ kind: 'refused', refusal: { code: 'inactive-person' } });
    store.company.people.set('bo', person('bo'));
    expect(await act(store, approve)).toMatchObject({ kind: 'done', status: 'approved' });
  });

  test('decides again on what is there after a conflict', async () => {
    const { contest, writes } = contested(memoryStore(), 2);
    expect(await act(contest, create)).toMatchObject({ kind: 'done' });
    expect(writes()).toBe(3);
  });

  test('gives up after the third conflict', async () => {
    const { contest, writes } = contested(memoryStore(), 3);
    await expect(act(contest, create)).rejects.toThrow(MemoryConflict);
    expect(writes()).toBe(3);
  });

  test('leaves every other fault to its caller at once', async () => {
    const { contest, writes } = contested(memoryStore(), 1, new Error('disk full'));
    await expect(act(contest, create)).rejects.toThrow('disk full');
    expect(writes()).toBe(1);
  });

  test('counts two votes that arrive at the same moment, each once', async () => {
    const store = memoryStore();
    const who = ['bo', 'cy'].map((user) => ({ kind: 'user', user }) as const);
    const both = { ...tripTemplate, stages: [{ steps: [{ key: 'both', name: 'Both', who, rule: allRule }] }] };
    store.company.templates.set('trip-default', both);
    await submitted(store);
    const clicks = [approve, { ...approve, actorId: 'cy' }, approve].map((command) => act(store, command));
    const statuses = (await Promise.all(clicks)).map((answer) => answer.kind === 'done' && answer.status);
    expect(statuses).toEqual(['pending', 'approved', 'pending']);
    expect(store.commits.flatMap((commit) => commit.events).filter(({ type }) => type === 'step-voted').length).toBe(2);
  });

  test('tells a stale click which fields changed since', async () => {
    const store = memoryStore();
    await act(store, create);
    const edit = { kind: 'edit', actorId: 'ana', documentId: 'd1', seen: { dataRevision: 1, round: 0 } } as const;
    await act(store, { ...edit, nonce: 'n2', input: { goal: 'Oslo', days: '3' } });
    expect(await act(store, { ...edit, nonce: 'n3', input: { goal: 'Rome' } })).toMatchObject({
      refusal: { code: 'stale', changed: ['days'] },
    });
  });

  test('lets a manager who may see the document know why they cannot decide on it', async () => {
    const store = memoryStore();
    await submitted(store);
    const byMia = { ...approve, actorId: 'mia' };
    expect(await act(store, byMia)).toMatchObject({ refusal: { code: 'no-such-document' } });
    store.company.types.set('trip', { ...tripType, visibleToManagers: true });
    expect(await act(store, byMia)).toMatchObject({ refusal: { code: 'not-an-approver' } });
  });
});

/** Which facts a command made the store look up, in order. */
async function looksUp(store: MemoryStore, command: Command): Promise<readonly string[]> {
  const asked: string[] = [];
  const listening = <T extends object>(facts: T): T =>
    new Proxy(facts, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        asked.push(String(name));
        return member.bind(target);
      },
    });
  const answer = await act(
    { read: (work) => store.read(work), write: (work) => store.write((tx) => work(listening(tx))) },
    command,
  );
  expect(answer.kind).toBe('done');
  return asked.filter((name) => name !== 'answerTo' && name !== 'save');
}

describe('what a command looks up', () => {
  const twoStages = (sla: object) => {
    const stage = (user: string) => ({
      steps: [{ key: user, name: user, who: [{ kind: 'user', user } as const], rule: anyRule, ...sla }],
    });
    return { ...tripTemplate, stages: [stage('bo'), stage('cy')] };
  };
  const onStage = (bit: number, actorId: string) => ({ ...approve, stepId: `d1:1:${bit}`, actorId });

  test('is for a vote that settles nothing the voter and the document', async () => {
    const store = memoryStore();
    const who = ['bo', 'cy'].map((user) => ({ kind: 'user', user }) as const);
    const both = { ...tripTemplate, stages: [{ steps: [{ key: 'both', name: 'Both', who, rule: allRule }] }] };
    store.company.templates.set('trip-default', { ...both, stages: [...both.stages, ...twoStages({}).stages] });
    await submitted(store);
    store.documents.set('d1', withPendingBeside(store.documents.get('d1')));
    expect(await looksUp(store, approve)).toEqual(['actor', 'document']);
  });

  test('is for a rejection the same', async () => {
    const store = memoryStore();
    store.company.templates.set('trip-default', twoStages({}));
    await submitted(store);
    expect(await looksUp(store, { ...approve, kind: 'reject', comment: 'No' })).toEqual(['actor', 'document']);
  });

  test('are the calendars where a vote may open a stage, and the type where it may be the last', async () => {
    const store = memoryStore();
    store.company.templates.set('trip-default', twoStages({ sla: { hours: 5 } }));
    await submitted(store);
    expect(await looksUp(store, onStage(0, 'bo'))).toEqual(['actor', 'document', 'calendars']);
    expect(await looksUp(store, onStage(1, 'cy'))).toEqual(['actor', 'document', 'documentType']);
  });

  test('is for a vote in the place of another who acts for whom, and for one’s own nothing of it', async () => {
    const store = memoryStore();
    const given = delegation('bo', 'cy');
    store.company.delegations?.set(given.id, given);
    store.company.templates.set('trip-default', twoStages({}));
    await submitted(store);
    const looked = await looksUp(store, onStage(0, 'cy'));
    expect(looked).toEqual(['actor', 'document', 'relation', 'calendars', 'delegations', 'actors']);
    expect(store.documents.get('d1')?.steps[0]).toMatchObject({
      approvers: [{ personId: 'bo', vote: { by: 'cy' } }],
      deputies: [{ personId: 'cy', forId: 'bo', ground: { kind: 'delegation', path: ['bo>cy'] } }],
    });
  });

  test('is for a question its submitter, and for an answer the calendars, by which the clock goes on', async () => {
    const store = memoryStore();
    await submitted(store);
    const ask = { kind: 'ask', actorId: 'bo', documentId: 'd1', nonce: 'q1', stepId: 'd1:1:0', opening: 1 } as const;
    expect(await looksUp(store, { ...ask, seen: approve.seen, question: 'Why?' })).toEqual([
      'actor',
      'document',
      'person',
    ]);
    const answer = { kind: 'answer', actorId: 'ana', documentId: 'd1', nonce: 'n3', stepId: 'd1:1:0' } as const;
    const looked = await looksUp(store, { ...answer, questionId: 'q1', text: 'So' });
    expect(looked).toEqual(['actor', 'document', 'calendars']);
  });

  test('is for a step given away the one who gets it', async () => {
    const store = memoryStore();
    await submitted(store);
    const give = { kind: 'delegate-step', actorId: 'bo', documentId: 'd1', nonce: 'n3', stepId: 'd1:1:0' } as const;
    const looked = await looksUp(store, { ...give, opening: 1, toId: 'cy', note: null });
    expect(looked).toEqual(['actor', 'document', 'actor']);
  });

  test('is for a submit without policies neither a balance nor another request', async () => {
    const store = memoryStore();
    await act(store, create);
    const preview = await previewRoute(store, 'trip', 'ana', oslo, t1, digest);
    const routeDigest = 'digest' in preview ? preview.digest : '';
    const seen = { dataRevision: 1, round: 0 };
    const submit = { kind: 'submit', actorId: 'ana', documentId: 'd1', nonce: 'n2', seen, routeDigest } as const;
    const asked = await looksUp(store, submit);
    expect(asked).toContain('policies');
    expect(asked).not.toContain('balances');
    expect(asked).not.toContain('otherRequests');
  });
});

/** As if a second step of the same stage were open. */
function withPendingBeside(document: ApprovalDocument | undefined): ApprovalDocument {
  if (document === undefined) throw new Error('no document');
  const [first, second, ...rest] = document.steps;
  if (first === undefined || second === undefined) throw new Error('no second step');
  return { ...document, steps: [first, { ...second, stage: 0, status: 'pending', openedAt: t1, opening: 1 }, ...rest] };
}

describe('what belongs to a command alone', () => {
  test('a deleted draft can be neither seen nor changed, and its deletion is answered again', async () => {
    const store = memoryStore();
    await act(store, create);
    const seen = { dataRevision: 1, round: 0 };
    const discard = { kind: 'delete', actorId: 'ana', documentId: 'd1', seen } as const;
    const first = await act(store, discard);
    expect(first).toMatchObject({ kind: 'done', status: 'draft' });
    expect(await act(store, discard)).toEqual(first);
    expect(await act(store, { ...discard, kind: 'cancel' })).toMatchObject({ refusal: { code: 'no-such-document' } });
  });

  test('a stuck step is unstuck by putting somebody there, who then decides', async () => {
    const store = memoryStore();
    store.company.permissions.set('mia', new Set(['approval.reassign', 'document.read_all']));
    store.company.people.set('bo', person('bo', { active: false }));
    await submitted(store);
    expect(store.documents.get('d1')?.steps[0]?.approvers).toEqual([]);
    const reassign = { kind: 'reassign', actorId: 'mia', documentId: 'd1', nonce: 'n3', stepId: 'd1:1:0' } as const;
    const words = { fromId: null, toId: 'cy', reason: 'Bo has left' };
    expect(await act(store, { ...reassign, ...words })).toMatchObject({ kind: 'done', status: 'pending' });
    expect(await act(store, { ...approve, actorId: 'cy' })).toMatchObject({ kind: 'done', status: 'approved' });
  });

  test('a document is completed by a holder of the role for the submitter’s part of the company alone', async () => {
    const store = memoryStore();
    store.company.types.set('trip', { ...tripType, completion: { kind: 'role', role: 'finance' } });
    store.company.roles.set('finance', role('finance', 'cy@oslo', 'mia@bergen'));
    store.company.units.set('oslo', unit('oslo'));
    store.company.people.set('ana', person('ana', { unitId: 'oslo' }));
    await submitted(store);
    await act(store, approve);
    const complete = (actorId: string) => act(store, { kind: 'complete', actorId, documentId: 'd1' });
    expect(await complete('mia')).toMatchObject({ refusal: { code: 'no-such-document' } });
    expect(await complete('bo')).toMatchObject({ refusal: { code: 'not-the-completer', role: 'finance' } });
    expect(await complete('cy')).toMatchObject({ kind: 'done', status: 'completed' });
  });

  test('a form is checked against who is there and the day it is for the company', async () => {
    const store = memoryStore();
    const form: readonly FormField[] = [{ type: 'user', name: 'who', label: 'Who', required: true }];
    store.company.types.set('trip', { ...tripType, form, titleField: 'who' });
    const ask = (who: string, nonce: string) => act(store, { ...create, documentId: nonce, nonce, input: { who } });
    expect(await ask('bo', 'x1')).toMatchObject({ kind: 'done' });
    expect(await ask('ghost', 'x2')).toMatchObject({ refusal: { errors: [{ field: 'who', code: 'unknown-person' }] } });
    store.company.people.set('bo', person('bo', { active: false }));
    expect(await ask('bo', 'x3')).toMatchObject({ refusal: { errors: [{ field: 'who', code: 'inactive-person' }] } });
  });
});

describe('a file that a type requires', () => {
  const requiring = { ...tripType, attachments: { required: true } };

  test('is missed in the preview as in the submit', async () => {
    const store = memoryStore();
    await act(store, create);
    store.company.types.set('trip', requiring);
    expect(await previewRoute(store, 'trip', 'ana', oslo, t1, digest)).toEqual({ code: 'attachment-required' });
    const seen = { dataRevision: 1, round: 0 };
    const submit = { kind: 'submit', actorId: 'ana', documentId: 'd1', nonce: 'n2', seen, routeDigest: '' } as const;
    expect(await act(store, submit)).toEqual({ kind: 'refused', refusal: { code: 'attachment-required' } });
  });

  test('is there once any field holds one', async () => {
    const store = memoryStore();
    const receipt: FormField = { type: 'file', name: 'receipt', label: 'Receipt', required: false };
    store.company.types.set('trip', { ...requiring, form: [...tripType.form, receipt] });
    const file = { id: 'f1', name: 'r.pdf', mediaType: 'application/pdf', bytes: 9, sha256: 'a'.repeat(64) };
    const content = { documentId: 'd1', values: { goal: 'Oslo', receipt: [file] } };
    expect(await previewRoute(store, 'trip', 'ana', content, t1, digest)).toHaveProperty('digest');
    // Where the form asks for one, the error stands on that field.
    expect(await previewRoute(store, 'trip', 'ana', oslo, t1, digest)).toMatchObject({
      code: 'invalid-form',
      errors: [{ field: 'receipt', code: 'required' }],
    });
  });
});

describe('the preview of a route', () => {
  test('carries the digest with which the submit is accepted', async () => {
    const store = memoryStore();
    await submitted(store);
    expect(store.documents.get('d1')?.status).toBe('pending');
  });

  test.each([
    ['somebody unknown', 'trip', 'nobody', 'unknown-person'],
    ['a type that does not exist', 'party', 'ana', 'no-such-type'],
  ])('for %s is refused', async (_what, typeKey, submitterId, code) => {
    expect(await previewRoute(memoryStore(), typeKey, submitterId, oslo, t1, digest)).toMatchObject({ code });
  });
});

describe('a document is shown', () => {
  const unused = () => Promise.reject(new Error('not needed'));

  function reading(viewer: ReturnType<typeof actor> | undefined, document = pending(step('a', 0, 0, ['bo']))): Reading {
    const dossier: Dossier = {
      document,
      type: tripType,
      formerSteps: [],
      people: new Map(),
      unblockers: [],
      completers: [],
      byClock: false,
    };
    return {
      actor: async () => viewer,
      dossier: async (id) => (id === document.id ? dossier : undefined),
      relation: async () => ({ wasApprover: false, managesSubmitter: false }),
      documentTypes: unused,
      documentType: async () => tripType,
      waitingFor: unused,
      requestedBy: unused,
      documentIdOf: unused,
      names: unused,
      people: unused,
    };
  }

  test.each([
    ['to its submitter', true, actor('ana'), 'd1'],
    ['to who is asked', true, actor('bo'), 'd1'],
    ['not to a stranger', false, actor('zoe'), 'd1'],
    ['not to somebody who has left', false, { ...actor('ana'), active: false }, 'd1'],
    ['not to somebody unknown', false, undefined, 'd1'],
    ['not when there is none', false, actor('ana'), 'd2'],
  ])('%s', async (_who, shown, viewer, id) => {
    expect((await viewDocument(reading(viewer), id, viewer?.id ?? 'nobody')) !== undefined).toBe(shown);
  });

  test('as a draft to its submitter only', async () => {
    expect(await viewDocument(reading(actor('ana'), draft()), 'd1', 'ana')).toBeDefined();
    expect(await viewDocument(reading(actor('bo'), draft()), 'd1', 'bo')).toBeUndefined();
  });
});
