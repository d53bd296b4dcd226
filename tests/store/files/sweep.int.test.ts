import { renameSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FileFolder } from '../../../src/store/files/file-folder.js';
import { samples } from '../../support/sample-files.js';
import { contentOf, openFileWorld, remote } from './file-world.js';

describe('a sweep of the files', () => {
  test('takes bytes that no row speaks of, once they are a day old', async () => {
    const world = await openFileWorld();
    const kept = await world.stored(remote('a.pdf', samples.pdf));
    const orphan = await world.stored(remote('b.png', samples.png));
    await world.house.database.write((trx) => trx.deleteFrom('attachments').where('id', '=', orphan.id).execute());
    world.age(world.pathOf(kept), 2);
    expect(await world.files.sweep(world.house.now())).toMatchObject({ files: 0 });
    world.age(world.pathOf(orphan), 2);
    expect(await world.files.sweep(world.house.now())).toMatchObject({ files: 1 });
    expect(world.paths()).toEqual([world.pathOf(kept)]);
  });

  test('takes what a crash left half-written, once it is a day old', async () => {
    const world = await openFileWorld();
    const kept = await world.stored(remote('a.pdf', samples.pdf));
    const half = `${world.pathOf(kept)}.x.part`;
    writeFileSync(half, 'half');
    world.age(half, 0.5);
    await world.files.sweep(world.house.now());
    expect(world.paths()).toContain(half);
    world.age(half, 2);
    await world.files.sweep(world.house.now());
    expect(world.paths()).toEqual([world.pathOf(kept)]);
  });

  test('takes files of a document that never came to be after a week, and of none that is there', async () => {
    const world = await openFileWorld();
    const documentId = await world.house.create('ana');
    const old = new Date(Date.parse(world.house.now()) - 8 * 86_400_000).toISOString();
    const kept = await world.stored(remote('a.pdf', samples.pdf), { documentId, now: old });
    const data = JSON.stringify({ receipt: [kept] });
    await world.house.database.write((trx) => trx.updateTable('documents').set({ data }).execute());
    const abandoned = await world.stored(remote('b.png', samples.png), { documentId: 'never', now: old });
    await world.stored(remote('c.gif', samples.gif), { documentId: 'not-yet' });
    for (const path of world.paths()) world.age(path, 8);
    expect(await world.files.sweep(world.house.now())).toEqual({ links: 0, attachments: 1, files: 1 });
    expect(world.paths()).toContain(world.pathOf(kept));
    expect(world.paths()).not.toContain(world.pathOf(abandoned));
  });

  test('takes files that no revision of a document names, and keeps those of a former one', async () => {
    const world = await openFileWorld();
    const documentId = await world.house.create('ana');
    const old = new Date(Date.parse(world.house.now()) - 8 * 86_400_000).toISOString();
    const former = await world.stored(remote('a.pdf', samples.pdf), { documentId, now: old });
    const takenOut = await world.stored(remote('b.png', samples.png), { documentId, now: old });
    const body = JSON.stringify({ event: { data: { receipt: [former] } } });
    await world.house.database.write((trx) => trx.updateTable('audit_payloads').set({ body }).execute());
    for (const path of world.paths()) world.age(path, 8);
    expect(await world.files.sweep(world.house.now())).toEqual({ links: 0, attachments: 1, files: 1 });
    expect(world.paths()).toContain(world.pathOf(former));
    expect(world.paths()).not.toContain(world.pathOf(takenOut));
  });

  test('takes files of a draft that was thrown away', async () => {
    const world = await openFileWorld();
    const documentId = await world.house.create('ana');
    const old = new Date(Date.parse(world.house.now()) - 8 * 86_400_000).toISOString();
    const file = await world.stored(remote('a.pdf', samples.pdf), { documentId, now: old });
    const gone = { data: JSON.stringify({ receipt: [file] }), deleted_at: old };
    await world.house.database.write((trx) => trx.updateTable('documents').set(gone).execute());
    for (const path of world.paths()) world.age(path, 8);
    expect(await world.files.sweep(world.house.now())).toMatchObject({ attachments: 1, files: 1 });
  });

  test('takes links that ended a day ago', async () => {
    const world = await openFileWorld();
    await world.stored(remote('a.pdf', samples.pdf));
    const link = { fileId: 'file-1', documentId: 'id-1', personId: 'bo', locale: 'en' };
    await world.files.links('acme').make({ ...link, now: '2026-03-01T08:00:00.000Z' });
    await world.files.links('acme').make({ ...link, now: '2026-03-02T08:00:00.000Z' });
    expect(await world.files.sweep('2026-03-02T09:00:00.000Z')).toMatchObject({ links: 1 });
  });

  test('gives back what an earlier one had put aside when it ended half-way', async () => {
    const world = await openFileWorld();
    const kept = await world.stored(remote('a.pdf', samples.pdf));
    renameSync(world.pathOf(kept), `${world.pathOf(kept)}.aside`);
    world.age(`${world.pathOf(kept)}.aside`, 2);
    await world.files.sweep(world.house.now());
    expect(await contentOf(await world.files.desk.bytes(kept))).toEqual(samples.pdf);
  });

  test('loses nothing to somebody who takes the same content at that moment', async () => {
    const world = await openFileWorld();
    const folder = new FileFolder(world.root);
    const orphan = await world.stored(remote('a.pdf', samples.pdf));
    await world.house.database.write((trx) => trx.deleteFrom('attachments').execute());
    // The new row is committed while the bytes are aside, or just before they are looked for.
    for (const moment of ['before', 'during'] as const) {
      if (moment === 'before') await world.stored(remote('b.pdf', samples.pdf));
      await folder.remove(orphan.sha256, async () => {
        if (moment === 'during') await world.stored(remote('c.pdf', samples.pdf));
        return true;
      });
      expect(await contentOf(await world.files.desk.bytes(orphan))).toEqual(samples.pdf);
    }
    // Nobody wants it when asked, and somebody takes it right after.
    await folder.remove(orphan.sha256, async () => false);
    expect(await world.files.desk.bytes(orphan)).toBeUndefined();
    await world.stored(remote('d.pdf', samples.pdf));
    expect(await contentOf(await world.files.desk.bytes(orphan))).toEqual(samples.pdf);
  });
});
