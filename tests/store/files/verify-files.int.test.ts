import { rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verifyFiles } from '../../../src/store/files/verify-files.js';
import { companyWithFiles } from '../../support/company-with-files.js';
import { samples } from '../../support/sample-files.js';
import { openFileWorld, remote } from './file-world.js';

test('every file that a document names is compared with it, and the others are left alone', async () => {
  const world = await openFileWorld(companyWithFiles());
  const files = [await world.stored(remote('a.pdf', samples.pdf)), await world.stored(remote('b.png', samples.png))];
  await world.stored(remote('c.gif', samples.gif), { documentId: 'none' });
  const input = { item: 'Desk', amount: { amount: '120', currency: 'USD' }, receipt: files };
  await world.house.create('ana', input);
  await world.house.create('ana');
  expect(await verifyFiles(world.house.database, world.root)).toEqual([]);

  for (const path of world.paths()) if (path.endsWith(files[1]?.sha256 ?? '')) rmSync(path);
  writeFileSync(world.pathOf(files[0] ?? { sha256: '' }), Buffer.alloc(samples.pdf.length, 'x'));
  const findings = await verifyFiles(world.house.database, world.root);
  expect(findings.map(({ row, what }) => `${row}: ${what}`)).toEqual(
    files.map(
      ({ name, sha256 }) =>
        `files/${sha256.slice(0, 2)}/${sha256}: the copy of “${name}” of document id-1 is missing or is not what the document says`,
    ),
  );
});
