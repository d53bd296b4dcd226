import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { appendAudit } from '../../../src/store/audit/append.js';
import { erasePerson } from '../../../src/store/audit/erase-payloads.js';
import { verifyAudit } from '../../../src/store/audit/verify.js';
import { applyFolder } from '../../../src/store/company/apply-folder.js';
import { type OpenedDatabase, openDatabase } from '../../../src/store/open-database.js';
import { acme } from '../../engine/company/acme.js';
import { temporaryFolder } from '../../support/temporary.js';
import { apply, by, example, sourcesOf } from '../company/applying.js';
import { tamper } from './lived-in.js';

async function companyDatabase(): Promise<{ database: OpenedDatabase; file: string }> {
  const file = join(temporaryFolder(), 'countersign.sqlite');
  const database = await openDatabase(`sqlite:${file}`);
  onTestFinished(() => database.close());
  await database.migrate('2026-01-01T00:00:00.000Z');
  return { database, file };
}

async function exampleCompany() {
  const opened = await companyDatabase();
  const outcome = await applyFolder(example, sourcesOf(opened.database), { ...by, dryRun: false });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.mistakes));
  return opened;
}

async function findingsOf(database: OpenedDatabase): Promise<readonly string[]> {
  return (await verifyAudit(database)).findings.map(({ row, what }) => `${row}: ${what}`);
}

describe('verify-audit and what a company consists of', () => {
  test('finds nothing in a company as its files made it, also after it changed and lost parts', async () => {
    const { database } = await exampleCompany();
    expect(await findingsOf(database)).toEqual([]);
    const raw = acme();
    await apply(database, raw);
    const [ana = {}, bo = {}, cy = {}] = raw.people;
    const moved = [ana, { ...bo, name: 'Bodil', slack: { user: 'U1BO' } }, { ...cy, roles: [] }];
    await apply(database, { ...raw, people: moved });
    await apply(database, { ...raw, people: [ana, bo] });
    expect(await findingsOf(database)).toEqual([]);
    await apply(database, raw);
    expect(await findingsOf(database)).toEqual([]);
  });

  test.each<[string, string, string | RegExp]>([
    [
      'a person’s manager',
      `update users set manager_id = null where id = 'lucas'`,
      'users (id lucas): manager_id differs from its events',
    ],
    [
      'who somebody is in Slack',
      `update chat_identities set user_id = 'tomas' where user_id = 'lucas'`,
      /^chat_identities .*: (the row is missing|no event wrote this row)$/,
    ],
    [
      'a role that somebody gave themselves',
      `insert into role_assignments (tenant_id, role_key, user_id, unit_id) select id, 'admin', 'lucas', '' from tenants`,
      'role_assignments (user_id lucas, role_key admin, unit_id ): no event wrote this row',
    ],
    [
      'what a role may do',
      `update roles set permissions = '["config.roles"]' where key = 'staff'`,
      'roles (key staff): permissions differs from its events',
    ],
    [
      'a person slipped in',
      `insert into users (tenant_id, id, name, email, status) select id, 'eve', 'Eve', 'eve@example.com', 'active' from tenants`,
      'users (id eve): its audit trail is missing',
    ],
    [
      'a holiday',
      `delete from holidays where date = (select min(date) from holidays)`,
      /^holidays .*: the row is missing$/,
    ],
    [
      'a template’s approvers',
      `update approval_template_steps set who = '[{"kind":"user","user":"lucas"}]' where position = 0`,
      /^approval_template_steps .*: who differs from its events$/,
    ],
    [
      'a type’s form',
      `update document_types set form_schema = '[]'`,
      /^document_types .*: form_schema differs from its events$/,
    ],
    ['a policy', `update policies set active = 0`, /^policies .*: active differs from its events$/],
  ])('names the row after a change of %s', async (_what, statement, expected) => {
    const { database, file } = await exampleCompany();
    expect(tamper({ file }, statement)).toBeGreaterThan(0);
    expect((await findingsOf(database))[0]).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });

  test('finds an entry that says nothing readable, and goes on', async () => {
    const { database } = await exampleCompany();
    const { id } = await database.read.selectFrom('tenants').select('id').executeTakeFirstOrThrow();
    const entry = {
      entity: 'group/ghosts',
      action: 'group-saved',
      payload: { before: null, after: { key: 1 } },
      ...by,
    };
    await database.write((trx) => appendAudit(trx, id, [entry], () => 'salt'));
    expect(await findingsOf(database)).toEqual(['audit_logs (entity group/ghosts): its values cannot be read']);
  });

  test('does not compare a person of whom nothing is kept any more', async () => {
    const { database, file } = await exampleCompany();
    const { id } = await database.read.selectFrom('tenants').select('id').executeTakeFirstOrThrow();
    tamper({ file }, `update users set status = 'inactive' where id = 'lucas'`);
    expect(await findingsOf(database)).toHaveLength(1);
    await erasePerson(database, id, 'lucas', by, () => 'salt');
    expect(await findingsOf(database)).toEqual([]);
  });
});
