import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { verifyAudit } from '../../src/store/audit/verify.js';
import { openDatabase } from '../../src/store/open-database.js';
import { House, houseStore } from '../support/house.js';
import { temporaryFolder } from '../support/temporary.js';

/** What the first version left behind: one returned and submitted again, one approved, a draft, and one that is stuck. */
const dump = readFileSync(new URL('fixtures/first-version.sql', import.meta.url), 'utf8');

const tables = [
  'tenants',
  'users',
  'roles',
  'role_assignments',
  'document_types',
  'approval_templates',
  'approval_template_steps',
  'documents',
  'approval_steps',
  'approvers',
  'handled_commands',
  'audit_logs',
  'audit_payloads',
  'outbox',
  'cards',
] as const;

function rowsIn(file: string): Record<string, readonly Record<string, unknown>[]> {
  const database = new Sqlite(file, { readonly: true });
  const rows = tables.map((table) => [table, database.prepare(`select * from ${table}`).all()]);
  database.close();
  return Object.fromEntries(rows);
}

function firstVersion(): string {
  const file = join(temporaryFolder(), 'first.sqlite');
  const database = new Sqlite(file);
  database.exec(dump);
  database.close();
  return file;
}

async function upgraded(file: string): Promise<House> {
  const database = await openDatabase(`sqlite:${file}`);
  onTestFinished(() => database.close());
  await database.migrate('2026-04-01T00:00:00.000Z');
  return new House(database, houseStore(database), 'acme', file);
}

describe('a database of the first version', () => {
  test('keeps every row, with nothing or no in the columns that are new', async () => {
    const file = firstVersion();
    const before = rowsIn(file);
    const house = await upgraded(file);
    await house.database.close();
    const after = rowsIn(file);
    for (const table of tables) {
      const old = before[table] ?? [];
      const kept = after[table] ?? [];
      expect(old.length, table).toBeGreaterThan(0);
      expect(kept, table).toHaveLength(old.length);
      for (const [at, row] of old.entries()) {
        expect(kept[at], table).toMatchObject(row);
        const added = Object.entries(kept[at] ?? {}).filter(([column]) => !(column in row) && column !== 'asked_since');
        for (const [column, value] of added) expect([null, 0], `${table}.${column}`).toContain(value);
      }
    }
  });

  test('is whole to the verifier, whose events say less than those of today', async () => {
    const house = await upgraded(firstVersion());
    const report = await verifyAudit(house.database);
    expect(report.findings).toEqual([]);
    expect(report.documents).toBe(4);
  });

  test('has counted what happened before anybody counted', async () => {
    const house = await upgraded(firstVersion());
    const { documents, approvalDuration, approvalsPending } = await house.store.figures.figures(house.now());
    const actions = await house.database.read.selectFrom('audit_logs').select('action').execute();
    const told = (wanted: string) => actions.filter(({ action }) => action === wanted).length;
    expect(documents).toEqual({
      submitted: told('document-submitted'),
      approved: told('document-approved'),
      rejected: told('document-rejected'),
      pending: 2,
    });
    expect(documents.submitted).toBeGreaterThan(0);
    expect(approvalDuration.count).toBe(told('step-completed'));
    expect(approvalDuration.sumSeconds).toBeGreaterThan(0);
    expect(approvalsPending).toBeGreaterThan(0);
  });

  test('reads like one of today', async () => {
    const house = await upgraded(firstVersion());
    const pending = await house.document('id-1');
    expect(pending).toMatchObject({ findings: [], holds: [], authorIds: [], deletedAt: null, round: 2 });
    const [manager] = pending.steps;
    expect(manager).toMatchObject({ because: null, problem: null, sla: null, dueAt: null, replaced: [] });
    expect(manager?.approvers).toMatchObject([
      { personId: 'bo', reasons: [{ kind: 'manager', level: 1 }], putBy: null },
    ]);
    const reader = house.store.documents('acme');
    expect(await reader.read((facts) => facts.templates('purchase'))).toHaveLength(1);
    expect(await reader.read((facts) => facts.policies('purchase'))).toEqual([]);
    expect(await reader.read((facts) => facts.calendars())).toMatchObject({
      defaultKey: null,
      timeZone: 'Europe/Berlin',
    });
  });

  test('still waits for those it waited for', async () => {
    const house = await upgraded(firstVersion());
    const reading = house.store.reading('acme');
    const waiting = async (person: string) =>
      (await reading.waitingFor(person, 10)).items.map(({ number, at }) => [number, at]);
    const { number, steps } = await house.document('id-1');
    expect(await waiting('ed')).toEqual([[number, steps[2]?.openedAt]]);
    expect(await waiting('bo')).toEqual([]);
    expect((await waiting('di')).map(([which]) => which)).toEqual(['PR-2026-0003']);
  });

  test('lives on: what was pending is decided, what was a draft is submitted', async () => {
    const house = await upgraded(firstVersion());
    expect(await house.vote('ed', 'id-1', 'finance', 'approve')).toMatchObject({ status: 'approved' });
    const { id: draft } = await house.document(
      (await house.store.reading('acme').requestedBy('hal', 1)).items[0]?.documentId ?? '',
    );
    expect(await house.submit('hal', draft)).toMatchObject({ status: 'pending', number: 'PR-2026-0004' });
    expect((await verifyAudit(house.database)).findings).toEqual([]);
  });
});
