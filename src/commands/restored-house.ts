import type { Instant } from '../engine/instant.js';
import { readCheckpointFiles } from '../store/audit/checkpoint-files.js';
import type { Finding } from '../store/audit/finding.js';
import { verifyAudit } from '../store/audit/verify.js';
import { databaseFigures } from '../store/backup/database-figures.js';
import type { HousePlaces } from '../store/backup/house-places.js';
import { backupNames } from '../store/backup/make-backup.js';
import type { AuditFigures } from '../store/backup/manifest.js';
import { restoreBackup } from '../store/backup/restore-backup.js';
import { verifyFiles } from '../store/files/verify-files.js';
import { withDatabase } from './with-database.js';

/** What became of a backup: its trail then and now, and what no longer fits. */
export interface RestoredHouse {
  readonly backedUpAt: Instant;
  readonly migrated: readonly string[];
  readonly before: AuditFigures;
  readonly after: AuditFigures;
  readonly findings: readonly Finding[];
}

/**
 * Restores into an empty place, brings the database to this version, and reads everything there is: the trail with its
 * checkpoints, the documents, the files.
 */
export async function restoreAndProve(from: string, to: HousePlaces, now: Instant): Promise<RestoredHouse> {
  const manifest = await restoreBackup(from, to);
  const hasCheckpoints = manifest.files.some(({ path }) => path.startsWith(`${backupNames.checkpoints}/`));
  const kept = hasCheckpoints ? await readCheckpointFiles(to.checkpoints) : [];
  const proved = await withDatabase(`sqlite:${to.databaseFile}`, async (database) => {
    const migrated = await database.migrate(now);
    const { findings } = await verifyAudit(database, { kept });
    return { migrated, findings: [...findings, ...(await verifyFiles(database, to.files))] };
  });
  const after = databaseFigures(to.databaseFile).audit;
  return { backedUpAt: manifest.at, before: manifest.audit, after, ...proved };
}

/** Whether what was restored is what was backed up, and whole. */
export function isProven({ before, after, findings }: RestoredHouse): boolean {
  return findings.length === 0 && before.sum === after.sum && before.entries === after.entries;
}

/** Findings shown; the first is what matters. */
const shownMax = 20;

export function restoredLines(house: RestoredHouse): readonly string[] {
  const { before, after, findings } = house;
  const isEqual = before.sum === after.sum && before.entries === after.entries;
  return [
    `audit trail as backed up   ${figuresText(before)}`,
    `audit trail as restored    ${figuresText(after)}`,
    isEqual ? 'They are equal.' : 'They differ: do not use what was restored.',
    ...findings.slice(0, shownMax).map(({ tenantId, row, what }) => `${tenantId}: ${row}: ${what}`),
    ...(findings.length > shownMax ? [`… and ${findings.length - shownMax} more`] : []),
    findings.length === 0 ? 'verify-audit: whole, with every file.' : `verify-audit: ${findings.length} findings.`,
  ];
}

function figuresText({ entries, chains, sum }: AuditFigures): string {
  return `${sum}  ${entries} entries in ${chains} chains`;
}
