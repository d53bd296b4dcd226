import { storeOf } from '../compose.js';
import { instant } from '../engine/instant.js';
import type { FailedTask } from '../engine/ports/outbox.js';
import type { CliCommand, CliContext, ExitCode } from './command.js';
import { withExistingDatabase } from './with-database.js';

export const jobsCommand: CliCommand = {
  name: 'jobs',
  usage: 'failed | retry [SUBJECT]',
  summary: 'list deliveries that were given up with their reason, or try them again',
  run: async (args, context) => {
    const [verb, subject] = args;
    if (verb === 'failed' && args.length === 1) return listFailed(context);
    if (verb === 'retry' && args.length <= 2) return retry(context, subject);
    context.complain('Usage: countersign jobs failed | countersign jobs retry [SUBJECT]');
    return 2;
  },
};

async function listFailed({ settings, print }: CliContext): Promise<ExitCode> {
  const failed = await withExistingDatabase(settings().databaseUrl, (database) => storeOf(database).outbox.failed());
  for (const task of failed) print(lineFor(task));
  print(failed.length === 0 ? 'No delivery has failed.' : `${failed.length} failed. Try again: countersign jobs retry`);
  return 0;
}

async function retry({ settings, print, now }: CliContext, subject: string | undefined): Promise<ExitCode> {
  const count = await withExistingDatabase(settings().databaseUrl, (database) =>
    storeOf(database).outbox.retryFailed(instant(now()), subject),
  );
  if (count === 0) print(subject === undefined ? 'No delivery has failed.' : `No failed delivery is about ${subject}.`);
  else print(`${count} put back; a running bot tries ${count === 1 ? 'it' : 'them'} within seconds.`);
  return 0;
}

function lineFor(task: FailedTask): string {
  const tries = `${task.attempts} ${task.attempts === 1 ? 'try' : 'tries'}`;
  return `${task.createdAt}  ${task.tenantId}  ${task.kind} ${task.subject}  after ${tries}: ${task.lastError}`;
}
