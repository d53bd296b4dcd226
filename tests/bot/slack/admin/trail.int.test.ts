import { beforeEach, describe, expect, test } from 'vitest';
import { type AdminTown, openAdminTown } from './admin-town.js';

const NOOR = 'U0NOOR';

let admin: AdminTown;
let number: string;

beforeEach(async () => {
  admin = await openAdminTown();
  number = await admin.ask('=HYPERLINK("http://evil.example")', '120');
});

async function shared(user: string, ending: string): Promise<string> {
  await expect.poll(() => filesOf(user).filter((file) => file.name.endsWith(ending)).length).toBe(1);
  const [file] = filesOf(user).filter((one) => one.name.endsWith(ending));
  const query = new URLSearchParams({ as: user, id: file?.id ?? '' });
  const response = await fetch(`${admin.town.sandbox.url}/sandbox/api/file?${query}`);
  expect(response.status).toBe(200);
  return response.text();
}

function filesOf(user: string) {
  return admin.town.sandbox.messagesOf(user).flatMap((message) => message.files ?? []);
}

describe('the timeline of a document', () => {
  test('tells who did what, oldest first', async () => {
    await admin.type(NOOR, `document ${number.toLowerCase()}`);
    expect(admin.text(NOOR)).toMatch(
      /Ana Silva began the draft.*HYPERLINK.*submitted it as PR-\d{4}-0001, to be decided by Manager.*stage 1 opened/,
    );
  });

  test('is there for who may read the audit trail and nothing else of documents', async () => {
    await admin.type('U0AUD', `document ${number}`);
    expect(admin.text('U0AUD')).toContain('Everything about PR-');
  });

  test.each(['', 'PR-1999-0001'])('asks for, or refuses, the number "%s"', async (typed) => {
    await admin.type(NOOR, `document ${typed}`.trim());
    if (typed === '') {
      const { fieldErrors } = await admin.send(NOOR, { number: 'PR-1999-0001' });
      expect(fieldErrors.number).toContain('There is no such request');
      await admin.send(NOOR, { number: '1' });
      expect(admin.text(NOOR)).toContain('Everything about PR-');
    } else expect(admin.whispers(NOOR).at(-1)).toContain('There is no such request');
  });
});

describe('asking the audit trail', () => {
  test('by person, document and days answers that, the newest first', async () => {
    await admin.type(NOOR, 'audit');
    await admin.suggest(NOOR, 'person', 'ana');
    const today = new Date().toISOString().slice(0, 10);
    await admin.send(NOOR, { person: 'ana', number: '1', from: '2020-01-01', to: today.replace(/^\d{4}/, '2099') });
    expect(admin.text(NOOR)).toMatch(/by or about Ana Silva · about PR-\d{4}-0001 · from .*2020.*newest first/);
    expect(admin.text(NOOR)).toMatch(/stage 1 opened.*submitted it.*began the draft/);
    await admin.press(NOOR, 'Ask again');
    await admin.send(NOOR, { to: '2020-01-01' });
    expect(admin.text(NOOR)).toContain('Nothing here.');
  });

  test('for days that end before they begin, or a number that is none, says so on the input', async () => {
    await admin.type(NOOR, 'audit');
    const days = await admin.send(NOOR, { from: '2026-03-02', to: '2026-03-01' });
    expect(days.fieldErrors).toEqual({ to: 'This is before the first day.' });
    const none = await admin.send(NOOR, { number: 'nothing', from: '2026-03-02', to: '2026-03-02' });
    expect(none.fieldErrors).toEqual({ number: 'There is no request with this number.' });
  });

  test('everything at once is read in pages', async () => {
    await admin.type(NOOR, 'audit');
    await admin.send(NOOR);
    await admin.press(NOOR, 'Next page');
    await admin.press(NOOR, 'First page');
    expect(admin.text(NOOR)).toContain('began the draft');
  });
});

describe('exporting what the trail answered', () => {
  test('as CSV comes as a file into the conversation, and no cell can be taken for a formula', async () => {
    await admin.type(NOOR, 'audit');
    await admin.send(NOOR, { number });
    await admin.press(NOOR, 'Export as CSV');
    const text = await shared(NOOR, '.csv');
    expect(text).toMatch(/^\ufeff?"?at"?,/);
    expect(text).toContain('document-created');
    expect(text).not.toMatch(/(?:^|,|\n)"?[=+\-@\t\r]/);
    await expect.poll(() => admin.text(NOOR)).toMatch(/audit-.*csv with \d+ entries is in our conversation/);
  });

  test('as JSON holds every entry with its hash', async () => {
    await admin.type(NOOR, 'audit');
    await admin.send(NOOR, { number });
    await admin.press(NOOR, 'Export as JSON');
    const entries = JSON.parse(await shared(NOOR, '.json'));
    expect(entries).toHaveLength(3);
    expect(entries.every((entry: { hash: string }) => /^[0-9a-f]{64}$/.test(entry.hash))).toBe(true);
  });

  test('is not offered to who may only read', async () => {
    await admin.type('U0REA', 'audit');
    await admin.send('U0REA', { number });
    await expect(admin.press('U0REA', 'Export as CSV')).rejects.toThrow('no button');
    expect(admin.text('U0REA')).toContain('began the draft');
  });

  test('that Slack does not take is told as what it is', async () => {
    await admin.type(NOOR, 'audit');
    await admin.send(NOOR, { number });
    admin.town.sandbox.fail({ kind: '500', method: 'files.getUploadURLExternal', times: 1 });
    await admin.press(NOOR, 'Export as CSV');
    await expect.poll(() => admin.text(NOOR)).toContain('Something went wrong on our side');
  });
});
