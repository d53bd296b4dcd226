import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { appendAudit } from '../../../src/store/audit/append.js';
import { verifyAudit } from '../../../src/store/audit/verify.js';
import type { House } from '../../support/house.js';
import { livedIn, removeDocument, tamper } from './lived-in.js';

async function firstFinding(house: House): Promise<string> {
  const { findings } = await verifyAudit(house.database);
  return findings[0] === undefined ? 'none' : `${findings[0].row}: ${findings[0].what}`;
}

const vote = { type: 'step-voted', stepId: 'id-4:1:1', decision: 'approve', comment: null, dataRevision: 1 };

describe('verify-audit', () => {
  test('finds nothing where nothing was touched, and counts what it saw', async () => {
    const house = await livedIn();
    const report = await verifyAudit(house.database);
    expect(report.findings).toEqual([]);
    expect(report.documents).toBe(2);
    expect(report.entries).toBeGreaterThan(15);
  });

  test.each([
    [
      'an action',
      `update audit_logs set action = 'x' where entity = 'document/id-1' and seq = 4`,
      'seq 4): its values do not match its hash',
    ],
    [
      'a time',
      `update audit_logs set at = '2020-01-01T00:00:00.000Z' where entity = 'document/id-1' and seq = 2`,
      'seq 2): its values',
    ],
    [
      'an actor',
      `update audit_logs set actor_id = 'gus' where entity = 'document/id-1' and seq = 5`,
      'seq 5): its values',
    ],
    [
      'a payload',
      `update audit_payloads set body = replace(body, 'Bo', 'Cy') where entity = 'document/id-1' and seq = 4`,
      'seq 4): its row in audit_payloads was changed',
    ],
    [
      'an entry in the middle, deleted',
      `delete from audit_logs where entity = 'document/id-1' and seq = 3`,
      'seq 4): entry 3 is missing before it',
    ],
    [
      'a payload, deleted',
      `delete from audit_payloads where entity = 'document/id-1' and seq = 3`,
      'seq 3): its payload is missing',
    ],
    [
      'the newest entry, deleted',
      `delete from audit_logs where entity = 'document/id-1' and seq = (select max(seq) from audit_logs where entity = 'document/id-1')`,
      'documents (id id-1)',
    ],
    [
      'an entry, replaced',
      `insert or replace into audit_logs select tenant_id, entity, seq, at, actor_id, 'document-cancelled', metadata, payload_digest, prev_hash, hash from audit_logs where entity = 'document/id-1' and seq = 4`,
      'seq 4): its values',
    ],
    [
      'a whole chain with its payloads',
      `delete from audit_logs where entity = 'document/id-4'`,
      'documents (id id-4): its audit trail is missing',
    ],
    [
      'a document’s status',
      `update documents set status = 'approved' where id = 'id-4'`,
      'documents (id id-4): status differs',
    ],
    [
      'a document’s content',
      `update documents set data = replace(data, '500', '900') where id = 'id-4'`,
      'documents (id id-4): data differs',
    ],
    [
      'a document’s mask',
      `update documents set approved_mask = 7 where id = 'id-4'`,
      'documents (id id-4): approved_mask differs',
    ],
    ['a document, deleted', `delete from documents where id = 'id-1'`, 'documents (id id-1): the row is missing'],
    [
      'a vote',
      `update approvers set decision = 'approve', decided_at = '2026-03-02T09:30:00.000Z', data_revision = 1 where document_id = 'id-4' and user_id = 'cy'`,
      'user_id cy): decision, decided_at, data_revision differ',
    ],
    [
      'a vote of a former round',
      `update approvers set decision = 'reject' where document_id = 'id-1' and round = 1 and user_id = 'bo'`,
      'user_id bo): decision differs',
    ],
    [
      'an approver slipped in',
      `insert into approvers (tenant_id, document_id, round, step_id, user_id, reasons) values ('acme', 'id-4', 1, 'id-4:1:0', 'gus', '[]')`,
      'user_id gus): no event wrote this row',
    ],
    [
      'a step, deleted',
      `delete from approval_steps where id = 'id-4:1:2'`,
      'approval_steps (id id-4:1:2): the row is missing',
    ],
    [
      'a step’s status',
      `update approval_steps set status = 'skipped' where id = 'id-1:2:2'`,
      'approval_steps (id id-1:2:2): status differs',
    ],
  ])('names the first bad row after a change of %s', async (_what, sql, expected) => {
    const house = await livedIn();
    expect(tamper(house, sql)).toBeGreaterThan(0);
    expect(await firstFinding(house)).toContain(expected);
  });

  test('names a number that is nobody’s after a document was removed with its whole trail', async () => {
    const house = await livedIn();
    removeDocument(house, 'id-1');
    expect(await firstFinding(house)).toBe('documents (number PR-2026-0001): the row and its trail are missing');
  });

  test.each<[string, string | null, Record<string, unknown>, string]>([
    ['an approval without its votes', 'hal', { type: 'document-approved' }, 'not every step was approved'],
    ['a vote for somebody else', 'bo', { ...vote, personId: 'cy' }, 'somebody voted for another'],
    ['a vote by the submitter', 'hal', { ...vote, personId: 'hal' }, 'the submitter voted'],
    ['a vote by somebody who was not asked', 'gus', { ...vote, personId: 'gus' }, 'the voter was not put on the step'],
    [
      'a step that closes without votes',
      'cy',
      { type: 'step-completed', stepId: 'id-4:1:1', outcome: 'approved' },
      'the votes do not say so',
    ],
    ['a stage before its turn', 'cy', { type: 'stage-opened', stage: 1 }, 'the stage opened before its turn'],
    ['a cancellation by another', 'bo', { type: 'document-cancelled' }, 'somebody else than the submitter did it'],
  ])('finds %s that somebody appended with all its hashes right', async (_what, actorId, event, expected) => {
    const house = await livedIn();
    const payload = { actor: { id: actorId }, event: { documentId: 'id-4', ...event } };
    const entry = {
      entity: 'document/id-4',
      action: String(event.type),
      actorId,
      at: house.now(),
      metadata: {},
      payload,
    };
    await house.database.write((trx) => appendAudit(trx, 'acme', [entry], () => 'salt'));
    expect(await firstFinding(house)).toContain(expected);
  });

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['no event', { actor: { id: 'bo' } }],
    ['an unknown event', { actor: { id: 'bo' }, event: { type: 'document-blessed', documentId: 'id-4' } }],
    ['half an event', { actor: { id: 'hal' }, event: { type: 'document-submitted', documentId: 'id-4' } }],
  ])('finds an entry that holds %s, and goes on', async (_what, payload) => {
    const house = await livedIn();
    const at = house.now();
    const entry = { entity: 'document/id-4', action: 'document-submitted', actorId: 'hal', at, metadata: {}, payload };
    await house.database.write((trx) => appendAudit(trx, 'acme', [entry], () => 'salt'));
    const { findings, documents } = await verifyAudit(house.database);
    expect(findings[0]?.row).toMatch(/^audit_logs \(entity document\/id-4, seq \d+\)$/);
    expect(documents).toBe(2);
  });

  test.each([
    ['UPDATE', `update audit_logs set action = 'x'`],
    ['DELETE', 'delete from audit_logs'],
    ['INSERT OR REPLACE', 'insert or replace into audit_logs select * from audit_logs where seq = 1'],
    ['UPDATE of a template', 'update approval_templates set priority = 9'],
    ['DELETE of a type', 'delete from document_types'],
  ])('the database itself refuses %s', async (_what, sql) => {
    const house = await livedIn();
    const database = new Sqlite(house.file);
    expect(() => database.prepare(sql).run()).toThrow(/append-only/);
    database.close();
  });
});
