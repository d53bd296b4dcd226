import type { Company } from '../src/engine/company/company.js';
import { appendAudit } from '../src/store/audit/append.js';
import { newSalt } from '../src/store/audit/new-salt.js';
import { applyCompany } from '../src/store/company/apply.js';
import type { House } from './house.js';

/** Makes the database say what the company says, as `countersign apply` does once the files are read. */
export async function applyTo({ database }: House, company: Company, at: string): Promise<void> {
  const outcome = await applyCompany(
    { company, places: new Map() },
    {
      write: (work) => database.write(work),
      appendAudit: (trx, tenant, entries) => appendAudit(trx, tenant, entries, newSalt),
    },
    { dryRun: false, actorId: null, at, metadata: {} },
  );
  if (!outcome.ok) throw new Error(`the company was refused: ${JSON.stringify(outcome.mistakes)}`);
}
