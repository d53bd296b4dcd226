import { describe, expect, test } from 'vitest';
import { appendAudit } from '../../../src/store/audit/append.js';
import { eraseDocument, erasePerson } from '../../../src/store/audit/erase-payloads.js';
import { makeCheckpoints } from '../../../src/store/audit/make-checkpoints.js';
import { newSigningKey, signingKeyOf, verifyingKeysOf } from '../../../src/store/audit/signing-key.js';
import { verifyAudit } from '../../../src/store/audit/verify.js';
import type { House } from '../../support/house.js';
import { livedIn, tamper } from './lived-in.js';

function by(house: House) {
  return { actorId: null, at: house.now(), metadata: { platform: 'cli' } };
}

const salt = () => 'salt';

async function eraseFirst(house: House) {
  return eraseDocument(house.database, 'acme', 'PR-2026-0001', by(house), salt);
}

function trailOf(house: House, entity: string) {
  return house.database.read
    .selectFrom('audit_logs as l')
    .leftJoin('audit_payloads as p', (join) =>
      join.onRef('p.tenant_id', '=', 'l.tenant_id').onRef('p.entity', '=', 'l.entity').onRef('p.seq', '=', 'l.seq'),
    )
    .select(['l.seq', 'l.action', 'l.metadata', 'p.body'])
    .where('l.entity', '=', entity)
    .orderBy('l.seq')
    .execute();
}

describe('erasing what the trail keeps of a closed document', () => {
  test('takes every payload, keeps every entry and says so in the chain', async () => {
    const house = await livedIn();
    const before = await trailOf(house, 'document/id-1');
    expect(await eraseFirst(house)).toEqual({ erased: before.length });
    const after = await trailOf(house, 'document/id-1');
    expect(after.slice(0, -1)).toEqual(before.map((entry) => ({ ...entry, body: null })));
    expect(after.at(-1)).toMatchObject({
      action: 'payloads-erased',
      body: '{}',
      metadata: JSON.stringify({ erased_until: String(before.length), platform: 'cli' }),
    });
    const { findings, erased } = await verifyAudit(house.database);
    expect({ findings, erased }).toEqual({ findings: [], erased: before.length });
  });

  test('leaves what was signed proven', async () => {
    const house = await livedIn();
    const key = signingKeyOf(newSigningKey());
    const kept = await makeCheckpoints(house.database, key, () => house.now());
    await eraseFirst(house);
    const { findings, proofs } = await verifyAudit(house.database, { keys: verifyingKeysOf(key.publicKey), kept });
    expect(findings).toEqual([]);
    expect(proofs[0]?.until).toBe(kept[0]?.body.at);
  });

  test('leaves the document to be looked at as before, but for what only the trail knew', async () => {
    const house = await livedIn();
    const { formerData: _, ...before } = (await house.store.reading('acme').dossier('id-1')) ?? {};
    await eraseFirst(house);
    expect(await house.store.reading('acme').dossier('id-1')).toEqual(before);
  });

  test('a second time finds nothing, and leaves the note of the first', async () => {
    const house = await livedIn();
    await eraseFirst(house);
    const after = await trailOf(house, 'document/id-1');
    expect(await eraseFirst(house)).toEqual({ erased: 0 });
    expect(await trailOf(house, 'document/id-1')).toEqual(after);
    expect((await verifyAudit(house.database)).findings).toEqual([]);
  });

  test('takes what was written behind an earlier erasure, whose own note stays', async () => {
    const house = await livedIn();
    await eraseFirst(house);
    const later = {
      entity: 'document/id-1',
      action: 'noted',
      actorId: null,
      at: house.now(),
      metadata: {},
      payload: {},
    };
    await house.database.write((trx) => appendAudit(trx, 'acme', [later], salt));
    expect(await eraseFirst(house)).toEqual({ erased: 1 });
    const kept = (await trailOf(house, 'document/id-1')).filter(({ body }) => body !== null);
    expect(kept.map(({ action }) => action)).toEqual(['payloads-erased', 'payloads-erased']);
  });

  test.each([
    ['PR-2026-0002', 'open'],
    ['PR-2026-0009', 'unknown'],
  ])('is refused for %s, which is %s, and nothing is gone', async (number, refused) => {
    const house = await livedIn();
    expect(await eraseDocument(house.database, 'acme', number, by(house), salt)).toEqual({ refused });
    expect((await verifyAudit(house.database)).erased).toBe(0);
  });

  test('does not excuse a payload that somebody took away later, or without a note', async () => {
    const house = await livedIn();
    await eraseFirst(house);
    tamper(house, `delete from audit_payloads where entity = 'document/id-4' and seq = 1`);
    expect((await verifyAudit(house.database)).findings.map(({ row, what }) => `${row}: ${what}`)).toEqual([
      'audit_logs (entity document/id-4, seq 1): its payload is missing from audit_payloads',
    ]);
    const note = (await trailOf(house, 'document/id-1')).length;
    tamper(house, `delete from audit_payloads where entity = 'document/id-1' and seq = ${note}`);
    expect((await verifyAudit(house.database)).findings[0]?.row).toBe(`audit_logs (entity document/id-1, seq ${note})`);
  });
});

describe('erasing what the trail keeps of a person', () => {
  async function withLeaver() {
    const house = await livedIn();
    const entry = {
      entity: 'person/di',
      action: 'person-saved',
      actorId: null,
      at: house.now(),
      metadata: {},
      payload: { before: null, after: { name: 'Di' } },
    };
    await house.database.write((trx) => appendAudit(trx, 'acme', [entry], salt));
    return house;
  }

  test('takes what their own chain says of them once they have left', async () => {
    const house = await withLeaver();
    expect(await erasePerson(house.database, 'acme', 'di', by(house), salt)).toEqual({ refused: 'active' });
    await house.database.write((trx) =>
      trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', 'di').execute(),
    );
    expect(await erasePerson(house.database, 'acme', 'di', by(house), salt)).toEqual({ erased: 1 });
    expect((await trailOf(house, 'person/di')).map(({ action, body }) => [action, body])).toEqual([
      ['person-saved', null],
      ['payloads-erased', '{}'],
    ]);
  });

  test('is refused where there is no such person, also in another company', async () => {
    const house = await withLeaver();
    expect(await erasePerson(house.database, 'acme', 'zoe', by(house), salt)).toEqual({ refused: 'unknown' });
    expect(await erasePerson(house.database, 'other', 'di', by(house), salt)).toEqual({ refused: 'unknown' });
  });
});
