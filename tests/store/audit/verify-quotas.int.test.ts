import { describe, expect, test } from 'vitest';
import { verifyAudit } from '../../../src/store/audit/verify.js';
import { livedIn, tamper } from './lived-in.js';

const balance = `insert into quota_balances (tenant_id, policy_key, user_id, year, held, spent)
  values ('acme', 'leave-days', 'ana', 2026, 500, 0)`;
const entry = `insert into quota_entries (tenant_id, document_id, seq, policy_key, user_id, year, kind, amount, at)
  values ('acme', 'id-4', 2, 'leave-days', 'ana', 2026, 'hold', 500, '2026-03-02T09:00:00.000Z')`;
const holds = `update documents set holds = '[{"policy":"leave-days","personId":"ana","year":2026,"amount":500,"state":"held"}]'
  where id = 'id-4'`;

async function findings(...statements: readonly string[]): Promise<readonly string[]> {
  const house = await livedIn();
  tamper(house, ...statements);
  const report = await verifyAudit(house.database);
  return report.findings.map(({ row, what }) => `${row}: ${what}`);
}

describe('verify-audit holds quotas against the documents and names', () => {
  test('a balance that no document explains', async () => {
    expect(await findings(balance)).toEqual([
      'quota_balances (policy leave-days, user_id ana, year 2026): held differs from what the documents hold',
    ]);
  });

  test('an entry of the ledger that its document does not hold', async () => {
    expect(await findings(entry)).toEqual([
      'quota_entries (document id-4, policy leave-days, user_id ana, year 2026): their sum is not what the document holds',
    ]);
  });

  test('a hold of a document that no event gave it, wherever else it was entered', async () => {
    expect(await findings(balance, entry, holds)).toEqual(['documents (id id-4): holds differs from its events']);
  });

  test('a balance and a ledger that lack what a document holds', async () => {
    expect((await findings(holds)).slice(1)).toEqual([
      expect.stringContaining('quota_entries (document id-4'),
      expect.stringContaining('quota_balances (policy leave-days, user_id ana, year 2026): held differs'),
    ]);
  });
});
