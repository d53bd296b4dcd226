import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CheckpointFileFault, readCheckpointFiles } from '../store/audit/checkpoint-files.js';
import type { Finding, Proof, VerifyReport } from '../store/audit/finding.js';
import { AuditKeyFault, type VerifyingKey, verifyingKeysOf } from '../store/audit/signing-key.js';
import { verifyAudit } from '../store/audit/verify.js';
import type { Evidence } from '../store/audit/verify-checkpoints.js';
import { FILES_FOLDER } from '../store/files/file-store.js';
import { verifyFiles } from '../store/files/verify-files.js';
import type { CliCommand, CliContext, ExitCode } from './command.js';
import { withExistingDatabase } from './with-database.js';

/** Lines of findings shown; the first is what matters, the number of all is told. */
const shownMax = 20;

const usage = '[--public-key FILE] [--checkpoint FILE] [--files]';

export const verifyAuditCommand: CliCommand = {
  name: 'verify-audit',
  usage,
  summary: 'check that the audit trail is whole, is what was signed, and that the documents are what it says',
  run: async (args, context) => {
    const given = optionsIn(args);
    if (given === undefined) {
      context.complain(`Usage: countersign verify-audit ${usage}`);
      return 2;
    }
    const evidence = await evidenceIn(given, context);
    if (evidence === undefined) return 2;
    const { databaseUrl: url, dataDir } = context.settings();
    const report = await withExistingDatabase(url, async (database) => {
      const trail = await verifyAudit(database, evidence);
      const files = given.files ? await verifyFiles(database, join(dataDir, FILES_FOLDER)) : [];
      return { ...trail, findings: [...trail.findings, ...files] };
    });
    return tell(report, evidence, url, context);
  },
};

interface Options {
  readonly publicKey: string | undefined;
  /** Files or folders. */
  readonly checkpoints: readonly string[];
  /** Whether the copies of files are read and compared as well, which takes as long as reading them all. */
  readonly files: boolean;
}

function optionsIn(args: readonly string[]): Options | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'public-key': { type: 'string' },
        checkpoint: { type: 'string', multiple: true },
        files: { type: 'boolean' },
      },
    });
    const { 'public-key': publicKey, checkpoint: checkpoints = [], files = false } = values;
    return { publicKey, checkpoints, files };
  } catch {
    return undefined;
  }
}

async function evidenceIn(options: Options, { complain }: CliContext): Promise<Evidence | undefined> {
  try {
    const keys = options.publicKey === undefined ? undefined : await keysAt(options.publicKey);
    const kept = (await Promise.all(options.checkpoints.map(readCheckpointFiles))).flat();
    return keys === undefined ? { kept } : { keys, kept };
  } catch (error) {
    if (!(error instanceof CheckpointFileFault || error instanceof AuditKeyFault)) throw error;
    complain(error.message);
    return undefined;
  }
}

async function keysAt(path: string): Promise<readonly VerifyingKey[]> {
  try {
    return verifyingKeysOf(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new AuditKeyFault(`--public-key ${path} cannot be used: ${cause instanceof Error ? cause.message : cause}`);
  }
}

function tell(report: VerifyReport, evidence: Evidence, url: string, { print, complain }: CliContext): ExitCode {
  const { findings } = report;
  const scope = `${report.entries} entries in ${report.chains} chains, ${report.documents} documents`;
  const isWhole = findings.length === 0;
  const say = isWhole ? print : complain;
  say(
    isWhole
      ? `The audit trail of ${url} is whole: ${scope}.`
      : `The audit trail of ${url} is damaged: ${findings.length} findings in ${scope}.`,
  );
  for (const finding of findings.slice(0, shownMax)) complain(lineFor(finding));
  if (findings.length > shownMax) complain(`… and ${findings.length - shownMax} more`);
  if (report.erased > 0)
    say(`${report.erased} payloads were erased, as the trail says itself; they were not compared.`);
  for (const line of report.proofs.flatMap((proof) => proofLines(proof, evidence))) say(line);
  return isWhole ? 0 : 1;
}

function lineFor({ tenantId, row, what }: Finding): string {
  return `${tenantId}: ${row}: ${what}`;
}

/** Nothing where nothing was signed and nobody asked. */
function proofLines({ tenantId, checkpoints, until, unsigned }: Proof, { keys, kept }: Evidence): readonly string[] {
  if (checkpoints === 0 && keys === undefined) return [];
  const later = `${unsigned} ${unsigned === 1 ? 'entry is' : 'entries are'} newer than the checkpoints.`;
  if (until === undefined) return [`${tenantId}: no checkpoint holds, so nothing is proven. ${later}`];
  if (keys === undefined)
    return [`${tenantId}: it agrees with its checkpoints up to ${until}; --public-key says whether they are genuine.`];
  const hasKept = kept.some(({ body }) => body.tenant === tenantId);
  const missing = 'Only a checkpoint kept elsewhere (--checkpoint) shows whether the end of it was removed.';
  return [
    `${tenantId}: everything up to ${until} is proven. ${later}`,
    ...(hasKept ? [] : [`${tenantId}: ${missing}`]),
  ];
}
