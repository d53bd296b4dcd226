import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { instant } from '../engine/instant.js';
import { BackupFault } from '../store/backup/house-places.js';
import { type MadeBackup, makeBackup } from '../store/backup/make-backup.js';
import { ownVersion } from '../version.js';
import type { CliCommand, CliContext, ExitCode } from './command.js';
import { housePlaces } from './house-places.js';
import { isProven, restoreAndProve, restoredLines } from './restored-house.js';
import { WrongDatabase } from './with-database.js';

const usage = 'TO [--verify]';

export const backupCommand: CliCommand = {
  name: 'backup',
  usage,
  summary:
    'copy database, files and checkpoints into a new folder while the bot serves; --verify restores it for a try',
  run: async (args, context) => {
    const asked = read(args);
    if (asked === undefined) {
      context.complain(`Usage: countersign backup ${usage}`);
      return 2;
    }
    const places = housePlaces(context.settings());
    if (!existsSync(places.databaseFile)) {
      throw new WrongDatabase(`There is no database at ${places.databaseFile}. Are DATABASE_URL and DATA_DIR right?`);
    }
    try {
      const made = await makeBackup(places, asked.to, () => instant(context.now()), ownVersion());
      const code = report(made, asked.to, context);
      return asked.verify && code === 0 ? await drill(asked.to, context) : code;
    } catch (error) {
      if (!(error instanceof BackupFault)) throw error;
      context.complain(error.message);
      return 1;
    }
  },
};

function report({ manifest, damage }: MadeBackup, to: string, { print, complain }: CliContext): ExitCode {
  const { database, files, rows, audit } = manifest;
  const bytes = files.reduce((sum, part) => sum + part.bytes, database.bytes);
  print(
    `${to}: ${rows.documents ?? 0} documents, ${audit.entries} entries of the trail, ${files.length} files, ${bytes} bytes.`,
  );
  print(`audit trail ${audit.sum}`);
  if (damage.length === 0) return 0;
  for (const line of damage) complain(line);
  complain(
    'The backup is as whole as what was there, which is not whole: countersign verify-audit --files tells more.',
  );
  return 1;
}

/** Restores the backup beside itself, where there is room for one, and takes that away again. */
async function drill(backup: string, { print, complain, now }: CliContext): Promise<ExitCode> {
  const place = await mkdtemp(`${resolve(backup)}-drill-`);
  try {
    const [dataDir, databaseUrl] = [place, `sqlite:${join(place, 'countersign.sqlite')}`];
    const house = await restoreAndProve(backup, housePlaces({ dataDir, databaseUrl }), instant(now()));
    const isGood = isProven(house);
    for (const line of restoredLines(house)) (isGood ? print : complain)(line);
    return isGood ? 0 : 1;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** Undefined where it cannot be understood. */
function read(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { verify: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [to, ...others] = positionals;
    return to === undefined || others.length > 0 ? undefined : { to, verify: values.verify };
  } catch {
    return undefined;
  }
}
