#!/usr/bin/env node
import process from 'node:process';
import { applyCommand } from './commands/apply.js';
import { auditKeyCommand } from './commands/audit-key.js';
import { backupCommand } from './commands/backup.js';
import { checkpointCommand } from './commands/checkpoint.js';
import type { CliCommand, CliContext, ExitCode } from './commands/command.js';
import { demoCommand } from './commands/demo.js';
import { erasePayloadsCommand } from './commands/erase-payloads.js';
import { exportCommand } from './commands/export.js';
import { importUsersCommand } from './commands/import-users.js';
import { jobsCommand } from './commands/jobs.js';
import { migrateCommand } from './commands/migrate.js';
import { restoreCommand } from './commands/restore.js';
import { serveCommand } from './commands/serve.js';
import { simulateCommand } from './commands/simulate.js';
import { stuckCommand } from './commands/stuck.js';
import { verifyAuditCommand } from './commands/verify-audit.js';
import { WrongDatabase } from './commands/with-database.js';
import { ConfigFault, readSettings } from './config.js';
import { ownVersion } from './version.js';

const commands: readonly CliCommand[] = [
  serveCommand,
  demoCommand,
  applyCommand,
  exportCommand,
  importUsersCommand,
  simulateCommand,
  migrateCommand,
  jobsCommand,
  stuckCommand,
  verifyAuditCommand,
  checkpointCommand,
  auditKeyCommand,
  backupCommand,
  restoreCommand,
  erasePayloadsCommand,
];

async function main(args: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === '--version') return version();
  const command = commands.find((one) => one.name === name);
  if (command === undefined) return help(name);
  if (rest.some(isHelp)) return commandHelp(command);
  try {
    return await command.run(rest, context);
  } catch (error) {
    return explain(error);
  }
}

const context: CliContext = {
  env: process.env,
  settings: () => readSettings(process.env),
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  untilStopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    }),
  now: Date.now,
};

function version(): ExitCode {
  context.print(ownVersion());
  return 0;
}

function help(unknown: string | undefined): ExitCode {
  const asked = unknown === undefined || unknown === 'help' || isHelp(unknown);
  const print = asked ? context.print : context.complain;
  if (!asked) print(`There is no command ${unknown}.`);
  print('Usage: countersign COMMAND');
  for (const command of commands) for (const line of helpLines(command)) print(`  ${line}`);
  return asked ? 0 : 2;
}

/** Asking what a command does must never do it, so this is looked at before the command sees its arguments. */
function isHelp(arg: string): boolean {
  return arg === '--help' || arg === '-h';
}

function commandHelp({ name, usage, summary }: CliCommand): ExitCode {
  context.print(`Usage: countersign ${name} ${usage}`.trimEnd());
  context.print(summary);
  return 0;
}

const callChars = 34;

/** One line where the call leaves room for its summary, else two. */
function helpLines({ name, usage, summary }: CliCommand): readonly string[] {
  const call = `${name} ${usage}`.trimEnd();
  const indent = ' '.repeat(callChars);
  return call.length > callChars ? [call, `${indent} ${summary}`] : [`${call.padEnd(callChars)} ${summary}`];
}

/** Faults are told in a sentence; anything else is a bug and keeps its stack. */
function explain(error: unknown): ExitCode {
  if (error instanceof ConfigFault) {
    for (const problem of error.problems) context.complain(problem);
    return 2;
  }
  if (error instanceof WrongDatabase) {
    context.complain(error.message);
    return 2;
  }
  const isFault = error instanceof Error && 'code' in error;
  context.complain(isFault ? error.message : String(error instanceof Error ? error.stack : error));
  if (isFault && error.code === 'EADDRINUSE')
    context.complain('Something else listens there: set PORT to another one.');
  return 1;
}

/** Whoever reads our output may stop early, as `head` does; that is no fault. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await main(process.argv.slice(2));
