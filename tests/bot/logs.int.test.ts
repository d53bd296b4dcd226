import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { randomCompany } from '../support/random-company.js';
import { temporaryFolder } from '../support/temporary.js';
import { secrets, Town } from '../support/town.js';

interface Line {
  readonly msg: string;
  readonly requestId?: string;
  readonly [field: string]: unknown;
}

test('a request id goes from the click to the delivered card, and no line tells a token or what people wrote', async () => {
  const lines: Line[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const { file, asker, manager } = randomCompany(7);
  const town = await Town.start(file, temporaryFolder(), log);
  onTestFinished(() => town.close());
  const { sandbox } = town;
  const topOf = (user: string) => sandbox.viewOf(user)?.id ?? '';
  const opened = (user: string, name: string) => expect.poll(() => sandbox.viewOf(user)?.callback_id).toBe(name);

  await sandbox.command(asker.slack.user, '/submit', '');
  await opened(asker.slack.user, 'form');
  const written = {
    'field:item': 'A very private thing',
    'field:amount': '4711.12',
    'field:why': 'Because of Zanzibar',
  };
  const values = Object.fromEntries(Object.entries(written).map(([block, value]) => [block, { value }]));
  await sandbox.submitView(asker.slack.user, topOf(asker.slack.user), values);
  await sandbox.submitView(asker.slack.user, topOf(asker.slack.user), {});
  await expect.poll(() => sandbox.messagesOf(manager.slack.user).length).toBe(1);
  const [card] = sandbox.messagesOf(manager.slack.user);
  await sandbox.click(manager.slack.user, { messageTs: card?.ts ?? '', actionId: 'reject' });
  await opened(manager.slack.user, 'reason');
  await sandbox.submitView(manager.slack.user, topOf(manager.slack.user), { reason: { value: 'Too much Timbuktu' } });
  await expect.poll(() => sandbox.messagesOf(asker.slack.user).length).toBe(2);

  const decided = lines.find((line) => line.msg === 'command answered' && line.command === 'reject');
  const delivered = () =>
    lines.filter((line) => line.msg === 'card delivered' && line.requestId === decided?.requestId);
  await expect.poll(() => delivered().length).toBeGreaterThan(2);
  const everything = JSON.stringify(lines);
  for (const secret of [...Object.values(written), 'Timbuktu', secrets.botToken, secrets.signingSecret, asker.name]) {
    expect(everything).not.toContain(secret);
  }
});
