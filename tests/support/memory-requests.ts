import type { ApprovalDocument, DocumentStatus } from '../../src/engine/document.js';
import type { QuotaBalance } from '../../src/engine/policy/policy.js';
import type { OtherRequest } from '../../src/engine/ports/document-store.js';

/** What all documents together hold and have spent: a store in memory keeps nothing else. */
export function balancesIn(
  documents: Iterable<ApprovalDocument>,
  personId: string,
  policies: readonly string[],
  years: readonly number[],
): readonly QuotaBalance[] {
  const balances = new Map<string, QuotaBalance>();
  const holds = [...documents].flatMap((document) => document.holds);
  for (const { policy, personId: holder, year, amount, state } of holds) {
    if (holder !== personId || !policies.includes(policy) || !years.includes(year)) continue;
    const before = balances.get(`${policy}/${year}`) ?? { policy, personId, year, held: 0, spent: 0 };
    const held = before.held + (state === 'held' ? amount : 0);
    const spent = before.spent + (state === 'spent' ? amount : 0);
    balances.set(`${policy}/${year}`, { ...before, held, spent });
  }
  return [...balances.values()];
}

const counted: readonly DocumentStatus[] = ['pending', 'approved', 'completed'];

export function otherRequestsIn(
  documents: Iterable<ApprovalDocument>,
  personId: string,
  typeKey: string,
  except: string,
): readonly OtherRequest[] {
  const others = [...documents].filter(
    ({ id, submitterId, typeKey: key, status }) =>
      id !== except && submitterId === personId && key === typeKey && counted.includes(status),
  );
  return others.map(({ id, number, data }) => ({ documentId: id, number: number ?? '', data }));
}
