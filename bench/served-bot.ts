import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.js', import.meta.url));
export const signingSecret = 'bench-signing-secret';

/** `countersign serve` as an operator would run it. */
export interface ServedBot {
  readonly eventsUrl: URL;
  /** Memory of the process that is in RAM now, in MiB. */
  residentMiB(): number;
  stop(): Promise<void>;
}

type Variables = Readonly<Record<string, string>>;

/** Resolves once it serves clicks. What else is set wins over what a bench usually sets. */
export async function serveBot(databaseFile: string, slackApiUrl: string, others: Variables = {}): Promise<ServedBot> {
  const child = spawn(process.execPath, [main, 'serve'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      DATABASE_URL: `sqlite:${databaseFile}`,
      DATA_DIR: dirname(databaseFile),
      HOST: '127.0.0.1',
      PORT: '0',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_API_URL: slackApiUrl,
      ...others,
    },
  });
  const port = await portOf(child);
  return {
    eventsUrl: new URL(`http://127.0.0.1:${port}/slack/events`),
    residentMiB: () => residentKiB(child) / 1024,
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Reads the log to its end, for a pipe that nobody reads would stop the bot; the port is told on the way. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    if (child.stderr === null) throw new Error('the bot was started without a log');
    let port = 0;
    createInterface({ input: child.stderr }).on('line', (text) => {
      const line: { readonly msg?: string; readonly port?: number } = text.startsWith('{') ? JSON.parse(text) : {};
      port = line.port ?? port;
      if (line.msg === 'connected to Slack') resolve(port);
    });
    child.once('exit', (code) => reject(new Error(`serve ended at its start with code ${code}`)));
  });
}

function residentKiB({ pid }: ChildProcess): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
}
