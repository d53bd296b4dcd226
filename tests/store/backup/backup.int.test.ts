import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { keepCheckpoints } from '../../../src/store/audit/keep-checkpoints.js';
import { newSigningKey, signingKeyOf } from '../../../src/store/audit/signing-key.js';
import { verifyAudit } from '../../../src/store/audit/verify.js';
import { databaseFigures } from '../../../src/store/backup/database-figures.js';
import type { HousePlaces } from '../../../src/store/backup/house-places.js';
import { makeBackup } from '../../../src/store/backup/make-backup.js';
import { restoreBackup } from '../../../src/store/backup/restore-backup.js';
import { verifyFiles } from '../../../src/store/files/verify-files.js';
import { openDatabase } from '../../../src/store/open-database.js';
import { companyWithFiles } from '../../support/company-with-files.js';
import { temporaryFolder } from '../../support/temporary.js';
import { type FileWorld, openFileWorld, remote } from '../files/file-world.js';
import { runChild } from '../sqlite/run-child.js';

const at = '2026-03-02T12:00:00.000Z';

function placesOf({ house, root }: FileWorld): HousePlaces {
  return { databaseFile: house.file, files: root, checkpoints: join(dirname(house.file), 'audit') };
}

function emptyPlaces(): HousePlaces {
  const folder = join(temporaryFolder(), 'data');
  return { databaseFile: join(folder, 'x.sqlite'), files: join(folder, 'files'), checkpoints: join(folder, 'audit') };
}

/** Two documents, one with a file, and a checkpoint. */
async function livedInWorld(): Promise<{ world: FileWorld; places: HousePlaces; sha256: string }> {
  const world = await openFileWorld(companyWithFiles());
  const stored = await world.stored(remote('bill.txt', 'Bill\n'));
  const input = { item: 'Desk', amount: { amount: '120', currency: 'USD' }, receipt: [stored] };
  await world.house.submit('ana', await world.house.create('ana', input));
  await world.house.create('hal');
  const places = placesOf(world);
  const key = signingKeyOf(newSigningKey());
  await keepCheckpoints({
    database: world.house.database,
    key,
    folder: places.checkpoints,
    now: () => world.house.now(),
  });
  return { world, places, sha256: stored.sha256 };
}

async function proofOf(places: HousePlaces) {
  const database = await openDatabase(`sqlite:${places.databaseFile}`);
  try {
    const report = await verifyAudit(database);
    return { ...report, findings: [...report.findings, ...(await verifyFiles(database, places.files))] };
  } finally {
    await database.close();
  }
}

describe('a backup', () => {
  test('made while another process writes is whole, and restored is what it was', async () => {
    const world = await openFileWorld(companyWithFiles());
    const writer = runChild('../../backup/children/keep-writing', world.house.file, world.root);
    await writer.printed('written 20');
    const to = join(temporaryFolder(), 'backup');
    const { manifest, damage } = await makeBackup(placesOf(world), to, () => at, '0.1.0');
    expect(damage).toEqual([]);
    // It went on meanwhile: what is there now is more than what was copied.
    await writer.printed(`written ${(manifest.rows.documents ?? 0) + 5}`);

    const places = emptyPlaces();
    await restoreBackup(to, places);
    expect(databaseFigures(places.databaseFile).audit).toEqual(manifest.audit);
    const { findings, documents, entries } = await proofOf(places);
    expect(findings).toEqual([]);
    expect(documents).toBeGreaterThanOrEqual(20);
    expect({ documents, entries }).toEqual({ documents: manifest.rows.documents, entries: manifest.audit.entries });
  }, 60_000);

  test('holds database, files and checkpoints, and lists each with its hash and what the database counts', async () => {
    const { places, sha256 } = await livedInWorld();
    writeFileSync(join(places.files, sha256.slice(0, 2), `${sha256}.123.part`), 'half');
    mkdirSync(join(places.checkpoints, 'acme'), { recursive: true });
    writeFileSync(join(places.checkpoints, 'acme', '.DS_Store'), 'not ours');
    const to = join(temporaryFolder(), 'a', 'backup');
    const { manifest } = await makeBackup(places, to, () => at, '0.1.0');
    expect(JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8'))).toEqual(manifest);
    expect(manifest.files.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^audit\/acme\/checkpoint-000001-[0-9a-f]{8}\.json$/),
      `files/${sha256.slice(0, 2)}/${sha256}`,
    ]);
    expect(manifest).toMatchObject({
      at,
      version: '0.1.0',
      rows: { documents: 2, attachments: 1, audit_checkpoints: 1 },
    });
    expect(readdirSync(to).sort()).toEqual(['audit', 'countersign.sqlite', 'files', 'manifest.json']);
    for (const { path, bytes } of [...manifest.files, manifest.database]) {
      const { size, mode } = statSync(join(to, path));
      expect({ path, size, mode: mode & 0o077 }).toEqual({ path, size: bytes, mode: 0 });
    }
  });

  test('speaks of no missing file, whatever is swept away or added while it is made', async () => {
    const { world, places, sha256 } = await livedInWorld();
    const added = 'a'.repeat(64);
    const meanwhile = () => {
      rmSync(world.pathOf({ sha256 }));
      mkdirSync(join(world.root, 'aa'));
      writeFileSync(join(world.root, 'aa', added), 'new');
      const database = new Sqlite(world.house.file);
      database
        .prepare(`insert into attachments select tenant_id, 'new', ?, name, media_type, bytes, uploader_id,
        document_id, created_at from attachments`)
        .run(added);
      database.close();
      return at;
    };
    const to = join(temporaryFolder(), 'backup');
    const { manifest, damage } = await makeBackup(places, to, meanwhile, '0.1.0');
    const paths = manifest.files.map(({ path }) => path);
    expect(paths).toContain(`files/${sha256.slice(0, 2)}/${sha256}`);
    expect(paths).toContain(`files/aa/${added}`);
    // Both are there; that the second is not what its name says was so before, and is told.
    expect(damage).toEqual([`files/aa/${added} does not hold what it is named after`]);
  });

  test('names files that were missing before', async () => {
    const { world, places, sha256 } = await livedInWorld();
    rmSync(world.pathOf({ sha256 }));
    const { damage } = await makeBackup(places, join(temporaryFolder(), 'backup'), () => at, '0.1.0');
    expect(damage).toEqual([`files/${sha256.slice(0, 2)}/${sha256} is missing`]);
  });

  test('is not made into a folder with anything in it', async () => {
    const { places } = await livedInWorld();
    const to = temporaryFolder();
    writeFileSync(join(to, 'older'), '');
    await expect(makeBackup(places, to, () => at, '0.1.0')).rejects.toThrow(`${to} is not empty (it has older)`);
    expect(readdirSync(to)).toEqual(['older']);
  });
});

describe('restoring', () => {
  async function backedUp() {
    const { places, sha256 } = await livedInWorld();
    const from = join(temporaryFolder(), 'backup');
    await makeBackup(places, from, () => at, '0.1.0');
    return { from, sha256 };
  }

  test.each<[string, (places: HousePlaces) => string]>([
    ['a database', ({ databaseFile }) => databaseFile],
    ['the log of a database', ({ databaseFile }) => `${databaseFile}-wal`],
    ['files', ({ files }) => join(files, 'x')],
    ['checkpoints', ({ checkpoints }) => join(checkpoints, 'x')],
  ])('is refused where there is %s, and changes nothing', async (_what, pathIn) => {
    const { from } = await backedUp();
    const places = emptyPlaces();
    const path = pathIn(places);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'here first');
    await expect(restoreBackup(from, places)).rejects.toThrow('Nothing was restored: ');
    expect(readFileSync(path, 'utf8')).toBe('here first');
    const left = readdirSync(dirname(places.databaseFile), { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toHaveLength(1);
  });

  test.each<[string, (from: string, sha256: string) => void, RegExp]>([
    [
      'of the database changed',
      (from) => appendFileSync(join(from, 'countersign.sqlite'), 'x'),
      /countersign\.sqlite is not what was backed up/,
    ],
    [
      'of a file changed',
      (from, sha256) => writeFileSync(join(from, 'files', sha256.slice(0, 2), sha256), 'Bull\n'),
      /files\/.* is not what was backed up/,
    ],
    [
      'of a file is gone',
      (from, sha256) => rmSync(join(from, 'files', sha256.slice(0, 2), sha256)),
      /files\/.* is missing/,
    ],
    ['is the end of the list', (from) => rmSync(join(from, 'manifest.json')), /There is no backup in .*manifest\.json/],
    [
      'of the list is of another kind',
      (from) => writeFileSync(join(from, 'manifest.json'), '{}'),
      /is not the list of a backup/,
    ],
    [
      'of the list leads out of the backup',
      (from, sha256) => {
        const list = join(from, 'manifest.json');
        writeFileSync(list, readFileSync(list, 'utf8').replace(`files/${sha256.slice(0, 2)}/`, '../files/'));
      },
      /is not the list of a backup/,
    ],
  ])('is refused where a bit %s, and puts nothing there', async (_what, harm, message) => {
    const { from, sha256 } = await backedUp();
    harm(from, sha256);
    const places = emptyPlaces();
    await expect(restoreBackup(from, places)).rejects.toThrow(message);
    expect(existsSync(dirname(places.databaseFile))).toBe(false);
  });
});
