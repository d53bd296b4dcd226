import { describe, expect, test } from 'vitest';
import { ConfigFault, readSettings } from '../src/config.js';

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
      documents: { attachmentsMax: 5, fileBytesMax: 10_485_760, slaHours: 24 },
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
    ['SLACK_API_URL', 'http://slack.com/api/'],
    ['SLACK_API_URL', 'https://slack.com.evil.example/api/'],
    ['SLACK_API_URL', 'http://10.0.0.1/api/'],
    ['SLACK_API_URL', 'not a url'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(problemsOf({ [name]: value }).some((problem) => problem.startsWith(name))).toBe(true);
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
