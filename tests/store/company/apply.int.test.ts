import type { Transaction } from 'kysely';
import { describe, expect, test } from 'vitest';
import { storedContent } from '../../../src/engine/company/stored-content.js';
import type { FormValues } from '../../../src/engine/form/values.js';
import { previewRoute } from '../../../src/engine/handle.js';
import { applyFolder } from '../../../src/store/company/apply-folder.js';
import { loadCompany } from '../../../src/store/company/load-company.js';
import { owe } from '../../../src/store/delivery/outbox-rows.js';
import type { Tables } from '../../../src/store/tables.js';
import { acme } from '../../engine/company/acme.js';
import { digest, houseStore } from '../../support/house.js';
import { actionsOf, apply, by, everything, example, newDatabase, read, sourcesOf } from './applying.js';

describe('applying', () => {
  test('stores what the files say, so that reading it back gives the same company', async () => {
    const database = await newDatabase();
    const { company } = read(acme());
    await apply(database, acme());
    const stored = await loadCompany(database.read, 'acme');
    expect(storedContent(stored)).toEqual(company);
  });

  test('the second time writes nothing at all', async () => {
    const database = await newDatabase();
    const options = { ...by, dryRun: false };
    const first = await applyFolder(example, sourcesOf(database), options);
    expect(first).toMatchObject({ ok: true, written: true });
    const before = await everything(database);
    const second = await applyFolder(example, sourcesOf(database), { ...options, at: '2027-01-01T00:00:00.000Z' });
    expect(second).toMatchObject({ ok: true, written: false, lines: [] });
    expect(await everything(database)).toEqual(before);
  });

  test('a dry run tells the same difference and writes nothing', async () => {
    const database = await newDatabase();
    const before = await everything(database);
    const dry = await apply(database, acme(), true);
    expect(await everything(database)).toEqual(before);
    expect(await apply(database, acme())).toEqual(dry);
  });

  test('makes versions of types and templates only where their content changed', async () => {
    const database = await newDatabase();
    await apply(database, acme());
    const raw = acme();
    Object.assign(raw.types[0] ?? {}, { description: 'Something to buy' });
    await apply(database, { ...raw, people: [...raw.people].reverse() });
    const types = await database.read.selectFrom('document_types').select(['key', 'version', 'description']).execute();
    const templates = await database.read.selectFrom('approval_templates').select(['key', 'version']).execute();
    expect(types).toEqual([
      { key: 'purchase', version: 1, description: null },
      { key: 'purchase', version: 2, description: 'Something to buy' },
    ]);
    expect(templates).toEqual([{ key: 'purchase', version: 1 }]);
  });

  test('a person keeps their id through a new name, address and Slack account', async () => {
    const database = await newDatabase();
    await apply(database, acme());
    const raw = acme();
    Object.assign(raw.people[1] ?? {}, { name: 'Bo Lund', email: 'lund@example.com', slack: { user: 'U0LUND' } });
    await apply(database, raw);
    const users = await database.read.selectFrom('users').select(['id', 'name', 'email']).orderBy('id').execute();
    expect(users.map((user) => user.id)).toEqual(['ana', 'bo', 'cy']);
    expect(users[1]).toEqual({ id: 'bo', name: 'Bo Lund', email: 'lund@example.com' });
    expect(await actionsOf(database, 'person/bo')).toEqual([
      'person-saved',
      'role-granted',
      'chat-linked',
      'person-saved',
      'chat-unlinked',
      'chat-linked',
    ]);
  });

  test('two people can exchange their Slack accounts', async () => {
    const database = await newDatabase();
    await apply(database, acme());
    const raw = acme();
    const [ana, bo] = raw.people;
    [(ana ?? {}).slack, (bo ?? {}).slack] = [bo?.slack, ana?.slack];
    expect(await apply(database, raw)).toMatchObject({ ok: true });
    const rows = await database.read.selectFrom('chat_identities').select(['chat_user', 'user_id']).execute();
    expect(new Map(rows.map((row) => [row.user_id, row.chat_user]))).toEqual(
      new Map([
        ['ana', 'U0BO'],
        ['bo', 'U0ANA'],
        ['cy', 'U0CY'],
      ]),
    );
  });

  test('someone left out becomes inactive, holds nothing, and is never deleted', async () => {
    const database = await newDatabase();
    await apply(database, acme());
    const raw = acme();
    await apply(database, { ...raw, people: raw.people.filter((person) => person.id !== 'cy') });
    const cy = await database.read.selectFrom('users').selectAll().where('id', '=', 'cy').executeTakeFirst();
    const held = await database.read.selectFrom('role_assignments').selectAll().where('user_id', '=', 'cy').execute();
    expect(cy).toMatchObject({ status: 'inactive', name: 'Cy' });
    expect(held).toEqual([]);
    const identity = database.read.selectFrom('chat_identities').selectAll().where('user_id', '=', 'cy');
    expect(await identity.execute()).toHaveLength(1);
    expect(await apply(database, { ...raw, people: raw.people.filter((person) => person.id !== 'cy') })).toMatchObject({
      difference: { people: [] },
    });
  });

  test('units, roles and workspaces that the files leave out are removed', async () => {
    const database = await newDatabase();
    await apply(database, acme());
    const raw = acme();
    for (const person of raw.people)
      Object.assign(person, { unit: 'root', roles: person.id === 'ana' ? ['admin'] : [] });
    const steps = [{ key: 'boss', name: 'Boss', who: 'manager' }];
    const template = { ...raw.templates[0], stages: [{ steps }] };
    await apply(database, {
      ...raw,
      company: { ...raw.company, slack: { team: 'T0OTHER' } },
      units: raw.units.slice(0, 1),
      roles: [],
      templates: [template],
    });
    const stored = await loadCompany(database.read, 'acme');
    expect(stored.units.map((unit) => unit.id)).toEqual(['root']);
    expect(stored.roles.map((role) => role.key)).toEqual(['admin', 'auditor', 'finance', 'manager', 'staff']);
    expect(stored.workspaces).toEqual([{ platform: 'slack', installation: 'T0OTHER' }]);
  });

  test('a type and template left out are offered no more, and return with their next version', async () => {
    const database = await newDatabase();
    const raw = acme();
    await apply(database, raw);
    const without = await apply(database, { ...raw, types: [], templates: [] });
    expect(without).toMatchObject({ difference: { types: [{ kind: 'removed' }], templates: [{ kind: 'changed' }] } });
    expect(await apply(database, { ...raw, types: [], templates: [] })).toMatchObject({
      difference: { types: [], templates: [] },
    });
    await apply(database, raw);
    const stored = await loadCompany(database.read, 'acme');
    expect(stored.templates).toMatchObject([{ key: 'purchase', version: 3, stages: [{}, {}] }]);
    expect(stored.types).toMatchObject([{ key: 'purchase', version: 1 }]);
  });
});

describe('applying while documents run', () => {
  /** Acme with a document of Cy's in each status that matters, and what is owed after an apply that edits the files. */
  async function owedAfter(edit: (raw: ReturnType<typeof acme>) => unknown, options = { dryRun: false }) {
    const database = await newDatabase();
    await apply(database, acme());
    await database.write(async (trx) => {
      for (const status of ['draft', 'pending', 'returned', 'approved']) await addDocument(trx, status);
      await owe(trx, 'acme', 'document', 'returned', 'an earlier click', '2026-03-02T08:00:00.000Z');
    });
    const raw = acme();
    edit(raw);
    expect(await apply(database, raw, options.dryRun)).toMatchObject({ ok: true });
    const cards = database.read.selectFrom('outbox').selectAll().where('kind', '=', 'document').orderBy('subject');
    return (await cards.execute()).map((row) => [
      row.kind,
      row.subject,
      row.generation,
      row.state,
      row.due_at,
      row.request_id,
    ]);
  }

  function addDocument(trx: Transaction<Tables>, status: string) {
    const type = { type_key: 'purchase', type_version: 1, number: null, title: 'Lamp', data: '{}', data_revision: 1 };
    const times = { created_at: by.at, submitted_at: null, closed_at: null };
    const route = { round: 1, template_key: null, template_version: null, target_mask: 0n, approved_mask: 0n };
    const document = { tenant_id: 'acme', id: status, version: 1, submitter_id: 'cy', status, by_clock: 0 };
    return trx
      .insertInto('documents')
      .values({ ...document, ...type, ...route, ...times })
      .execute();
  }

  const before = [['document', 'returned', 1, 'due', '2026-03-02T08:00:00.000Z', 'an earlier click']];
  const owed = [
    ['document', 'pending', 1, 'due', by.at, 'r1'],
    ['document', 'returned', 2, 'due', '2026-03-02T08:00:00.000Z', 'r1'],
  ];

  test.each<[string, (raw: ReturnType<typeof acme>) => unknown]>([
    ['somebody left', (raw) => raw.people.pop()],
    ['a name was corrected', (raw) => Object.assign(raw.people[1] ?? {}, { name: 'Bo Lund' })],
    ['an identity was corrected', (raw) => Object.assign(raw.people[1] ?? {}, { slack: { user: 'U0LUND' } })],
    ['somebody can unblock now', (raw) => Object.assign(raw.people[1] ?? {}, { roles: ['admin'] })],
    ['a unit has another name', (raw) => Object.assign(raw.units[1] ?? {}, { name: 'The shop' })],
    ['a role has another name', (raw) => Object.assign(raw.roles[0] ?? {}, { name: 'The buyers' })],
    ['a type has another description', (raw) => Object.assign(raw.types[0] ?? {}, { description: 'New' })],
    ['the company has another time zone', (raw) => Object.assign(raw.company, { time_zone: 'Asia/Tokyo' })],
  ])('owes a look at the cards of open documents when %s', async (_what, edit) => {
    expect(await owedAfter(edit)).toEqual(owed);
  });

  test('owes one at those of approved documents too when a role completes their type now', async () => {
    const edit = (raw: ReturnType<typeof acme>) =>
      Object.assign(raw.types[0] ?? {}, { completion: { role: 'buyers' } });
    expect(await owedAfter(edit)).toEqual([['document', 'approved', 1, 'due', by.at, 'r1'], ...owed]);
  });

  test('owes nothing when nothing differs, only a template does, or it is a dry run', async () => {
    expect(await owedAfter(() => undefined)).toEqual(before);
    expect(await owedAfter((raw) => Object.assign(raw.templates[0] ?? {}, { name: 'New' }))).toEqual(before);
    expect(await owedAfter((raw) => raw.people.pop(), { dryRun: true })).toEqual(before);
  });
});

describe('people who leave', () => {
  async function leaversAfter(edit: (raw: ReturnType<typeof acme>) => unknown) {
    const database = await newDatabase();
    await apply(database, acme());
    const raw = acme();
    edit(raw);
    expect(await apply(database, raw)).toMatchObject({ ok: true });
    const owed = await database.read.selectFrom('outbox').selectAll().where('kind', '=', 'leaver').execute();
    return owed.map(({ subject, request_id, due_at }) => [subject, request_id, due_at]);
  }

  test.each<[string, (raw: ReturnType<typeof acme>) => unknown]>([
    ['is left out of the files', (raw) => raw.people.pop()],
    ['is not active any more', (raw) => Object.assign(raw.people.at(-1) ?? {}, { status: 'inactive' })],
  ])('who %s has their open steps moved', async (_how, edit) => {
    expect(await leaversAfter(edit)).toEqual([['cy', 'r1', by.at]]);
  });

  test('who changes otherwise stays where they are, and so does who had left before', async () => {
    expect(await leaversAfter((raw) => Object.assign(raw.people.at(-1) ?? {}, { name: 'Cyril' }))).toEqual([]);
    const database = await newDatabase();
    const without = acme();
    without.people.pop();
    await apply(database, acme());
    await apply(database, without);
    await database.write((trx) => trx.deleteFrom('outbox').execute());
    await apply(database, { ...without, units: without.units.map((unit) => ({ ...unit, name: `${unit.name} 2` })) });
    const owed = await database.read.selectFrom('outbox').selectAll().where('kind', '=', 'leaver').execute();
    expect(owed).toEqual([]);
  });
});

describe('the example company', () => {
  async function askedFor(type: string, person: string, values: FormValues) {
    const database = await newDatabase();
    const applied = await applyFolder(example, sourcesOf(database), { ...by, dryRun: false });
    expect(applied).toMatchObject({ ok: true });
    const store = houseStore(database).documents('lantern');
    const plan = await previewRoute(store, type, person, { documentId: 'd1', values }, by.at, digest);
    if ('code' in plan) throw new Error(JSON.stringify(plan));
    return plan.route.stages.map((steps) => steps.map((step) => step.approvers.map((approver) => approver.personId)));
  }

  const purchase = (amountMinor: number): FormValues => ({
    item: 'Loom',
    reason: 'It broke',
    quantity: 1,
    amount: { amountMinor, currency: 'EUR' },
    category: 'tools',
  });

  test.each([
    ['lucas', [[['tobias'], ['ines']], [['hannah', 'yuki']]]],
    ['dewi, whose studio has a buyer of its own', [[['sari'], ['bayu']], [['hannah', 'yuki']]]],
    ['yuki, who is in finance', [[['hannah'], ['ines']], [['hannah']]]],
  ])('a small purchase by %s asks whom its templates say', async (who, asked) => {
    const [person = ''] = who.split(',');
    expect(await askedFor('purchase-request', person, purchase(6000))).toEqual(asked);
  });

  test('a purchase of 6,200 takes all four steps', async () => {
    const stages = await askedFor('purchase-request', 'lucas', purchase(620_000));
    expect(stages).toEqual([[['tobias'], ['ines']], [['hannah', 'yuki']], [['mira']]]);
  });
});

test('2,000 people are applied in far less than 10 seconds, and a second time in less', async () => {
  const database = await newDatabase();
  const raw = acme();
  const people = Array.from({ length: 2000 }, (_, at) => ({
    id: `p${at}`,
    name: `Person ${at}`,
    email: `p${at}@example.com`,
    unit: 'root',
    manager: at === 0 ? 'ana' : `p${Math.floor((at - 1) / 10)}`,
    roles: at % 3 === 0 ? ['buyers'] : [],
    slack: { user: `U0P${at}` },
  }));
  const company = { ...raw, people: [...raw.people, ...people] };
  const start = performance.now();
  expect(await apply(database, company)).toMatchObject({ ok: true });
  const firstMs = performance.now() - start;
  expect(await apply(database, company)).toMatchObject({ difference: { people: [] } });
  const secondMs = performance.now() - start - firstMs;
  process.stdout.write(`2,000 people: ${Math.round(firstMs)} ms, again ${Math.round(secondMs)} ms\n`);
  expect(firstMs).toBeLessThan(10_000);
  expect(secondMs).toBeLessThan(5_000);
});
