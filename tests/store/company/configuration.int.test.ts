import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { defaultSettings } from '../../../src/engine/settings.js';
import { verifyAudit } from '../../../src/store/audit/verify.js';
import { StoredConfiguration } from '../../../src/store/company/configuration.js';
import type { Database } from '../../../src/store/database.js';
import { newestTemplates, newestTypes } from '../../../src/store/documents/definitions.js';
import { activePolicies } from '../../../src/store/documents/policies.js';
import type { OpenedDatabase } from '../../../src/store/open-database.js';
import { set } from '../../engine/company/acme.js';
import { workshop } from '../../engine/company/workshop.js';
import { apply, everything, newDatabase } from './applying.js';

const now = '2026-03-02T09:00:00.000Z';
const origin = { requestId: 'r7', platform: 'slack' };

async function house() {
  const database = await newDatabase();
  await apply(database, workshop());
  let salt = 0;
  let id = 0;
  const configuration = new StoredConfiguration(database, 'acme', {
    newId: () => `id-${id++}`,
    newSalt: () => `salt-${salt++}`,
  });
  const upload = (data: unknown, actorId = 'ana') => ({
    name: 'ours.yaml',
    text: typeof data === 'string' ? data : stringify(data),
    actorId,
  });
  return {
    database,
    plan: (data: unknown, actorId?: string) => configuration.plan(upload(data, actorId), now, defaultSettings),
    apply: (data: unknown, shown: string, actorId?: string) =>
      configuration.apply(upload(data, actorId), shown, now, origin, defaultSettings),
  };
}

const groups = { groups: [{ key: 'board', name: 'The board', members: ['ana', 'bo', 'cy'] }] };

async function trailOf(database: OpenedDatabase, entity: string) {
  const rows = await database.read
    .selectFrom('audit_logs')
    .selectAll()
    .where('entity', '=', entity)
    .orderBy('seq')
    .execute();
  return rows.map((row) => [row.action, row.actor_id, JSON.parse(row.metadata)]);
}

describe('an upload', () => {
  test('is shown, confirmed and written with the person’s name in the trail', async () => {
    const { database, plan, apply } = await house();
    const planned = await plan(groups);
    expect(planned).toMatchObject({
      kind: 'planned',
      lines: ['~ group board: name "Board" → "The board", members + "cy"'],
    });
    const shown = planned.kind === 'planned' ? planned.fingerprint : '';
    expect(await apply(groups, shown)).toMatchObject({
      kind: 'applied',
      lines: [expect.stringContaining('The board')],
    });
    expect(await trailOf(database, 'group/board')).toEqual([
      ['group-saved', null, { platform: 'cli', requestId: 'r1' }],
      ['group-saved', 'ana', { platform: 'slack', requestId: 'r7' }],
    ]);
    expect((await verifyAudit(database)).findings).toEqual([]);
    expect(await plan(groups)).toEqual({ kind: 'no-difference' });
  });

  test('writes types, templates and policies in the person’s name, beside who wrote before', async () => {
    const { database, plan, apply } = await house();
    const upload = {
      types: [{ ...workshop().types[1], name: 'Time off' }],
      templates: [{ ...workshop().templates[2], name: 'Away' }],
      policies: [{ ...workshop().policies[3], name: 'Long' }],
    };
    const planned = await plan(upload);
    await apply(upload, planned.kind === 'planned' ? planned.fingerprint : '');
    const templates = await database.read
      .selectFrom('approval_templates')
      .select(['key', 'version', 'author_id'])
      .where('key', '=', 'leave')
      .execute();
    const policies = await database.read
      .selectFrom('policies')
      .select(['key', 'version', 'author_id'])
      .where('key', '=', 'long')
      .execute();
    expect(templates).toEqual([
      { key: 'leave', version: 1, author_id: null },
      { key: 'leave', version: 2, author_id: 'ana' },
    ]);
    expect(policies[1]).toEqual({ key: 'long', version: 2, author_id: 'ana' });
    await database.write((trx) =>
      trx
        .insertInto('role_assignments')
        .values({ tenant_id: 'acme', user_id: 'bo', role_key: 'admin', unit_id: '' })
        .execute(),
    );
    const later = {
      types: [{ ...upload.types[0], name: 'Leave' }],
      templates: [{ ...upload.templates[0], name: 'Leave' }],
      policies: [{ ...upload.policies[0], name: 'Leave' }],
    };
    const shown = await plan(later, 'bo');
    await apply(later, shown.kind === 'planned' ? shown.fingerprint : '', 'bo');
    const newest = [
      ...(await newestTypes(database.read, 'acme')),
      ...(await newestTemplates(database.read, 'acme', 'leave')),
      ...(await activePolicies(database.read, 'acme', 'leave')),
    ];
    expect(newest.filter(({ name }) => name === 'Leave')).toMatchObject([
      { version: 3, authorId: 'bo', earlierAuthorIds: ['ana'] },
      { version: 3, authorId: 'bo', earlierAuthorIds: ['ana'] },
      { version: 3, authorId: 'bo', earlierAuthorIds: ['ana'] },
    ]);
  });

  test('that is confirmed after something else changed is shown again and not written', async () => {
    const { database, plan, apply: confirm } = await house();
    const planned = await plan(groups);
    await apply(
      database,
      workshop((raw) => set(raw.groups[0], { name: 'Council' })),
    );
    const before = await everything(database);
    const again = await confirm(groups, planned.kind === 'planned' ? planned.fingerprint : '');
    expect(again).toMatchObject({
      kind: 'planned',
      lines: ['~ group board: name "Council" → "The board", members + "cy"'],
    });
    expect(await everything(database)).toEqual(before);
    expect(await confirm(groups, again.kind === 'planned' ? again.fingerprint : '')).toMatchObject({ kind: 'applied' });
  });

  test('is worked out before the transaction, and what is written meanwhile is noticed in it', async () => {
    const { database, plan } = await house();
    const planned = await plan(groups);
    const shown = planned.kind === 'planned' ? planned.fingerprint : '';
    const upload = { name: 'ours.yaml', text: stringify(groups), actorId: 'ana' };
    const seen: boolean[] = [];
    let isInside = false;
    let meanwhile = async () => {};
    const watched: Database = {
      read: database.read,
      close: () => database.close(),
      announceWork: () => database.announceWork(),
      onWork: (listener) => database.onWork(listener),
      write: async (work) => {
        await meanwhile();
        return database.write(async (...args) => {
          isInside = true;
          return work(...args).finally(() => {
            isInside = false;
          });
        });
      },
    };
    const settings = new Proxy(defaultSettings, {
      get: (target, name) => {
        seen.push(isInside);
        return Reflect.get(target, name);
      },
    });
    const configuration = new StoredConfiguration(watched, 'acme', { newId: () => 'id', newSalt: () => 'salt' });
    const confirm = () => configuration.apply(upload, shown, now, origin, settings);
    meanwhile = async () => {
      await apply(
        database,
        workshop((raw) => set(raw.people[2], { title: 'Buyer' })),
      );
    };
    const before = await plan(groups);
    expect(await confirm()).toEqual(before);
    expect(await plan(groups)).toMatchObject({ kind: 'planned' });
    meanwhile = async () => {};
    expect(await confirm()).toMatchObject({ kind: 'applied' });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).not.toContain(true);
  });

  test('that deactivates somebody owes a look at what waits for them', async () => {
    const { database, plan, apply: confirm } = await house();
    const dora = { id: 'dora', name: 'Dora', email: 'dora@example.com', unit: 'shop', manager: 'bo' };
    await apply(
      database,
      workshop((raw) => raw.people.push(dora)),
    );
    const leaving = { people: [{ ...dora, status: 'inactive' }] };
    const planned = await plan(leaving);
    const shown = planned.kind === 'planned' ? planned.fingerprint : '';
    expect(await confirm(leaving, shown)).toMatchObject({ kind: 'applied' });
    const owed = await database.read.selectFrom('outbox').selectAll().where('kind', '=', 'leaver').execute();
    expect(owed.map(({ subject, request_id }) => [subject, request_id])).toEqual([['dora', 'r7']]);
  });

  test('whose author lost the permission between showing and confirming is refused', async () => {
    const { database, plan, apply: confirm } = await house();
    const planned = await plan(groups);
    await apply(
      database,
      workshop((raw) => {
        set(raw.people[0], { roles: [] });
        set(raw.people[1], { roles: ['admin'] });
      }),
    );
    const outcome = await confirm(groups, planned.kind === 'planned' ? planned.fingerprint : '');
    expect(outcome).toEqual({
      kind: 'refused',
      refusals: [{ line: 2, message: expect.stringContaining('config.groups') }],
    });
  });

  test.each<[string, unknown, string | undefined, object]>([
    [
      'a line that is no YAML',
      'people:\n  - id: x\n   name: y\n',
      undefined,
      { kind: 'mistakes', mistakes: [{ line: 3, message: expect.stringContaining('not valid YAML') }] },
    ],
    [
      'a mistake',
      'groups:\n  - key: new\n    name: New\n    members:\n      - zoe\n',
      undefined,
      { kind: 'mistakes', mistakes: [{ line: 5, message: expect.stringContaining('there is no person "zoe"') }] },
    ],
    [
      'a test that fails',
      { templates: [{ ...workshop().templates[1], stages: [{ steps: [{ key: 'x', name: 'X', who: 'manager' }] }] }] },
      undefined,
      {
        kind: 'mistakes',
        mistakes: expect.arrayContaining([
          { line: null, message: expect.stringContaining('which is not in this file') },
        ]),
      },
    ],
    [
      'too many bytes',
      `# ${'x'.repeat(1_000_000)}`,
      undefined,
      { kind: 'mistakes', mistakes: [{ line: null, message: expect.stringContaining('more than 1000 kB') }] },
    ],
    [
      'aliases that grow to much more than the file',
      `groups:\n- {key: g, name: G, members: &m [${'cy, '.repeat(3000)}]}\n${'- {key: g, name: G, members: *m}\n'.repeat(900)}`,
      undefined,
      { kind: 'mistakes', mistakes: [{ line: 1, message: expect.stringContaining('more than 50000 values') }] },
    ],
    [
      'more values than an upload may have',
      `groups:\n- {key: g, name: G, members: [${'cy, '.repeat(60_000)}]}\n`,
      undefined,
      { kind: 'mistakes', mistakes: [{ line: 1, message: expect.stringContaining('more than 50000 values') }] },
    ],
    [
      'somebody without permission',
      groups,
      'bo',
      { kind: 'refused', refusals: [{ line: 2, message: expect.stringContaining('config.groups') }] },
    ],
    [
      'a stranger',
      groups,
      'zoe',
      { kind: 'refused', refusals: [{ line: null, message: 'you are not active in this company' }] },
    ],
    ['nothing in it', '', undefined, { kind: 'no-difference' }],
  ])('with %s says so, and where', async (_name, data, actorId, expected) => {
    const { database, plan, apply: confirm } = await house();
    const before = await everything(database);
    expect(await plan(data, actorId)).toEqual(expected);
    expect(await confirm(data, 'whatever', actorId)).toEqual(expected);
    expect(await everything(database)).toEqual(before);
  });
});
