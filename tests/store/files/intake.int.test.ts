import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type RemoteFile, RemoteFileFault } from '../../../src/engine/ports/files.js';
import { encryptedSamples, samples } from '../../support/sample-files.js';
import { contentOf, openFileWorld, remote } from './file-world.js';

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('taking a file', () => {
  test('stores its bytes under their hash, private to this account, and a row that says what it is', async () => {
    const world = await openFileWorld();
    const stored = await world.stored(remote('../receipt.pdf', samples.pdf));
    const hash = sha256(samples.pdf);
    expect(stored).toEqual({
      id: 'file-1',
      name: 'receipt.pdf',
      mediaType: 'application/pdf',
      bytes: samples.pdf.length,
      sha256: hash,
    });
    expect(world.paths()).toEqual([world.pathOf({ sha256: hash })]);
    expect(readFileSync(world.pathOf(stored))).toEqual(samples.pdf);
    expect(statSync(world.pathOf(stored)).mode & 0o777).toBe(0o600);
    expect(await world.house.database.read.selectFrom('attachments').selectAll().execute()).toEqual([
      expect.objectContaining({ tenant_id: 'acme', id: 'file-1', document_id: 'id-1', uploader_id: 'ana' }),
    ]);
  });

  test('of the same content twice stores its bytes once, also when both come at once', async () => {
    const world = await openFileWorld();
    const both = await Promise.all([
      world.stored(remote('a.pdf', samples.pdf)),
      world.stored(remote('b.pdf', samples.pdf), { uploaderId: 'hal', documentId: 'id-2' }),
    ]);
    expect(both.map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf']);
    expect(world.paths()).toHaveLength(1);
  });

  test('is possible again after its bytes were lost or cut', async () => {
    const world = await openFileWorld();
    const stored = await world.stored(remote('a.pdf', samples.pdf));
    writeFileSync(world.pathOf(stored), 'cut');
    await world.stored(remote('b.pdf', samples.pdf));
    expect(readFileSync(world.pathOf(stored))).toEqual(samples.pdf);
    rmSync(world.pathOf(stored));
    await world.stored(remote('c.pdf', samples.pdf));
    expect(readFileSync(world.pathOf(stored))).toEqual(samples.pdf);
  });

  test('of so many at once lets some wait, and all of them succeed', async () => {
    const world = await openFileWorld();
    let open = 0;
    let most = 0;
    const slow = (at: number): RemoteFile => ({
      name: `${at}.txt`,
      open: async () => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setTimeout(resolve, 5));
        open -= 1;
        return (await remote('', `text ${at}`).open()) as AsyncIterable<Uint8Array>;
      },
    });
    const all = await Promise.all(Array.from({ length: 20 }, (_, at) => world.stored(slow(at))));
    expect(new Set(all.map((one) => one.sha256)).size).toBe(20);
    expect(most).toBeLessThanOrEqual(4);
  });

  test.each<[string, Partial<{ error: Error; bytes: Buffer }>, object]>([
    ['was deleted meanwhile', { error: new RemoteFileFault('gone', 'deleted') }, { code: 'gone' }],
    ['cannot be fetched now', { error: new RemoteFileFault('unreachable', 'down') }, { code: 'unreachable' }],
    ['holds nothing', { bytes: Buffer.alloc(0) }, { code: 'empty' }],
    ['is one byte too large', { bytes: Buffer.alloc(10_001, 'a') }, { code: 'too-large', bytesMax: 10_000 }],
    ['has a password', { bytes: Buffer.from(encryptedSamples.pdf) }, { code: 'encrypted' }],
    ['is something else', { bytes: Buffer.from(samples.png) }, { code: 'renamed', named: 'pdf', is: 'png' }],
  ])('that %s is refused and leaves nothing behind', async (_what, { error, bytes = Buffer.alloc(0) }, refused) => {
    const world = await openFileWorld();
    const source = error === undefined ? remote('a.pdf', bytes) : { name: 'a.pdf', open: () => Promise.reject(error) };
    expect(await world.take(source)).toEqual({ refused });
    expect(world.paths()).toEqual([]);
    expect(await world.house.database.read.selectFrom('attachments').selectAll().execute()).toEqual([]);
  });

  test('stops reading where the limit is, however much more would come', async () => {
    const world = await openFileWorld();
    let read = 0;
    async function* endless() {
      for (;;) {
        read += 1000;
        yield Buffer.alloc(1000, 'a');
      }
    }
    expect(await world.take({ name: 'a.txt', open: async () => endless() })).toMatchObject({
      refused: { code: 'too-large' },
    });
    expect(read).toBe(11_000);
  });

  test('that breaks off in the middle is refused as its fault says', async () => {
    const world = await openFileWorld();
    async function* broken() {
      yield samples.pdf;
      throw new RemoteFileFault('unreachable', 'cut');
    }
    expect(await world.take({ name: 'a.pdf', open: async () => broken() })).toEqual({
      refused: { code: 'unreachable' },
    });
  });

  test('for somebody of another company fails whole', async () => {
    const world = await openFileWorld();
    const source = remote('a.pdf', samples.pdf);
    const order = { source, uploaderId: 'ana', documentId: 'id-1', bytesMax: 10_000, now: world.house.now() };
    await expect(world.files.intake('other').take(order)).rejects.toThrow();
    expect(await world.house.database.read.selectFrom('attachments').selectAll().execute()).toEqual([]);
  });
});

describe('taken files', () => {
  test('are told in the order asked for, of that document and company only', async () => {
    const world = await openFileWorld();
    const first = await world.stored(remote('a.pdf', samples.pdf));
    const second = await world.stored(remote('b.txt', samples.txt));
    await world.stored(remote('c.png', samples.png), { documentId: 'id-2' });
    const { intake } = world.files;
    expect(await intake('acme').taken('id-1', ['file-2', 'file-3', 'file-1', 'nothing'])).toEqual([second, first]);
    expect(await intake('other').taken('id-1', ['file-1'])).toEqual([]);
  });
});

describe('opening the bytes', () => {
  test('gives what was stored', async () => {
    const world = await openFileWorld();
    const stored = await world.stored(remote('a.png', samples.png));
    expect(await contentOf(await world.files.desk.bytes(stored))).toEqual(samples.png);
  });

  test('gives nothing where they are gone, or are not what the document says', async () => {
    const world = await openFileWorld();
    const stored = await world.stored(remote('a.txt', samples.txt));
    writeFileSync(world.pathOf(stored), samples.txt.toString().replace('two', 'six'));
    expect(await world.files.desk.bytes(stored)).toBeUndefined();
    rmSync(world.pathOf(stored));
    expect(await world.files.desk.bytes(stored)).toBeUndefined();
  });
});
