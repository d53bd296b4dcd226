import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startBot } from '../../../src/compose.js';
import { readSettings } from '../../../src/config.js';
import { atOnceCompany, pair } from '../../support/at-once-company.js';
import { BotInProcess } from '../../support/bot-in-process.js';
import { botSecrets, chatUserOf } from '../../support/local-slack.js';
import type { StoredDocument } from '../../support/stored-facts.js';
import { temporaryFolder } from '../../support/temporary.js';

/** Slack gives an app three seconds. */
const ACK_MS = 3000;

let bot: BotInProcess;

beforeEach(async () => {
  bot = await BotInProcess.start(atOnceCompany(), temporaryFolder(), 'sockets');
  onTestFinished(() => bot.close());
});

function approve(personId: string, document: StoredDocument) {
  const card = bot.askingCard(personId, document);
  return bot.sandbox.click(chatUserOf(personId), { messageTs: card.ts, actionId: 'approve' }, { seen: card });
}

const statusOf = (document: StoredDocument) => bot.document(document.id).status;
const connections = () => bot.sandbox.sockets?.connections;
const isReady = async () => (await fetch(`${bot.url}/health/ready`)).status;

describe('over Socket Mode', () => {
  test('what was asked is decided, with every answer in time and nothing over HTTP', async () => {
    const document = await bot.ask('asker1', 'both');
    const outcomes = [];
    for (const person of pair) outcomes.push(await approve(person, document));
    expect(statusOf(document)).toBe('approved');
    expect(outcomes.map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(Math.max(...outcomes.map(({ durationMs }) => durationMs))).toBeLessThan(ACK_MS);
    expect(await bot.judge()).toMatchObject({ lies: [], duplicates: 0 });
    expect((await fetch(`${bot.url}/slack/events`, { method: 'POST', body: '{}' })).status).toBe(404);
    expect(await isReady()).toBe(200);
  });

  test('a connection that breaks between two decisions is opened again, and readiness tells of it', async () => {
    const document = await bot.ask('asker1', 'both');
    await approve(pair[0], document);
    bot.sandbox.sockets?.drop();
    await expect.poll(connections).toBe(0);
    await expect.poll(connections, { timeout: 5000 }).toBe(1);
    expect(await approve(pair[1], document)).toMatchObject({ error: undefined });
    expect(statusOf(document)).toBe('approved');
    await expect.poll(isReady, { timeout: 3000 }).toBe(200);
  });

  test('a decision whose answer was lost with its connection counts once, however often it is clicked', async () => {
    const document = await bot.ask('asker1', 'both');
    const [left] = pair;
    const card = bot.askingCard(left, document);
    const clicked = approve(left, document);
    bot.sandbox.sockets?.drop();
    expect((await clicked).error).toBe('Countersign is not responding. Please try again.');
    await expect.poll(connections, { timeout: 5000 }).toBe(1);
    const heard = bot.listenTo([left]);
    const again = { messageTs: card.ts, actionId: 'approve' };
    expect(await bot.sandbox.click(chatUserOf(left), again, { seen: card })).toMatchObject({ error: undefined });
    expect(await heard()).toHaveLength(1);
    expect(bot.facts().votes.filter(({ documentId }) => documentId === document.id)).toHaveLength(1);
    expect(await bot.judge()).toMatchObject({ lies: [], duplicates: 0 });
  });

  test('while Slack renews a connection, no click falls between the old one and the new one', async () => {
    const errors: (string | undefined)[] = [];
    const untilMs = performance.now() + 1800;
    bot.sandbox.sockets?.renew(1000);
    while (performance.now() < untilMs) {
      const { error } = await bot.sandbox.command(chatUserOf('asker1'), '/approvals', '');
      errors.push(error);
      await delay(5);
    }
    expect(errors.length).toBeGreaterThan(20);
    expect(new Set(errors)).toEqual(new Set([undefined]));
    expect(connections()).toBe(1);
  });
});

test('a bot whose app token Slack does not take does not start, and says why', async () => {
  const settings = readSettings({ DATABASE_URL: `sqlite:${temporaryFolder()}/countersign.sqlite`, PORT: '0' });
  const { apiUrl } = bot.sandbox;
  const tokens = { botToken: botSecrets.token, signingSecret: undefined, appToken: 'xapp-sandbox-wrong' };
  const started = startBot({ settings, slack: { ...tokens, apiUrl }, log: pino({ level: 'silent' }) });
  await expect(started).rejects.toThrow(/does not accept SLACK_BOT_TOKEN or SLACK_APP_TOKEN: .*invalid_auth/);
});
