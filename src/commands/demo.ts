import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeLog, startBot } from '../compose.js';
import { readSettings, type Settings } from '../config.js';
import { instant } from '../engine/instant.js';
import { readAppManifest } from '../sandbox/app-manifest.js';
import { MovableClock } from '../sandbox/movable-clock.js';
import { type Sandbox, startSandbox } from '../sandbox/start.js';
import { mistakeText } from '../store/company/mistake.js';
import type { OpenedDatabase } from '../store/open-database.js';
import { takeLockFile } from '../store/sqlite/lock-file.js';
import { applyTo } from './apply.js';
import type { CliCommand, CliContext, ExitCode } from './command.js';
import { type DemoWorkspace, demoWorkspace } from './demo-workspace.js';
import { withDatabase } from './with-database.js';

/** The sample company that belongs to the package. Seen from `src/commands` in `dist`. */
const exampleFolder = fileURLToPath(new URL('../../../examples/company', import.meta.url));

/** The app is installed as a real workspace would install it. */
const manifestFile = fileURLToPath(new URL('../../../manifests/slack/manifest.yaml', import.meta.url));

export const demoCommand: CliCommand = {
  name: 'demo',
  usage: '[--reset]',
  summary: 'try everything in a local Slack in the browser; no account needed',
  run: async (args, context) => {
    const unknown = args.find((arg) => arg !== '--reset');
    if (unknown !== undefined) {
      context.complain(`demo does not know ${unknown}. Usage: countersign demo [--reset]`);
      return 2;
    }
    const settings = demoSettings(context);
    const folder = join(settings.dataDir, 'demo');
    return withFolder(folder, context, async () => {
      await findPortFree(settings.port);
      if (args.includes('--reset')) empty(folder);
      return runDemo(settings, folder, context);
    });
  },
};

const lockName = 'running.lock';

/** Two demos in one folder would write over each other, and a reset would take the data from under a running one. */
async function withFolder(folder: string, context: CliContext, work: () => Promise<ExitCode>): Promise<ExitCode> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = takeLockFile(join(folder, lockName));
  if (lock === undefined) {
    context.complain(`Another demo is running on ${folder}. Nothing was changed.`);
    context.complain('Stop that one first, or set DATA_DIR (and PORT) to have a second one beside it.');
    return 1;
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Before anything is thrown away, so that a reset which cannot start loses nothing. */
async function findPortFree(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}

function empty(folder: string): void {
  const others = readdirSync(folder).filter((name) => !name.startsWith(lockName));
  for (const name of others) rmSync(join(folder, name), { recursive: true });
}

/** A demo has a database of its own and never speaks to the real Slack, whatever the environment says. */
function demoSettings({ env }: CliContext): Settings {
  const { PORT, DATA_DIR, LOG_LEVEL } = env;
  return readSettings({ PORT, DATA_DIR, LOG_LEVEL: LOG_LEVEL ?? 'warn' });
}

async function runDemo(settings: Settings, folder: string, context: CliContext): Promise<ExitCode> {
  const databaseFile = join(folder, 'countersign.sqlite');
  const isFirst = !existsSync(databaseFile);
  const databaseUrl = `sqlite:${databaseFile}`;
  const clock = new MovableClock(context.now, join(folder, 'clock.json'));
  const workspace = await withDatabase(databaseUrl, (database) => prepare(database, clock.now()));
  const secrets = {
    botToken: `xoxb-sandbox-${randomBytes(8).toString('hex')}`,
    signingSecret: randomBytes(16).toString('hex'),
  };
  const { name, scopes, ...app } = readAppManifest(readFileSync(manifestFile, 'utf8'));
  const sandbox = await startSandbox({
    port: settings.port,
    stateFile: join(folder, 'workspace.jsonl'),
    team: workspace.team,
    people: workspace.people,
    bot: {
      userId: 'U0COUNTERSIGN',
      botId: 'B0COUNTERSIGN',
      appId: 'A0COUNTERSIGN',
      name,
      token: secrets.botToken,
      signingSecret: secrets.signingSecret,
      scopes,
    },
    ...app,
    startAs: workspace.startAs,
    clock,
    clockZone: workspace.timeZone,
  });
  try {
    const own = { ...settings, databaseUrl, dataDir: folder, port: 0 };
    await serveUntilStopped(sandbox, own, secrets, clock, context, isFirst);
    return 0;
  } finally {
    await sandbox.close();
  }
}

async function serveUntilStopped(
  sandbox: Sandbox,
  settings: Settings,
  secrets: { botToken: string; signingSecret: string },
  clock: MovableClock,
  context: CliContext,
  isFirst: boolean,
): Promise<void> {
  const log = makeLog(settings.logLevel);
  const slack = { ...secrets, appToken: undefined, apiUrl: sandbox.apiUrl };
  const bot = await startBot({ settings, slack, log, now: clock.now });
  clock.onMove(() => bot.catchUp());
  sandbox.connectBot(`http://${bot.host}:${bot.port}/slack/events`);
  context.print('');
  context.print(`  Countersign is running in a local Slack:  ${sandbox.url}`);
  context.print(
    isFirst
      ? '  Pick a person, type /submit, and watch who gets a card.'
      : '  Everything from last time is still there; npm run demo -- --reset starts afresh.',
  );
  context.print('  Stop with Ctrl+C.');
  context.print('');
  await context.untilStopped();
  await bot.stop();
}

/** Puts the sample company into the database and reads back who is in its workspace. */
async function prepare(database: OpenedDatabase, nowMs: number): Promise<DemoWorkspace> {
  await database.migrate(instant(nowMs));
  const applied = await applyTo(database, exampleFolder, nowMs);
  if (!applied.ok) throw new Error(applied.mistakes.map(mistakeText).join('\n'));
  return demoWorkspace(database);
}
