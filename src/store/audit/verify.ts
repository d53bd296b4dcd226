import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.js';
import type { Tables } from '../tables.js';
import type { PlainRow } from './compare-rows.js';
import type { Finding, VerifyReport } from './finding.js';
import { missingNumbers } from './missing-numbers.js';
import { ProofBook } from './proof-book.js';
import { readChains } from './read-chains.js';
import { rowsWithoutChain } from './rows-without-chain.js';
import { type ChainEntry, type ChainState, verifyChain } from './verify-chain.js';
import type { Evidence } from './verify-checkpoints.js';
import { verifyConfigured } from './verify-company.js';
import { type DocumentRows, verifyDocument } from './verify-document.js';
import { verifyQuotas } from './verify-quotas.js';

/**
 * Checks that the audit trail of every tenant is whole, that it is what its checkpoints signed, and that the documents
 * are what their events say. Looks at one snapshot, changes nothing and keeps one chain in memory at a time, and of the
 * signed heads all.
 */
export async function verifyAudit(database: Database, evidence: Evidence = { kept: [] }): Promise<VerifyReport> {
  return database.read.transaction().execute(async (snapshot) => {
    const proofs = await ProofBook.open(snapshot, evidence);
    const findings: Finding[] = [...proofs.findings];
    const counts = { chains: 0, entries: 0, documents: 0, erased: 0 };
    for await (const chain of readChains(snapshot)) {
      const state = verifyChain(chain);
      counts.chains += 1;
      counts.entries += chain.length;
      counts.erased += state.erased;
      if (documentIdOf(chain) !== undefined) counts.documents += 1;
      findings.push(...state.findings, ...proofs.check(chain, state), ...(await rowFindings(snapshot, chain, state)));
    }
    findings.push(
      ...proofs.missingChains(),
      ...(await rowsWithoutChain(snapshot)),
      ...(await missingNumbers(snapshot)),
      ...(await verifyQuotas(snapshot)),
    );
    return { findings, ...counts, proofs: proofs.proofs() };
  });
}

/** Whether the rows are what the chain says; nobody can tell where it is broken or was erased. */
async function rowFindings(
  snapshot: Kysely<Tables>,
  chain: readonly ChainEntry[],
  { findings, erased }: ChainState,
): Promise<readonly Finding[]> {
  const documentId = documentIdOf(chain);
  const tenantId = chain[0]?.tenant_id ?? '';
  if (findings.length > 0 || erased > 0) return [];
  const problems =
    documentId === undefined
      ? await verifyConfigured(snapshot, tenantId, chain)
      : verifyDocument(tenantId, chain, await rowsOf(snapshot, tenantId, documentId));
  return problems.map((problem) => ({ tenantId, ...problem }));
}

function documentIdOf(chain: readonly ChainEntry[]): string | undefined {
  const [kind, id] = (chain[0]?.entity ?? '').split('/');
  return kind === 'document' ? id : undefined;
}

async function rowsOf(snapshot: Kysely<Tables>, tenant: string, documentId: string): Promise<DocumentRows> {
  const document = await snapshot
    .selectFrom('documents')
    .selectAll()
    .select([
      sql<string>`cast(target_mask as text)`.as('target_mask'),
      sql<string>`cast(approved_mask as text)`.as('approved_mask'),
    ])
    .where('tenant_id', '=', tenant)
    .where('id', '=', documentId)
    .executeTakeFirst();
  const ofDocument = (table: 'approval_steps' | 'approvers' | 'deputies' | 'questions') =>
    snapshot
      .selectFrom(table as 'approvers')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('document_id', '=', documentId)
      .execute() as unknown as Promise<readonly PlainRow[]>;
  return {
    document: document as unknown as PlainRow | undefined,
    steps: await ofDocument('approval_steps'),
    approvers: await ofDocument('approvers'),
    deputies: await ofDocument('deputies'),
    questions: await ofDocument('questions'),
  };
}
