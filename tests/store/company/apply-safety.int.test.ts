import { describe, expect, test } from 'vitest';
import { verifyAudit } from '../../../src/store/audit/verify.js';
import { type ApplySources, applyCompany } from '../../../src/store/company/apply.js';
import { acme } from '../../engine/company/acme.js';
import { actionsOf, apply, by, everything, newDatabase, read, sourcesOf } from './applying.js';

describe('safety', () => {
  test('a fault at the end leaves nothing behind', async () => {
    const database = await newDatabase();
    const before = await everything(database);
    const failing: ApplySources = {
      ...sourcesOf(database),
      appendAudit: async () => {
        throw new Error('the disk is full');
      },
    };
    await expect(applyCompany(read(acme()), failing, { ...by, dryRun: false })).rejects.toThrow('the disk is full');
    expect(await everything(database)).toEqual(before);
    expect(await apply(database, acme())).toMatchObject({ ok: true });
  });

  test('a company never touches the rows of another in the same database', async () => {
    const database = await newDatabase();
    await apply(database, acme());
    const others = (row: Record<string, unknown>) => (row.tenant_id ?? row.id) === 'acme';
    const before = await everything(database, others);
    const second = { ...acme(), company: { ...acme().company, id: 'zeta', slack: { team: 'T0ZETA' } } };
    const outcome = await apply(database, second);
    expect(outcome).toMatchObject({ ok: true, difference: { people: [{}, {}, {}] } });
    expect(await everything(database, others)).toEqual(before);
    await apply(database, { ...second, people: second.people.slice(0, 2) });
    expect(await everything(database, others)).toEqual(before);
  });

  test('a workspace of another company is refused, and nothing is written', async () => {
    const database = await newDatabase();
    await apply(database, acme());
    const before = await everything(database);
    const outcome = await apply(database, { ...acme(), company: { ...acme().company, id: 'zeta' } });
    expect(outcome).toEqual({
      ok: false,
      mistakes: [
        { path: ['company', 'slack', 'team'], message: expect.stringContaining('belongs to another company') },
      ],
    });
    expect(await everything(database)).toEqual(before);
  });

  test('a prefix stays with the type whose numbers begin with it', async () => {
    const database = await newDatabase();
    await apply(database, acme());
    const raw = acme();
    const type = { ...raw.types[0], prefix: 'BUY' };
    expect(await apply(database, { ...raw, types: [type] })).toMatchObject({ ok: true });
    const travel = { ...raw.types[0], key: 'travel', prefix: 'PR' };
    const outcome = await apply(database, {
      ...raw,
      types: [type, travel],
      templates: [...raw.templates, { ...raw.templates[0], key: 'travel', type: 'travel' }],
    });
    expect(outcome).toEqual({
      ok: false,
      mistakes: [{ path: ['types', 1, 'prefix'], message: expect.stringContaining('"purchase" have numbers with PR') }],
    });
  });

  test('everything that changed stands in an audit trail that verifies, without names outside its payloads', async () => {
    const database = await newDatabase();
    await apply(database, acme());
    const raw = acme();
    Object.assign(raw.people[1] ?? {}, { name: 'Bo Lund', roles: ['finance'] });
    await apply(database, raw);
    const report = await verifyAudit(database);
    expect(report.findings).toEqual([]);
    expect(await actionsOf(database, 'person/ana')).toEqual([
      'person-saved',
      'role-granted',
      'role-granted',
      'chat-linked',
    ]);
    expect((await actionsOf(database, 'person/bo')).slice(-2)).toEqual(['person-saved', 'role-granted']);
    for (const entity of ['company/acme', 'unit/root', 'role/buyers', 'type/purchase', 'template/purchase']) {
      expect(await actionsOf(database, entity), entity).not.toEqual([]);
    }
    const logs = await database.read.selectFrom('audit_logs').selectAll().execute();
    expect(JSON.stringify(logs)).not.toMatch(/Lund|example\.com/);
  });
});
