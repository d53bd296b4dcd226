import { instant } from '../engine/instant.js';
import type { CliCommand } from './command.js';
import { withDatabase } from './with-database.js';

export const migrateCommand: CliCommand = {
  name: 'migrate',
  usage: '',
  summary: 'bring the database to this version (serve and apply do it too)',
  run: async (args, { settings, print, complain, now }) => {
    if (args.length > 0) {
      complain(`migrate does not know ${args.join(' ')}. Usage: countersign migrate`);
      return 2;
    }
    const applied = await withDatabase(settings().databaseUrl, (database) => database.migrate(instant(now())));
    for (const name of applied) print(`applied ${name}`);
    print(
      applied.length === 0 ? 'The database is up to date.' : `The database is up to date: ${applied.length} applied.`,
    );
    return 0;
  },
};
