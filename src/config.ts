import { z } from 'zod';

/** Everything that can be set from outside, checked once at the start. */
export interface Settings {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  /** Where browsers reach the bot, without a slash at the end; files can be opened only where it is set. */
  readonly publicUrl: string | undefined;
  /** Signs checkpoints of the audit trail; as given, its form is checked where it is used. */
  readonly auditSigningKey: string | undefined;
  /** Jobs run on BullMQ where it is set, else inside the process. */
  readonly redisUrl: string | undefined;
  readonly operations: OperationsSettings;
  readonly documents: DocumentSettings;
  /** Absent where Slack is not connected. */
  readonly slack: SlackSettings | undefined;
}

/** Where metrics and deep health are seen: behind a token, on an address of their own, or not at all. */
export interface OperationsSettings {
  readonly token: string | undefined;
  readonly bind: { readonly host: string; readonly port: number } | undefined;
}

/** What counts where a document type or step says nothing else. */
export interface DocumentSettings {
  readonly attachmentsMax: number;
  readonly fileBytesMax: number;
  /** Business hours a step may take. */
  readonly slaHours: number;
  /** Business hours after which approvers are reminded. */
  readonly reminderHours: number;
  readonly allowsDelegation: boolean;
  /** Days after which a returned document that nobody works on is cancelled. */
  readonly autoCancelDays: number;
}

export interface SlackSettings {
  /** Undefined only in Socket Mode, where nothing comes in over HTTP that a signature could be on. */
  readonly signingSecret: string | undefined;
  readonly botToken: string;
  /** Set for Socket Mode. */
  readonly appToken: string | undefined;
  /** Slack's own when absent. */
  readonly apiUrl: string | undefined;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** The environment cannot be used as it is; `problems` names every variable with the way out. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault';
  readonly code = 'config';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable is an absent one, as in a `.env` file with nothing behind the equals sign. */
const text = z.preprocess((value) => (value === '' ? undefined : value), z.string().optional());

/** A whole number from 1 up to `max`. */
function count(max: number) {
  return text.refine(
    (written) => written === undefined || (/^\d{1,12}$/.test(written) && isWithin(Number(written), max)),
    {
      error: `must be a whole number from 1 to ${max}`,
    },
  );
}

function isWithin(number: number, max: number): boolean {
  return number >= 1 && number <= max;
}

/** Slack's `file_input` takes no more of either. */
const attachmentsLimit = 10;
const fileBytesLimit = 10 * 1024 * 1024;
/** A year of round-the-clock working time. */
const slaHoursLimit = 8760;
/** Ten years. */
const autoCancelDaysLimit = 3650;
const metricsTokenCharsMin = 16;

const environment = z.object({
  DATABASE_URL: text.refine((url) => url === undefined || /^sqlite:.+/.test(url), {
    error: 'must be sqlite:PATH, e.g. sqlite:./data/countersign.sqlite',
  }),
  HOST: text,
  PORT: text.refine((port) => port === undefined || (/^\d{1,5}$/.test(port) && Number(port) <= 65_535), {
    error: 'must be a port number from 0 to 65535',
  }),
  DATA_DIR: text,
  LOG_LEVEL: text.refine((level) => level === undefined || isLogLevel(level), {
    error: `must be one of ${logLevels.join(', ')}`,
  }),
  SLACK_SIGNING_SECRET: text,
  SLACK_BOT_TOKEN: text.refine((token) => token === undefined || token.startsWith('xoxb-'), {
    error: 'must be the bot token, which begins with xoxb- (OAuth & Permissions in your app’s settings)',
  }),
  SLACK_APP_TOKEN: text.refine((token) => token === undefined || token.startsWith('xapp-'), {
    error: 'must be an app-level token, which begins with xapp- (Basic Information in your app’s settings)',
  }),
  PUBLIC_URL: text.refine((url) => url === undefined || isPublicUrl(url), {
    error: 'must be an https address, or http on this machine, e.g. https://approvals.example.com',
  }),
  AUDIT_SIGNING_KEY: text,
  DOCUMENT_MAX_ATTACHMENTS: count(attachmentsLimit),
  DOCUMENT_MAX_FILE_SIZE: count(fileBytesLimit),
  APPROVAL_DEFAULT_SLA_HOURS: count(slaHoursLimit),
  APPROVAL_REMINDER_HOURS: count(slaHoursLimit),
  APPROVAL_ALLOW_DELEGATION: text.refine((written) => written === undefined || /^(true|false)$/.test(written), {
    error: 'must be true or false',
  }),
  DOCUMENT_AUTO_CANCEL_DAYS: count(autoCancelDaysLimit),
  REDIS_URL: text.refine((url) => url === undefined || isRedisUrl(url), {
    error: 'must be redis://HOST:PORT or rediss://HOST:PORT, e.g. redis://127.0.0.1:6379',
  }),
  METRICS_TOKEN: text.refine((token) => token === undefined || token.length >= metricsTokenCharsMin, {
    error: `must have at least ${metricsTokenCharsMin} characters, e.g. from: openssl rand -hex 24`,
  }),
  METRICS_HOST: text,
  METRICS_PORT: text.refine((port) => port === undefined || (/^\d{1,5}$/.test(port) && Number(port) <= 65_535), {
    error: 'must be a port number from 0 to 65535',
  }),
  SLACK_API_URL: text.refine((url) => url === undefined || isAllowedApiUrl(url), {
    error: 'must be https://slack.com/api/ or an address on this machine (http://127.0.0.1:PORT/api/)',
  }),
});

/** Every variable that is read. */
export const settingNames: readonly string[] = Object.keys(environment.shape);

/**
 * Reads the environment.
 *
 * @throws ConfigFault naming every problem at once, never a secret's value
 */
export function readSettings(env: Environment): Settings {
  const read = environment.safeParse(env);
  const problems = read.success ? [] : read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  problems.push(...halfConnected(env), ...exposed(env));
  if (!read.success || problems.length > 0) throw new ConfigFault(problems);
  const { data } = read;
  const dataDir = data.DATA_DIR ?? './data';
  return {
    databaseUrl: data.DATABASE_URL ?? `sqlite:${dataDir}/countersign.sqlite`,
    host: data.HOST ?? '127.0.0.1',
    port: Number(data.PORT ?? '3000'),
    dataDir,
    logLevel: data.LOG_LEVEL !== undefined && isLogLevel(data.LOG_LEVEL) ? data.LOG_LEVEL : 'info',
    publicUrl: data.PUBLIC_URL?.replace(/\/+$/, ''),
    auditSigningKey: data.AUDIT_SIGNING_KEY,
    redisUrl: data.REDIS_URL,
    operations: {
      token: data.METRICS_TOKEN,
      bind:
        data.METRICS_PORT === undefined
          ? undefined
          : { host: data.METRICS_HOST ?? '127.0.0.1', port: Number(data.METRICS_PORT) },
    },
    documents: {
      attachmentsMax: Number(data.DOCUMENT_MAX_ATTACHMENTS ?? 5),
      fileBytesMax: Number(data.DOCUMENT_MAX_FILE_SIZE ?? fileBytesLimit),
      slaHours: Number(data.APPROVAL_DEFAULT_SLA_HOURS ?? 24),
      reminderHours: Number(data.APPROVAL_REMINDER_HOURS ?? 12),
      allowsDelegation: data.APPROVAL_ALLOW_DELEGATION !== 'false',
      autoCancelDays: Number(data.DOCUMENT_AUTO_CANCEL_DAYS ?? 30),
    },
    slack: slackOf(data),
  };
}

function slackOf(data: z.output<typeof environment>): SlackSettings | undefined {
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken } = data;
  const { SLACK_API_URL: apiUrl, SLACK_APP_TOKEN: appToken } = data;
  if (botToken === undefined || (signingSecret === undefined && appToken === undefined)) return undefined;
  return { signingSecret, botToken, appToken, apiUrl };
}

/** One of the values without its other half is a slip, not a wish to do without Slack. */
function halfConnected(env: Environment): readonly string[] {
  const { SLACK_SIGNING_SECRET: secret, SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = env;
  if (botToken && !secret && !appToken) {
    return [
      'SLACK_SIGNING_SECRET is missing: Slack needs it beside SLACK_BOT_TOKEN, or SLACK_APP_TOKEN for Socket Mode',
    ];
  }
  if (!botToken && (secret || appToken)) {
    const other = secret ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN';
    return [`SLACK_BOT_TOKEN is missing: Slack needs it beside ${other}`];
  }
  return [];
}

/** Metrics tell how a company works: beyond this machine only to whoever shows a token. */
function exposed(env: Environment): readonly string[] {
  const { METRICS_PORT: port, METRICS_HOST: host, METRICS_TOKEN: token } = env;
  if (host && !port) return ['METRICS_PORT is missing: METRICS_HOST says where it is, which means nothing alone'];
  if (!port || !host || token || loopbackHosts.includes(host)) return [];
  return ['METRICS_TOKEN is missing: METRICS_HOST lets others than this machine ask, so they must show a token'];
}

function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isPlain = url.search === '' && url.hash === '' && url.username === '';
  return isPlain && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));
}

function isRedisUrl(text: string): boolean {
  return URL.canParse(text) && ['redis:', 'rediss:'].includes(new URL(text).protocol);
}

/** As a bind names them, and a URL. */
const loopbackHosts = ['127.0.0.1', 'localhost', '::1', '[::1]'];

function isLoopback(url: URL): boolean {
  return loopbackHosts.includes(url.hostname);
}

function isLogLevel(level: string): level is LogLevel {
  return (logLevels as readonly string[]).includes(level);
}

/** The bot token is sent there, so it goes to Slack or stays on this machine. */
function isAllowedApiUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return isLoopback(url) || (url.protocol === 'https:' && url.hostname === 'slack.com');
}
