import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { botSecrets } from './local-slack.js';

const builtMain = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));
const startMsMax = 60_000;
const stopMsMax = 30_000;

/** One line of the bot's log, as far as a proof looks at it. */
interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly port?: number;
  /** Under which name it holds tasks. */
  readonly owner?: string;
  /** How a card was delivered. */
  readonly how?: string;
  readonly err?: { readonly message?: string };
}

interface Whereabouts {
  readonly port: number;
  readonly owner: string;
}

/** `countersign serve`, built, as an operating system process of its own. */
export class BotProcess {
  /** Where Slack sends to. */
  readonly eventsUrl: string;
  /** Whose name is on the rows of the outbox that it holds. */
  readonly owner: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #log: readonly LogLine[];

  private constructor(child: ChildProcess, exited: Promise<unknown>, log: readonly LogLine[], at: Whereabouts) {
    this.#child = child;
    this.#exited = exited;
    this.#log = log;
    this.eventsUrl = `http://127.0.0.1:${at.port}/slack/events`;
    this.owner = at.owner;
  }

  /** Resolves once the bot serves clicks. `env` is set beside what every bot of a proof needs. */
  static async start(
    databaseFile: string,
    slackApiUrl: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<BotProcess> {
    if (!existsSync(builtMain)) throw new Error('The bot is not built: run npm run build');
    const child = spawn(process.execPath, [builtMain, 'serve'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        DATABASE_URL: `sqlite:${databaseFile}`,
        HOST: '127.0.0.1',
        PORT: '0',
        LOG_LEVEL: 'info',
        SLACK_SIGNING_SECRET: botSecrets.signingSecret,
        SLACK_BOT_TOKEN: botSecrets.token,
        SLACK_API_URL: slackApiUrl,
        ...env,
      },
    });
    // No bot outlives the tests, however they end.
    const killWithTests = () => child.kill('SIGKILL');
    process.once('exit', killWithTests);
    const exited = once(child, 'exit').finally(() => process.off('exit', killWithTests));
    const log: LogLine[] = [];
    const ready = new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stderr }).on('line', (text) => {
        const line = logLine(text);
        log.push(line);
        if (line.msg === 'connected to Slack') resolve();
      });
      void exited.then(() =>
        reject(new Error(`the bot ended at its start: ${log.map((line) => line.msg).join('\n')}`)),
      );
    });
    try {
      await within(startMsMax, ready, 'the bot did not get ready');
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
    const port = log.find((line) => line.msg === 'listening')?.port;
    const owner = log.find((line) => line.owner !== undefined)?.owner;
    if (port === undefined || owner === undefined)
      throw new Error('the bot did not say where it listens and who it is');
    return new BotProcess(child, exited, log, { port, owner });
  }

  /** What went wrong so far, by the bot's own account; not that it was slow. */
  get errors(): readonly string[] {
    return this.#errorLines().filter((line) => !isAboutLateness.test(line));
  }

  /** Complaints that Slack had stopped waiting for an answer: a matter of the machine, not of what is true. */
  get late(): number {
    return this.#errorLines().filter((line) => isAboutLateness.test(line)).length;
  }

  /** Cards whose posting the process before had begun, and whose message was found instead of posted again. */
  get adopted(): number {
    return this.#log.filter((line) => line.how === 'adopted').length;
  }

  /** `kill -9`, and only that: nothing is told before. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  #errorLines(): readonly string[] {
    return this.#log.filter((line) => line.level >= 50).map((line) => `${line.msg} ${line.err?.message ?? ''}`.trim());
  }

  /** Asks it to end as an operator would; tells with which code it did. */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    await within(stopMsMax, this.#exited, 'the bot did not stop when asked to');
    return this.#child.exitCode;
  }
}

/**
 * As Bolt and Node say it when an answer comes after Bolt's own three seconds, or when the local Slack, which lives in
 * the process of the tests, took longer than five to take an answer.
 */
const isAboutLateness =
  /not acknowledged within 3 seconds|after they are sent|`ack` function was called multiple times|aborted due to timeout/;

function logLine(text: string): LogLine {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    // Not a line of the log: something nobody caught.
    return { level: 60, msg: text };
  }
}

async function within<T>(limitMs: number, work: Promise<T>, complaint: string): Promise<T> {
  const limit = new AbortController();
  const late = delay(limitMs, undefined, { signal: limit.signal }).then((): never => {
    throw new Error(`${complaint} within ${limitMs} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    limit.abort();
    late.catch(() => undefined);
  }
}
