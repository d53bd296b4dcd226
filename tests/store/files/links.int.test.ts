import { describe, expect, test } from 'vitest';
import { instant } from '../../../src/engine/instant.js';
import { samples } from '../../support/sample-files.js';
import { type FileWorld, openFileWorld, remote } from './file-world.js';

const link = { fileId: 'file-1', documentId: 'id-1', personId: 'bo', locale: 'en', now: '2026-03-02T10:00:00.000Z' };

function later(minutes: number): string {
  return instant(Date.parse(link.now) + minutes * 60_000);
}

async function withLink(): Promise<{ world: FileWorld; token: string }> {
  const world = await openFileWorld();
  await world.stored(remote('a.pdf', samples.pdf));
  const token = await world.files.links('acme').make(link);
  if (token === undefined) throw new Error('no link was made');
  return { world, token };
}

describe('a link to a file', () => {
  test('is a token of 256 bits that the database does not know, only its hash', async () => {
    const { world, token } = await withLink();
    expect(token).toMatch(/^[\w-]{43}$/);
    const row = await world.house.database.read.selectFrom('file_links').selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row.expires_at).toBe(later(10));
  });

  test('finds its file for ten minutes and not a moment longer', async () => {
    const { world, token } = await withLink();
    const found = await world.files.desk.find(token, later(9.99));
    expect(found).toMatchObject({ tenantId: 'acme', personId: 'bo', documentId: 'id-1', fileId: 'file-1' });
    expect(await world.files.desk.find(token, later(10))).toBeUndefined();
    expect(await world.files.desk.find(`${token.slice(0, -1)}_`, later(1))).toBeUndefined();
  });

  test('belongs to the first browser that opens it, however many try at once', async () => {
    const { world, token } = await withLink();
    const { desk } = world.files;
    expect(await desk.bondWith(token, undefined)).toBe('unbound');
    const tries = await Promise.all(['one', 'two', 'three'].map((browser) => desk.bind(token, browser, later(1))));
    expect(tries.filter((bound) => bound)).toHaveLength(1);
    const winner = ['one', 'two', 'three'][tries.indexOf(true)] ?? '';
    expect(await desk.bondWith(token, winner)).toBe('ours');
    expect(await desk.bondWith(token, 'another')).toBe('other');
    expect(await desk.bondWith(token, undefined)).toBe('other');
    expect(await desk.bind(token, winner, later(2))).toBe(true);
    expect(await desk.bind(token, winner, later(10))).toBe(false);
    const row = await world.house.database.read.selectFrom('file_links').selectAll().executeTakeFirstOrThrow();
    expect(row.used_at).toBe(later(1));
  });

  test.each([
    ['another document', 'acme', { documentId: 'id-2' }],
    ['no file', 'acme', { fileId: 'file-9' }],
    ['another company', 'other', {}],
  ])('is not made for %s', async (_what, tenant, other) => {
    const { world } = await withLink();
    expect(await world.files.links(tenant).make({ ...link, ...other })).toBeUndefined();
  });
});
