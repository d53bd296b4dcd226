import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigFault, readSettings, settingNames } from '../src/config.js';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigFault) return error.problems;
    throw error;
  }
}

describe('settings', () => {
  test('an empty environment is enough to begin with', () => {
    expect(readSettings({ PORT: '' })).toEqual({
      databaseUrl: 'sqlite:./data/countersign.sqlite',
      host: '127.0.0.1',
      port: 3000,
      dataDir: './data',
      logLevel: 'info',
      publicUrl: undefined,
      auditSigningKey: undefined,
      redisUrl: undefined,
      operations: { token: undefined, bind: undefined },
      documents: {
        attachmentsMax: 5,
        fileBytesMax: 10_485_760,
        slaHours: 24,
        reminderHours: 12,
        allowsDelegation: true,
        autoCancelDays: 30,
      },
      slack: undefined,
    });
  });

  test('the database lies in the data folder unless it is named', () => {
    expect(readSettings({ DATA_DIR: '/srv/x' }).databaseUrl).toBe('sqlite:/srv/x/countersign.sqlite');
  });

  test.each([
    ['DATABASE_URL', 'mysql://x'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['LOG_LEVEL', 'verbose'],
    ['SLACK_BOT_TOKEN', 'xoxp-1'],
    ['SLACK_APP_TOKEN', 'xoxb-1'],
    ['PUBLIC_URL', 'http://approvals.example.com'],
    ['PUBLIC_URL', 'https://approvals.example.com/?a=b'],
    ['DOCUMENT_MAX_ATTACHMENTS', '11'],
    ['DOCUMENT_MAX_FILE_SIZE', '10MB'],
    ['APPROVAL_DEFAULT_SLA_HOURS', '0'],
    ['APPROVAL_REMINDER_HOURS', '-1'],
    ['APPROVAL_ALLOW_DELEGATION', 'yes'],
    ['DOCUMENT_AUTO_CANCEL_DAYS', 'never'],
    ['REDIS_URL', '127.0.0.1:6379'],
    ['METRICS_TOKEN', 'too short'],
    ['METRICS_PORT', 'x'],
    ['SLACK_API_URL', 'http://slack.com/api/'],
    ['SLACK_API_URL', 'https://slack.com.evil.example/api/'],
    ['SLACK_API_URL', 'http://10.0.0.1/api/'],
    ['SLACK_API_URL', 'not a url'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(problemsOf({ [name]: value }).some((problem) => problem.startsWith(name))).toBe(true);
  });

  test('metrics beyond this machine take a token, and a host takes a port', () => {
    const [port, token] = [{ METRICS_PORT: '9464' }, { METRICS_TOKEN: 'a token of enough characters' }];
    expect(readSettings(port).operations).toEqual({ token: undefined, bind: { host: '127.0.0.1', port: 9464 } });
    for (const host of ['127.0.0.1', 'localhost', '::1'])
      expect(problemsOf({ ...port, METRICS_HOST: host })).toEqual([]);
    for (const host of ['0.0.0.0', '::', '10.0.0.5', 'metrics.internal']) {
      expect(problemsOf({ ...port, METRICS_HOST: host })).toEqual([expect.stringMatching(/^METRICS_TOKEN is missing/)]);
      expect(readSettings({ ...port, ...token, METRICS_HOST: host }).operations.bind).toEqual({ host, port: 9464 });
    }
    expect(problemsOf({ METRICS_HOST: '0.0.0.0', ...token })).toEqual([
      expect.stringMatching(/^METRICS_PORT is missing/),
    ]);
  });

  test.each(['https://slack.com/api/', 'http://127.0.0.1:9/api/', 'http://localhost:9/', 'http://[::1]:9/'])(
    'the Web API may be at %s',
    (url) => {
      expect(problemsOf({ SLACK_API_URL: url })).toEqual([]);
    },
  );

  test.each([
    [{ SLACK_SIGNING_SECRET: 'x' }, 'SLACK_BOT_TOKEN is missing'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN is missing'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET is missing'],
  ])('%o is half a connection, and what is missing is named', (env, problem) => {
    expect(problemsOf(env)).toEqual([expect.stringContaining(problem)]);
  });

  test('an app-level token stands for the signing secret: in Socket Mode nothing is signed', () => {
    const { slack } = readSettings({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' });
    expect(slack).toEqual({ botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: undefined, apiUrl: undefined });
  });

  test('the public address is kept without a slash at its end', () => {
    expect(readSettings({ PUBLIC_URL: 'https://approvals.example.com/' }).publicUrl).toBe(
      'https://approvals.example.com',
    );
  });
});

describe('what is written about settings', () => {
  const written = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  const example = written('.env.example');
  const named = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name);

  test('in .env.example names none that is not read', () => {
    expect(named.filter((name) => !settingNames.includes(name))).toEqual([]);
  });

  test('in .env.example leaves out none but the one for tests', () => {
    expect(settingNames.filter((name) => !named.includes(name))).toEqual(['SLACK_API_URL']);
  });

  test('in docs/OPERATING.md explains every one', () => {
    const explained = [...written('docs/OPERATING.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = '']) => name);
    expect([...settingNames].sort()).toEqual(explained.sort());
  });
});
