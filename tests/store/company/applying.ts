import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readCompany } from '../../../src/engine/company/read-company.js';
import { appendAudit } from '../../../src/store/audit/append.js';
import { type ApplySources, applyCompany } from '../../../src/store/company/apply.js';
import { type OpenedDatabase, openDatabase } from '../../../src/store/open-database.js';
import type { RawCompany } from '../../engine/company/acme.js';
import { temporaryFolder } from '../../support/temporary.js';

export const example = new URL('../../../examples/company/', import.meta.url).pathname;
export const by = { actorId: null, at: '2026-03-02T09:00:00.000Z', metadata: { platform: 'cli', requestId: 'r1' } };

export async function newDatabase(): Promise<OpenedDatabase> {
  const database = await openDatabase(`sqlite:${join(temporaryFolder(), 'countersign.sqlite')}`);
  onTestFinished(() => database.close());
  await database.migrate('2026-01-01T00:00:00.000Z');
  return database;
}

export function sourcesOf(database: OpenedDatabase): ApplySources {
  return {
    write: (work) => database.write(work),
    appendAudit: (trx, tenant, entries) => appendAudit(trx, tenant, entries, () => randomBytes(16).toString('hex')),
  };
}

export function read(raw: RawCompany) {
  const reading = readCompany({ ...raw });
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  return reading;
}

export async function apply(database: OpenedDatabase, raw: RawCompany, dryRun = false) {
  return applyCompany(read(raw), sourcesOf(database), { ...by, dryRun });
}

const tables = [
  'tenants',
  'org_units',
  'users',
  'roles',
  'role_assignments',
  'chat_installations',
  'chat_identities',
  'document_types',
  'approval_templates',
  'approval_template_steps',
  'policies',
  'policy_tests',
  'calendars',
  'holidays',
  'groups',
  'group_members',
  'audit_logs',
  'audit_payloads',
] as const;

export async function everything(database: OpenedDatabase, where = (_row: Record<string, unknown>) => true) {
  const dump: Record<string, unknown[]> = {};
  for (const table of tables) dump[table] = (await database.read.selectFrom(table).selectAll().execute()).filter(where);
  return dump;
}

export async function actionsOf(database: OpenedDatabase, entity: string) {
  const rows = await database.read
    .selectFrom('audit_logs')
    .select('action')
    .where('entity', '=', entity)
    .orderBy('seq')
    .execute();
  return rows.map((row) => row.action);
}
