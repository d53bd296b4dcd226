import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/engine/command.js';
import type { Rung } from '../../src/engine/definition.js';
import type { ApprovalDocument } from '../../src/engine/document.js';
import { loadLadder } from '../../src/engine/load-ladder.js';
import type { FactReader, OrganisationNeeds } from '../../src/engine/ports/document-store.js';
import { bySystem, waitingFor } from './support/by-system.js';
import { t0 } from './support/documents.js';
import { actor } from './support/people.js';
import { house } from './support/routes.js';

const ladder: readonly Rung[] = [
  { do: 'remind', afterHours: 1 },
  {
    do: 'escalate',
    afterHours: 2,
    to: [
      { kind: 'manager' },
      { kind: 'user', user: 'fay' },
      { kind: 'role', role: 'finance' },
      { kind: 'group', group: 'desk' },
    ],
  },
  { do: 'approve', afterHours: 24 },
];
const document = waitingFor(['bo'], ...ladder);
const fire = (rung: number): Command => ({ kind: 'fire-rung', ...bySystem, stepId: 'd1:1:0', opening: 1, rung });
const leave = (personId: string): Command => ({ kind: 'replace-leaver', ...bySystem, personId, nonce: 'n' });

async function loaded(command: Command, of: ApprovalDocument = document) {
  const asked: OrganisationNeeds[] = [];
  const organisation = house({ inactive: ['cleo'] });
  const reader = {
    person: (id: string) => Promise.resolve(organisation.people.get(id)),
    organisation: (_submitter: unknown, needs: OrganisationNeeds) => {
      asked.push(needs);
      return Promise.resolve(organisation);
    },
    actors: (ids: readonly string[]) => {
      const actors = ids.map((id) => ({ ...actor(id, id === 'dee' ? [] : undefined), ...organisation.people.get(id) }));
      return Promise.resolve(new Map(actors.map((one) => [one.id, one])));
    },
    reachable: (ids: readonly string[]) => Promise.resolve(new Set(ids.filter((id) => id !== 'fay'))),
  };
  const facts = await loadLadder(reader as unknown as FactReader, command, of);
  return { facts, asked };
}

describe('who could act in an approver’s place', () => {
  test.each<[string, Command, OrganisationNeeds]>([
    [
      'is looked up for an escalation, with whom it leads to',
      fire(1),
      { people: ['bo', 'fay'], roles: ['finance'], groups: ['desk'] },
    ],
    ['is looked up for an approval', fire(2), { people: ['bo'], roles: [], groups: [] }],
    ['is looked up for a leaver', leave('bo'), { people: ['bo'], roles: [], groups: [] }],
  ])('%s', async (_what, command, needs) => {
    const { facts, asked } = await loaded(command);
    expect(asked).toEqual([needs]);
    expect(facts?.submitter.id).toBe('ana');
  });

  test('holds the permission and is active', async () => {
    const { facts } = await loaded(fire(1));
    expect([...(facts?.mayAct ?? [])].sort()).toEqual(['ana', 'bo', 'eli', 'fay', 'gil']);
  });

  test('may be without an account in chat, which is known', async () => {
    const { facts } = await loaded(fire(2));
    expect([...(facts?.reachable ?? [])].sort()).toEqual(['ana', 'bo', 'cleo', 'dee', 'eli', 'gil']);
  });

  test.each<[string, Command, ApprovalDocument]>([
    ['a reminder', fire(0), document],
    ['a rung that there is not', fire(9), document],
    [
      'a step that is closed',
      fire(1),
      { ...document, steps: document.steps.map((one) => ({ ...one, status: 'skipped' })) },
    ],
    ['a document that has ended', fire(1), { ...document, status: 'cancelled' }],
    ['a leaver whom nothing waits for', leave('gil'), document],
    ['any other command', { kind: 'sync-delegations', ...bySystem, nonce: t0 }, document],
    ['what people do', { kind: 'nudge', actorId: 'ana', documentId: 'd1', nonce: 'n' }, document],
  ])('is not looked up for %s', async (_what, command, of) => {
    const { facts, asked } = await loaded(command, of);
    expect(facts).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
