import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fileDoor } from '../../../src/bot/http/file-door.js';
import { startHttpServer } from '../../../src/bot/http/server.js';
import { instant } from '../../../src/engine/instant.js';
import type { StoredFile } from '../../../src/engine/stored-file.js';
import { type FileWorld, openFileWorld, remote } from '../../store/files/file-world.js';
import { companyWithFiles } from '../../support/company-with-files.js';
import { KeptLog } from '../../support/kept-log.js';
import { samples } from '../../support/sample-files.js';

const DEAD = 'This link does not work any more; ask for a new one from the card.';

/** One submitted purchase of Ana's with a receipt, which Bo and Cy are asked about, and a server that hands it out. */
class Counter {
  readonly world: FileWorld;
  readonly file: StoredFile;
  readonly log = new KeptLog();
  url = '';
  nowMs = Date.parse('2026-03-02T12:00:00.000Z');

  constructor(world: FileWorld, file: StoredFile) {
    this.world = world;
    this.file = file;
  }

  now(): string {
    return instant(this.nowMs);
  }

  async linkFor(personId: string): Promise<string> {
    const link = { fileId: this.file.id, documentId: 'id-1', personId, locale: 'en', now: this.now() };
    const token = await this.world.files.links('acme').make(link);
    if (token === undefined) throw new Error('no link was made');
    return `${this.url}/files/${token}`;
  }
}

async function openCounter(name = 'receipt.pdf', content: Buffer = samples.pdf): Promise<Counter> {
  const world = await openFileWorld(companyWithFiles());
  const file = await world.stored(remote(name, content, 64_000), { bytesMax: 10_485_760 });
  const { house } = world;
  await house.create('ana', { item: 'Desk', amount: { amount: '120', currency: 'USD' }, receipt: [file] });
  await house.submit('ana', 'id-1');
  const counter = new Counter(world, file);
  const door = fileDoor({
    desk: world.files.desk,
    reading: house.store.reading,
    publicUrl: () => counter.url,
    now: () => counter.now(),
    log: counter.log,
  });
  const server = await startHttpServer({ files: door, checks: [], log: counter.log }, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  counter.url = `http://127.0.0.1:${server.port}`;
  return counter;
}

/** Keeps the cookies it is given, for the address they are for. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async get(url: string): Promise<Response> {
    const response = await fetch(url, { headers: this.#headers(url), redirect: 'manual' });
    const [pair, ...attributes] = (response.headers.get('set-cookie') ?? '').split('; ');
    const path = attributes.find((one) => one.startsWith('Path='))?.slice('Path='.length);
    if (pair && path !== undefined) this.#cookies.set(path, pair);
    return response;
  }

  post(url: string): Promise<Response> {
    return fetch(url, { method: 'POST', headers: this.#headers(url), body: new URLSearchParams(), redirect: 'manual' });
  }

  /** Presses the button and is gone as soon as the answer begins. */
  hangUp(url: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const order = request(url, { method: 'POST', headers: this.#headers(url) }, (response) => {
        response.destroy();
        resolve();
      });
      order.on('error', reject).end();
    });
  }

  #headers(url: string): Record<string, string> {
    const cookie = this.#cookies.get(new URL(url).pathname);
    return cookie === undefined ? {} : { cookie };
  }
}

/** As somebody with a browser does it: looks, then presses the button. */
async function openWith(browser: Browser, url: string): Promise<Response> {
  const page = await browser.get(url);
  await page.text();
  return browser.post(url);
}

async function expectDead(response: Response): Promise<void> {
  expect(response.status).toBe(404);
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(await response.text()).toContain(DEAD);
}

describe('an approver', () => {
  test('sees what the file is and opens it with the button', async () => {
    const counter = await openCounter();
    const url = await counter.linkFor('bo');
    const browser = new Browser();
    const page = await browser.get(url);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('receipt.pdf (1 kB)');
    expect(html).toContain('<form method="post"><button>Open</button></form>');

    const response = await browser.post(url);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(samples.pdf)).toBe(true);
    expect(counter.log.saying('a file was opened')).toEqual([
      { tenant: 'acme', documentId: 'id-1', fileId: counter.file.id, personId: 'bo' },
    ]);
  });

  test('may open it again in the same browser while the link lives', async () => {
    const counter = await openCounter();
    const url = await counter.linkFor('bo');
    const browser = new Browser();
    expect((await openWith(browser, url)).status).toBe(200);
    counter.nowMs += 9 * 60_000;
    expect((await openWith(browser, url)).status).toBe(200);
  });

  test('still opens it after others have only looked at the link, as previews do', async () => {
    const counter = await openCounter();
    const url = await counter.linkFor('bo');
    for (let looks = 0; looks < 5; looks += 1) expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
    expect((await openWith(new Browser(), url)).status).toBe(200);
  });

  test('gets headers that let no browser show, keep or pass on what it is', async () => {
    const counter = await openCounter();
    const url = await counter.linkFor('bo');
    const browser = new Browser();
    const page = await browser.get(url);
    const cookie = page.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^countersign_file=[\w-]{43}; Path=\/files\/[\w-]{43}; Max-Age=600; HttpOnly; SameSite=Strict$/,
    );
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    );
    const file = await browser.post(url);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(samples.pdf.length),
      'content-disposition': `attachment; filename="receipt.pdf"; filename*=UTF-8''receipt.pdf`,
      'content-security-policy': "default-src 'none'; sandbox",
    });
    for (const { headers } of [page, file]) {
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
});

describe('the file stays closed', () => {
  test('to a stranger with the same link, once its owner has opened it', async () => {
    const counter = await openCounter();
    const url = await counter.linkFor('bo');
    const stranger = new Browser();
    await (await stranger.get(url)).text();
    expect((await openWith(new Browser(), url)).status).toBe(200);
    await expectDead(await stranger.post(url));
    await expectDead(await stranger.get(url));
    await expectDead(await new Browser().get(url));
  });

  test('to a button pressed without having seen the page', async () => {
    const counter = await openCounter();
    const url = await counter.linkFor('bo');
    await expectDead(await new Browser().post(url));
    expect((await openWith(new Browser(), url)).status).toBe(200);
  });

  test.each([10, 24 * 60])('%s minutes later, also in the browser that opened it', async (minutes) => {
    const counter = await openCounter();
    const url = await counter.linkFor('bo');
    const browser = new Browser();
    expect((await openWith(browser, url)).status).toBe(200);
    counter.nowMs += minutes * 60_000;
    await expectDead(await browser.get(url));
    await expectDead(await browser.post(url));
  });

  test('to a token that nobody was given, or that is none', async () => {
    const counter = await openCounter();
    for (const token of [
      'A'.repeat(43),
      'short',
      '',
      `${'A'.repeat(42)}%2F`,
      '../health/live',
      `${'A'.repeat(43)}/x`,
    ]) {
      const response = await fetch(`${counter.url}/files/${encodeURIComponent(token)}`);
      await expectDead(response);
    }
  });

  test('to somebody who may not see the document', async () => {
    const counter = await openCounter();
    const url = await counter.linkFor('hal');
    await expectDead(await new Browser().get(url));
    await expectDead(await new Browser().post(url));
  });

  test('to somebody who was deactivated after the link was made', async () => {
    const counter = await openCounter();
    const url = await counter.linkFor('bo');
    const browser = new Browser();
    expect((await browser.get(url)).status).toBe(200);
    await counter.world.house.database.write((trx) =>
      trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', 'bo').execute(),
    );
    await expectDead(await browser.post(url));
  });

  test('to somebody of another company with the same ids', async () => {
    const counter = await openCounter();
    const link = { fileId: counter.file.id, documentId: 'id-1', personId: 'bo', locale: 'en', now: counter.now() };
    expect(await counter.world.files.links('other').make(link)).toBeUndefined();
  });

  test('to approvers while its submitter rewrites what was returned, and to all once it was taken out', async () => {
    const counter = await openCounter();
    const { house } = counter.world;
    await house.vote('bo', 'id-1', 'manager', 'return', 'Wrong receipt');
    const url = await counter.linkFor('bo');
    expect((await new Browser().get(url)).status).toBe(200);
    const other = await counter.world.stored(remote('other.png', samples.png));
    const input = { item: 'Desk', amount: { amount: '130', currency: 'USD' }, receipt: [other] };
    const seen = await house.seen('id-1');
    const answer = await house.do({ kind: 'edit', actorId: 'ana', documentId: 'id-1', nonce: 'n', input, seen });
    expect(answer.kind).toBe('done');
    await expectDead(await new Browser().get(url));
    await expectDead(await new Browser().get(await counter.linkFor('ana')));
  });

  test('where its bytes are not what was submitted, which is said and logged', async () => {
    const counter = await openCounter();
    const url = await counter.linkFor('bo');
    writeFileSync(counter.world.pathOf(counter.file), samples.pdf.toString().replace('1 0 obj', '2 0 obj'));
    const response = await openWith(new Browser(), url);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('This file cannot be opened');
    expect(counter.log.lines.some(({ level, message }) => level === 'error' && message.includes('missing'))).toBe(true);
  });
});

test('hands out what the document says, whatever somebody made of the row about the file', async () => {
  const counter = await openCounter();
  const other = await counter.world.stored(remote('other.pdf', Buffer.concat([samples.pdf, Buffer.from('\n')])));
  await counter.world.house.database.write((trx) =>
    trx
      .updateTable('attachments')
      .set({ sha256: other.sha256, name: 'x.pdf' })
      .where('id', '=', counter.file.id)
      .execute(),
  );
  const response = await openWith(new Browser(), await counter.linkFor('bo'));
  expect(response.headers.get('content-disposition')).toContain('receipt.pdf');
  expect(Buffer.from(await response.arrayBuffer()).equals(samples.pdf)).toBe(true);
});

test('a browser that hangs up before the end, as they do, is no error', async () => {
  const counter = await openCounter('receipt.pdf', Buffer.concat([samples.pdf, Buffer.alloc(8 * 1024 * 1024, '\n')]));
  const url = await counter.linkFor('bo');
  const browser = new Browser();
  await browser.get(url);
  await browser.hangUp(url);
  await expect.poll(() => counter.log.saying('a browser hung up before the answer had ended')).toHaveLength(1);
  expect(counter.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

test('many bad tokens are answered with 429, and good links go on working', async () => {
  const counter = await openCounter();
  const statuses: number[] = [];
  for (let tries = 0; tries < 25; tries += 1)
    statuses.push((await fetch(`${counter.url}/files/${'A'.repeat(43)}`)).status);
  expect(statuses.slice(0, 20)).toEqual(Array(20).fill(404));
  expect(statuses.slice(20)).toEqual(Array(5).fill(429));
  const limited = await fetch(`${counter.url}/files/${'A'.repeat(43)}`);
  expect(limited.headers.get('retry-after')).toBe('60');
  expect((await openWith(new Browser(), await counter.linkFor('bo'))).status).toBe(200);
  counter.nowMs += 60_000;
  expect((await fetch(`${counter.url}/files/${'A'.repeat(43)}`)).status).toBe(404);
});

test('other methods find nothing there', async () => {
  const counter = await openCounter();
  expect((await fetch(await counter.linkFor('bo'), { method: 'PUT' })).status).toBe(404);
  expect((await fetch(`${counter.url}/files`)).status).toBe(404);
});

test.each([
  '"><img src=x onerror=alert(1)>.pdf',
  "'); DROP TABLE x; --.pdf",
  '&lt;b&gt; & co.pdf',
  'Rechnung Köln “März” 100%.pdf',
  'قائمة.pdf',
  'quote".pdf',
])('a hostile or foreign name stays text in the page and in the header: %s', async (name) => {
  const counter = await openCounter(name);
  const url = await counter.linkFor('bo');
  const browser = new Browser();
  const html = await (await browser.get(url)).text();
  const shown = html.slice(html.indexOf('<h1>'), html.indexOf('</h1>'));
  expect(shown.replace(/<\/?(h1|bdi)>/g, '')).not.toMatch(/[<>"']/);
  expect(html).not.toContain('<img');
  const disposition = (await browser.post(url)).headers.get('content-disposition') ?? '';
  const [, ascii = '', encoded = ''] =
    /^attachment; filename="([\x20-\x7e]*)"; filename\*=UTF-8''([\w.%!#$&+^`|~-]+)$/.exec(disposition) ?? [];
  expect(ascii).not.toMatch(/["\\]/);
  expect(decodeURIComponent(encoded)).toBe(counter.file.name);
});
