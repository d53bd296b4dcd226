import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { NoticeBody } from '../../../src/engine/notice.js';
import { defaultSettings } from '../../../src/engine/settings.js';
import { StoredConfiguration } from '../../../src/store/company/configuration.js';
import { type Edit, set } from '../../engine/company/acme.js';
import { workshop } from '../../engine/company/workshop.js';
import { apply, newDatabase } from './applying.js';

const now = '2026-03-02T09:00:00.000Z';
const cy = { id: 'cy', name: 'Cy', title: null, unit: 'Shop' };

/** Acme as edited, and who was told what after Ana confirmed an upload that changes these properties of people. */
async function toldAfter(changes: Readonly<Record<string, object>>, edit: Edit = () => undefined) {
  const database = await newDatabase();
  const raw = workshop(edit);
  await apply(database, raw);
  const ids = Array.from({ length: 99 }, (_, at) => `id-${at}`);
  const sources = { newId: () => ids.pop() ?? '', newSalt: () => 'salt' };
  const configuration = new StoredConfiguration(database, 'acme', sources);
  const people = Object.entries(changes).map(([id, change]) => {
    return { ...raw.people.find((person) => person.id === id), id, ...change };
  });
  const upload = { name: 'ours.yaml', text: stringify({ people }), actorId: 'ana' };
  const confirm = (shown: string) =>
    configuration.apply(upload, shown, now, { requestId: 'r7', platform: 'slack' }, defaultSettings);
  const told = async () => {
    const rows = await database.read.selectFrom('notices').selectAll().orderBy('chat_user').execute();
    const owed = await database.read.selectFrom('outbox').select('subject').where('kind', '=', 'notice').execute();
    expect(owed.map(({ subject }) => subject).sort()).toEqual(rows.map(({ id }) => id).sort());
    return rows.map((row) => [row.chat_user, row.user_id, JSON.parse(row.body) as NoticeBody] as const);
  };
  const planned = await confirm('something else');
  if (planned.kind !== 'planned') throw new Error(JSON.stringify(planned));
  expect(await told()).toEqual([]);
  expect(await confirm(planned.fingerprint)).toMatchObject({ kind: 'applied' });
  return told();
}

const boConfirms: Edit = (raw) => set(raw.people[1], { roles: ['admin'] });

describe('a confirmed upload', () => {
  test('tells somebody at the old account and at the new one that another is theirs, and nobody else', async () => {
    const change = { person: cy, linked: ['U0NEW'], unlinked: ['U0CY'], email: null };
    const body = { kind: 'own-identity-changed', by: 'Ana', change, at: now };
    expect(await toldAfter({ cy: { slack: { user: 'U0NEW' } } })).toEqual([
      ['U0CY', 'cy', body],
      ['U0NEW', 'cy', body],
    ]);
  });

  test('tells somebody of another address of theirs', async () => {
    const email = { before: 'cy@example.com', after: 'cyrus@example.com' };
    const change = { person: cy, linked: [], unlinked: [], email };
    expect(await toldAfter({ cy: { email: email.after } })).toEqual([
      ['U0CY', 'cy', { kind: 'own-identity-changed', by: 'Ana', change, at: now }],
    ]);
  });

  test('tells those who confirm identities as well, and not its author', async () => {
    const change = { person: cy, linked: [], unlinked: ['U0CY'], email: null };
    expect(await toldAfter({ cy: { slack: 'none' } }, boConfirms)).toEqual([
      ['U0BO', 'bo', { kind: 'identities-changed', by: 'Ana', changes: [change], more: 0, at: now }],
      ['U0CY', 'cy', { kind: 'own-identity-changed', by: 'Ana', change, at: now }],
    ]);
  });

  test('tells them even where it takes that right and the account from them', async () => {
    const told = await toldAfter({ bo: { roles: [], slack: 'none' }, cy: { slack: 'none' } }, boConfirms);
    expect(told.map(([account, , { kind }]) => [account, kind]).sort()).toEqual([
      ['U0BO', 'identities-changed'],
      ['U0BO', 'own-identity-changed'],
      ['U0CY', 'own-identity-changed'],
    ]);
  });

  test('tells those who confirm of the others only, names ten, and counts the rest', async () => {
    const crowd = Array.from({ length: 12 }, (_, at) => `p${at}`);
    const many: Edit = (raw) => {
      boConfirms(raw);
      for (const id of crowd) {
        raw.people.push({
          id,
          name: id,
          email: `${id}@example.com`,
          unit: 'shop',
          slack: { user: `UX${id.toUpperCase()}` },
        });
      }
    };
    const none = { slack: 'none' };
    const told = await toldAfter({ bo: none, ...Object.fromEntries(crowd.map((id) => [id, none])) }, many);
    const [toBo] = told.flatMap(([, , body]) => (body.kind === 'identities-changed' ? [body] : []));
    expect(toBo?.changes.map(({ person }) => person.id)).not.toContain('bo');
    expect([toBo?.changes.length, toBo?.more]).toEqual([10, 2]);
    expect(told.filter(([, , { kind }]) => kind === 'own-identity-changed')).toHaveLength(13);
  });

  test('tells somebody new whom it links, and nobody of an address that somebody new has', async () => {
    const somebody = { name: 'Di', unit: 'shop' };
    const told = await toldAfter({
      di: { ...somebody, email: 'di@example.com', slack: { user: 'U0DI' } },
      ed: { ...somebody, email: 'ed@example.com' },
    });
    const change = { person: { id: 'di', name: 'Di', title: null, unit: 'Shop' }, linked: ['U0DI'], unlinked: [] };
    expect(told).toEqual([
      ['U0DI', 'di', { kind: 'own-identity-changed', by: 'Ana', change: { ...change, email: null }, at: now }],
    ]);
  });

  test('that changes something else of people tells nobody', async () => {
    expect(await toldAfter({ cy: { title: 'Buyer' } }, boConfirms)).toEqual([]);
  });
});
