import { parseArgs } from 'node:util';
import { storedContent } from '../engine/company/stored-content.js';
import { exportFolder } from '../store/company/export-folder.js';
import { loadCompany } from '../store/company/load-company.js';
import type { CliCommand } from './command.js';
import { oneCompany } from './one-company.js';
import { withExistingDatabase } from './with-database.js';

const usage = 'DIR [--force] [--company ID]';

export const exportCommand: CliCommand = {
  name: 'export',
  usage,
  summary: 'write the company back into YAML files in DIR, as apply reads them',
  run: async (args, { settings, print, complain }) => {
    const asked = read(args);
    if (asked === undefined) {
      complain(`Usage: countersign export ${usage}`);
      return 2;
    }
    const company = await withExistingDatabase(settings().databaseUrl, async (database) => {
      return storedContent(await loadCompany(database.read, await oneCompany(database, asked.company)));
    });
    if (company === undefined) throw new Error('a company without a profile was named');
    const outcome = await exportFolder(asked.folder, company, asked.force);
    if (!outcome.ok) {
      complain(outcome.message);
      return 1;
    }
    for (const file of outcome.files) print(`${asked.folder}/${file}`);
    print(`${company.profile.name} is written: ${outcome.files.length} files. Applying them changes nothing.`);
    return 0;
  },
};

/** Undefined where it cannot be understood. */
function read(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { force: { type: 'boolean', default: false }, company: { type: 'string' } },
      allowPositionals: true,
    });
    const [folder, ...others] = positionals;
    return folder === undefined || others.length > 0 ? undefined : { ...values, folder };
  } catch {
    return undefined;
  }
}
