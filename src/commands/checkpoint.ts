import { join } from 'node:path';
import { signingKeyIn } from '../compose.js';
import { instant } from '../engine/instant.js';
import { checkpointText } from '../store/audit/checkpoint.js';
import { CHECKPOINT_FOLDER } from '../store/audit/checkpoint-files.js';
import { type KeptCheckpoint, keepCheckpoints } from '../store/audit/keep-checkpoints.js';
import type { CliCommand } from './command.js';
import { withExistingDatabase } from './with-database.js';

export const checkpointCommand: CliCommand = {
  name: 'checkpoint',
  usage: '[--print]',
  summary: 'sign the audit trail as it stands now; keep what it writes elsewhere',
  run: async (args, { settings, print, complain, now }) => {
    if (args.some((arg) => arg !== '--print')) {
      complain('Usage: countersign checkpoint [--print]');
      return 2;
    }
    const { databaseUrl, dataDir } = settings();
    const key = signingKeyIn(settings());
    if (key === undefined) {
      complain('AUDIT_SIGNING_KEY is not set. countersign audit-key new makes one.');
      return 2;
    }
    const folder = join(dataDir, CHECKPOINT_FOLDER);
    const kept = await withExistingDatabase(databaseUrl, (database) =>
      keepCheckpoints({ database, key, folder, now: () => instant(now()) }),
    );
    for (const one of kept) print(args.includes('--print') ? checkpointText(one.checkpoint).trimEnd() : lineFor(one));
    if (kept.length === 0) print('The audit trail is empty: there is nothing to sign.');
    return 0;
  },
};

function lineFor({ checkpoint, path, isNew }: KeptCheckpoint): string {
  const { tenant, seq, at, chains } = checkpoint.body;
  const what = isNew ? 'signs' : 'is still the newest, for nothing moved since; it signs';
  return `${tenant}: checkpoint ${seq} of ${at} ${what} ${chains} chains: ${path}`;
}
