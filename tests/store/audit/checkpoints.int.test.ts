import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { appendAudit } from '../../../src/store/audit/append.js';
import { canonicalJson, entryHash, payloadDigest, sha256 } from '../../../src/store/audit/audit-hash.js';
import { type Checkpoint, checkpointText, readCheckpoint } from '../../../src/store/audit/checkpoint.js';
import { readCheckpointFiles, writeCheckpointFile } from '../../../src/store/audit/checkpoint-files.js';
import { CheckpointKeeper } from '../../../src/store/audit/checkpoint-keeper.js';
import { makeCheckpoints } from '../../../src/store/audit/make-checkpoints.js';
import { newSigningKey, signingKeyOf, verifyingKeysOf } from '../../../src/store/audit/signing-key.js';
import { verifyAudit } from '../../../src/store/audit/verify.js';
import { openDatabase } from '../../../src/store/open-database.js';
import type { House } from '../../support/house.js';
import { KeptLog } from '../../support/kept-log.js';
import { temporaryFolder } from '../../support/temporary.js';
import { livedIn, removeDocument, tamper } from './lived-in.js';

const key = signingKeyOf(newSigningKey());
const keys = verifyingKeysOf(key.publicKey);
const otherKey = signingKeyOf(newSigningKey());

async function checkpoint(house: House, by = key): Promise<Checkpoint> {
  const made = await makeCheckpoints(house.database, by, () => house.now());
  const newest = made.at(-1);
  if (newest === undefined) throw new Error('no checkpoint was made');
  return newest;
}

/** Three checkpoints with work before each; the last one is the newest that was kept. */
async function signed(): Promise<{ house: House; checkpoints: Checkpoint[] }> {
  const house = await livedIn();
  const checkpoints = [await checkpoint(house)];
  await house.vote('cy', 'id-4', 'procurement', 'approve');
  checkpoints.push(await checkpoint(house));
  await house.do({ kind: 'cancel', actorId: 'hal', documentId: 'id-4', seen: await house.seen('id-4') });
  await house.create('bo');
  checkpoints.push(await checkpoint(house));
  return { house, checkpoints };
}

async function verdict(house: Pick<House, 'database'>, kept: readonly Checkpoint[], by = keys) {
  const { findings, proofs } = await verifyAudit(house.database, { keys: by, kept });
  return { findings: findings.map(({ row, what }) => `${row}: ${what}`), proof: proofs[0] };
}

describe('a checkpoint', () => {
  test('proves everything up to its instant, and counts what is newer', async () => {
    const { house, checkpoints } = await signed();
    await house.create('cy');
    const { findings, proof } = await verdict(house, checkpoints.slice(-1));
    expect(findings).toEqual([]);
    expect(proof).toEqual({ tenantId: 'acme', checkpoints: 3, until: checkpoints[2]?.body.at, unsigned: 1 });
  });

  test('signs the chains that moved since the one before, and none is made where nothing did', async () => {
    const { house, checkpoints } = await signed();
    expect(checkpoints.map(({ body }) => [body.seq, body.chains, body.heads.length])).toEqual([
      [1, 2, 2],
      [2, 2, 1],
      [3, 3, 2],
    ]);
    expect(await makeCheckpoints(house.database, key, () => house.now())).toEqual([]);
  });

  test('holds so many chains; what is more stands in the next, and only the last of them is complete', async () => {
    const { house } = await signed();
    const entries = Array.from({ length: 401 }, (_, at) => ({
      entity: `thing/${at}`,
      action: 'thing-saved',
      actorId: null,
      at: house.now(),
      metadata: {},
      payload: {},
    }));
    await house.database.write((trx) => appendAudit(trx, 'acme', entries, () => 'salt'));
    const made = await makeCheckpoints(house.database, key, () => house.now());
    expect(made.map(({ body }) => [body.heads.length, body.complete])).toEqual([
      [200, false],
      [200, false],
      [1, true],
    ]);
    expect((await verdict(house, made)).findings).toEqual([]);
    const { proof } = await verdict(house, []);
    expect(proof?.until).toBe(made[2]?.body.at);
  });

  test('is the same after it was written to a file and read back', async () => {
    const { checkpoints } = await signed();
    const folder = temporaryFolder();
    for (const one of checkpoints) await writeCheckpointFile(folder, one);
    expect(await readCheckpointFiles(folder)).toEqual(checkpoints);
    expect(readdirSync(join(folder, 'acme'))[0]).toMatch(/^checkpoint-000001-[0-9a-f]{8}\.json$/);
  });

  test.each(['', '{}', '{"format":"countersign-checkpoint-1"}', '[]', 'null'])('is not %j', (text) => {
    expect(readCheckpoint(text)).toBeUndefined();
  });

  test('can be neither changed nor removed through the database', async () => {
    const { house } = await signed();
    const database = new Sqlite(house.file);
    for (const sql of [
      `update audit_checkpoints set signature = 'x'`,
      'delete from audit_checkpoints',
      'insert or replace into audit_checkpoints select * from audit_checkpoints',
    ]) {
      expect(() => database.prepare(sql).run()).toThrow(/append-only/);
    }
    database.close();
  });
});

describe('with the public key and the newest checkpoint kept elsewhere, verify-audit says', () => {
  test('which entries are missing after the end of a chain was cut off with the rows that it explains', async () => {
    const { house, checkpoints } = await signed();
    const last = `(select max(seq) from audit_logs where entity = 'document/id-4')`;
    tamper(
      house,
      `delete from audit_payloads where entity = 'document/id-4' and seq = ${last}`,
      `delete from audit_logs where entity = 'document/id-4' and seq = ${last}`,
    );
    const { findings, proof } = await verdict(house, checkpoints.slice(-1));
    expect(findings[0]).toMatch(
      new RegExp(
        `entity document/id-4, seq \\d+\\): entry \\d+ is missing: checkpoint 3 of ${checkpoints[2]?.body.at}`,
      ),
    );
    expect(proof?.until).toBe(checkpoints[1]?.body.at);
  });

  test('that a whole chain is missing after a document was removed with everything that speaks of it', async () => {
    const { house, checkpoints } = await signed();
    removeDocument(house, 'id-1');
    tamper(house, 'delete from document_sequences');
    const { findings, proof } = await verdict(house, checkpoints.slice(-1));
    expect(findings).toEqual([
      expect.stringMatching(
        /^audit_logs \(entity document\/id-1\): the whole chain is missing: entries 1 to \d+ are missing: checkpoint 1/,
      ),
    ]);
    expect(proof?.until).toBeUndefined();
  });

  test('that the database was rolled back, to when, and what it lost', async () => {
    const house = await livedIn();
    const first = await checkpoint(house);
    const copy = join(temporaryFolder(), 'earlier.sqlite');
    const file = new Sqlite(house.file);
    file.exec(`vacuum into '${copy}'`);
    file.close();
    await house.vote('cy', 'id-4', 'procurement', 'approve');
    await house.create('bo');
    const kept = await checkpoint(house);

    const database = await openDatabase(`sqlite:${copy}`);
    onTestFinished(() => database.close());
    const { findings, proof } = await verdict({ database }, [kept]);
    expect(findings).toEqual([
      `audit_checkpoints (seq 2): it was kept from ${kept.body.at} and the database ends with checkpoint 1 of ${first.body.at}: it was rolled back, or its end was removed`,
      expect.stringMatching(/entity document\/id-4, seq 3\): entries 4 to 5 are missing: checkpoint 2/),
      expect.stringContaining('(entity document/id-6): the whole chain is missing'),
    ]);
    expect(proof?.until).toBe(first.body.at);
  });

  test('that history was written anew when a database rolled back went on and was signed again', async () => {
    const house = await livedIn();
    await checkpoint(house);
    const copy = join(temporaryFolder(), 'earlier.sqlite');
    const file = new Sqlite(house.file);
    file.exec(`vacuum into '${copy}'`);
    file.close();
    await house.vote('cy', 'id-4', 'procurement', 'reject', 'too dear');
    const kept = await checkpoint(house);

    const database = await openDatabase(`sqlite:${copy}`);
    onTestFinished(() => database.close());
    const chain = await database.read.selectFrom('audit_logs').selectAll().execute();
    const entry = { entity: 'document/id-4', action: 'x', actorId: 'bo', at: house.now(), metadata: {}, payload: {} };
    await database.write((trx) => appendAudit(trx, 'acme', [entry, entry, entry], () => 'salt'));
    expect(chain.length).toBeGreaterThan(0);
    await makeCheckpoints(database, key, () => house.now());
    const { findings } = await verdict({ database }, [kept]);
    expect(findings[0]).toBe(
      `audit_checkpoints (seq 2): it is another than the one kept from ${kept.body.at}: history was written anew`,
    );
    expect(findings[1]).toContain('document/id-4');
    expect(findings[1]).toMatch(/entry \d+ is not the one that checkpoint 2 .* has signed/);
  });

  test('how many chains more are missing than any checkpoint at hand names', async () => {
    const { house, checkpoints } = await signed();
    removeDocument(house, 'id-1');
    tamper(house, 'delete from document_sequences', 'delete from audit_checkpoints');
    const { findings } = await verdict(house, checkpoints.slice(-1));
    expect(findings).toEqual([
      expect.stringContaining('the database holds none: it was rolled back, or its end was removed'),
      'audit_logs: 1 more chains are missing: there were 3, and no checkpoint at hand names them',
    ]);
  });
});

/** Writes a chain anew with a changed entry, every hash right again, as somebody who knows this code would. */
function forge(house: House, entity: string): void {
  const file = new Sqlite(house.file);
  for (const name of file.prepare(`select name from sqlite_master where type = 'trigger'`).pluck().all()) {
    file.exec(`drop trigger "${name}"`);
  }
  let before = '0'.repeat(64);
  const entries = file
    .prepare(
      'select l.*, p.salt, p.body from audit_logs l join audit_payloads p using (tenant_id, entity, seq) where entity = ? order by seq',
    )
    .all(entity) as (Parameters<typeof entryHash>[0] & { salt: string; body: string })[];
  for (const { salt, body, ...log } of entries) {
    const changed = body.replace('Which colour?', 'Which price?');
    const entry = { ...log, prev_hash: before, payload_digest: payloadDigest(salt, changed) };
    before = entryHash(entry);
    file
      .prepare('update audit_logs set prev_hash = ?, payload_digest = ?, hash = ? where entity = ? and seq = ?')
      .run(entry.prev_hash, entry.payload_digest, before, entity, entry.seq);
    file.prepare('update audit_payloads set body = ? where entity = ? and seq = ?').run(changed, entity, entry.seq);
  }
  file.prepare(`update approvers set comment = 'Which price?' where comment = 'Which colour?'`).run();
  file.close();
}

describe('verify-audit with the public key finds', () => {
  test('a chain forged with all hashes right, which the verifier without checkpoints takes for true', async () => {
    const { house } = await signed();
    forge(house, 'document/id-1');
    const { findings, proof } = await verdict(house, []);
    expect(findings).toEqual([
      expect.stringMatching(/document\/id-1, .* is not the one that checkpoint 1 .* has signed/),
    ]);
    expect(proof?.until).toBeUndefined();
    tamper(house, 'delete from audit_checkpoints');
    expect((await verifyAudit(house.database)).findings).toEqual([]);
  });

  test('checkpoints that somebody made anew over a forged chain with a key of their own', async () => {
    const { house } = await signed();
    forge(house, 'document/id-1');
    tamper(
      house,
      'delete from audit_checkpoints',
      `insert into audit_moved_chains select tenant_id, entity, 1 from audit_logs where seq = 1`,
    );
    await checkpoint(house, otherKey);
    const { findings, proof } = await verdict(house, []);
    expect(findings[0]).toBe(
      `audit_checkpoints (seq 1): it is signed by the key ${otherKey.id}, and ${key.id} was given`,
    );
    expect(proof?.until).toBeUndefined();
  });

  test.each<[string, string, string, number | undefined]>([
    [
      'a changed one',
      `update audit_checkpoints set body = replace(body, '"chains":2', '"chains":1') where seq = 2`,
      'seq 2): what it says was changed',
      0,
    ],
    [
      'another signature',
      `update audit_checkpoints set signature = (select signature from audit_checkpoints where seq = 1) where seq = 2`,
      'seq 2): its signature is not of what it says',
      0,
    ],
    [
      'one that is no checkpoint',
      `update audit_checkpoints set body = '{}' where seq = 3`,
      'seq 3): it is no checkpoint',
      1,
    ],
    [
      'one that is missing in between',
      'delete from audit_checkpoints where seq = 2',
      'seq 3): checkpoint 2 is missing before it',
      0,
    ],
    [
      'the first that is missing',
      'delete from audit_checkpoints where seq = 1',
      'seq 2): checkpoint 1 is missing before it',
      undefined,
    ],
  ])('among the checkpoints %s, and up to which instant everything is proven', async (_what, sql, expected, proven) => {
    const { house, checkpoints } = await signed();
    expect(tamper(house, sql)).toBe(1);
    const { findings, proof } = await verdict(house, []);
    expect(findings[0]).toContain(expected);
    expect(proof?.until).toBe(proven === undefined ? undefined : checkpoints[proven]?.body.at);
  });

  test('checkpoints in another order', async () => {
    const { house } = await signed();
    tamper(
      house,
      'update audit_checkpoints set seq = 9 where seq = 2',
      'update audit_checkpoints set seq = 2 where seq = 3',
      'update audit_checkpoints set seq = 3 where seq = 9',
    );
    expect((await verdict(house, [])).findings[0]).toBe(
      'audit_checkpoints (seq 2): it says that it is checkpoint 3 of acme',
    );
  });

  test('that nothing is proven where there is no checkpoint', async () => {
    expect((await verdict(await livedIn(), [])).findings).toEqual([
      'audit_checkpoints: there is none, so nothing is proven',
    ]);
  });
});

describe('a kept checkpoint', () => {
  test('that was changed, or signed by another key, is named and believed nothing', async () => {
    const { house, checkpoints } = await signed();
    const [, , kept] = checkpoints;
    if (kept === undefined) throw new Error('there are three');
    const changed = readCheckpoint(checkpointText(kept).replace('"chains": 3', '"chains": 9'));
    if (changed === undefined) throw new Error('it is still a checkpoint in form');
    expect((await verdict(house, [changed])).findings).toEqual([
      'the kept checkpoint 3: what it says was changed: its hash is another',
    ]);
    const rehashed = { ...changed, hash: sha256(changed.text) };
    expect((await verdict(house, [rehashed])).findings).toEqual([
      'the kept checkpoint 3: its signature is not of what it says',
    ]);
    const foreign = await checkpoint(await livedIn(), otherKey);
    expect((await verdict(house, [foreign])).findings).toEqual([
      `the kept checkpoint 1: it is signed by the key ${otherKey.id}, and ${key.id} was given`,
    ]);
  });

  test('of another database is not taken for one of this', async () => {
    const { house } = await signed();
    const elsewhere = await livedIn();
    const foreign = await checkpoint(elsewhere);
    const { findings } = await verdict(house, [foreign]);
    expect(findings[0]).toContain('audit_checkpoints (seq 1): it is another than the one kept from');
  });

  test('is believed with either of two public keys after the key was changed', async () => {
    const { house } = await signed();
    await house.create('di');
    const kept = await checkpoint(house, otherKey);
    const both = verifyingKeysOf(`${key.publicKey}\n${otherKey.publicKey}`);
    expect((await verdict(house, [kept], both)).findings).toEqual([]);
    expect((await verdict(house, [kept])).findings[0]).toContain('it is signed by the key');
  });
});

describe('the signing key', () => {
  test('may be its 32 bytes in base64, or a PEM whose lines may be joined by \\n', () => {
    const seed = newSigningKey();
    expect(seed).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const wanted = String(publicKey.export({ type: 'spki', format: 'pem' }));
    expect(signingKeyOf(pem).publicKey).toBe(wanted);
    expect(signingKeyOf(pem.replaceAll('\n', '\\n')).publicKey).toBe(wanted);
    const { d } = privateKey.export({ format: 'jwk' });
    expect(signingKeyOf(Buffer.from(d ?? '', 'base64url').toString('base64')).publicKey).toBe(wanted);
  });

  test.each([
    'secret',
    `${'A'.repeat(42)}=`,
    String(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' })),
  ])('is refused by the name of its setting and never shown when it is something else', (text) => {
    expect(() => signingKeyOf(text)).toThrow(/^AUDIT_SIGNING_KEY must be an Ed25519 private key/);
    expect(() => signingKeyOf(text)).not.toThrow(text.slice(0, 40));
  });

  test('is not what verifies: a private key is no public key', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    expect(() => verifyingKeysOf(String(privateKey.export({ type: 'pkcs8', format: 'pem' })))).toThrow(
      /no Ed25519 public/,
    );
  });
});

describe('the checkpoints of a running bot', () => {
  test('whoever asks gets one of everything that was there then, in a file', async () => {
    const house = await livedIn();
    const folder = temporaryFolder();
    const log = new KeptLog();
    const keeper = new CheckpointKeeper({ database: house.database, key, folder, now: () => house.now() }, log);
    await Promise.all([keeper.keep(), keeper.keep()]);
    expect(await readCheckpointFiles(folder)).toHaveLength(1);
    await house.vote('cy', 'id-4', 'procurement', 'approve');
    await keeper.keep();
    const files = await readCheckpointFiles(folder);
    expect(files.map(({ body }) => body.seq)).toEqual([1, 2]);
    expect((await verdict(house, files)).findings).toEqual([]);
    expect(log.saying('the audit trail was signed')).toHaveLength(2);
  });

  test('goes on after a checkpoint that could not be written, whose file comes with the next', async () => {
    const house = await livedIn();
    const log = new KeptLog();
    const folder = join(temporaryFolder(), 'here');
    const blocked = new CheckpointKeeper(
      { database: house.database, key, folder: '/dev/null/no-folder', now: () => house.now() },
      log,
    );
    await expect(blocked.keep()).rejects.toThrow('ENOTDIR');
    await blocked.tryToKeep();
    expect(log.saying('the audit trail could not be signed')).toHaveLength(1);
    const keeper = new CheckpointKeeper({ database: house.database, key, folder, now: () => house.now() }, log);
    await keeper.tryToKeep();
    expect((await readCheckpointFiles(folder)).map(({ body }) => body.seq)).toEqual([1]);
  });
});

test('a checkpoint’s file is canonical JSON apart from its spaces, so that others can check its signature', async () => {
  const { checkpoints } = await signed();
  const folder = temporaryFolder();
  const path = await writeCheckpointFile(folder, checkpoints[0] as Checkpoint);
  const { hash, key_id, signature, ...body } = JSON.parse(readFileSync(path, 'utf8'));
  expect(sha256(canonicalJson(body))).toBe(hash);
  expect(key_id).toBe(key.id);
  expect(keys[0]?.hasSigned(canonicalJson(body), signature)).toBe(true);
});
