import { describe, expect, test } from 'vitest';
import type { StoredFile } from '../../../src/engine/stored-file.js';
import { remote } from '../../store/files/file-world.js';
import { companyWithFiles } from '../../support/company-with-files.js';
import { samples } from '../../support/sample-files.js';
import { openSlackWorld, type SlackWorld } from '../support/slack-world.js';

const PUBLIC_URL = 'https://approvals.example.com/bot';

interface Asked {
  readonly world: SlackWorld;
  readonly files: readonly StoredFile[];
  readonly documentId: string;
}

/** A submitted purchase of Ana's with two receipts, whose cards were delivered. */
async function asked(publicUrl: string | null = PUBLIC_URL, names = ['receipt.pdf', 'photo.png']): Promise<Asked> {
  const world = await openSlackWorld(companyWithFiles(), publicUrl ?? undefined);
  const { house } = world;
  const order = { uploaderId: 'ana', documentId: 'id-1', bytesMax: 10_000, now: house.now() };
  const files: StoredFile[] = [];
  const documentId = house.newId();
  for (const name of names) {
    const source = remote(name, name.endsWith('.png') ? samples.png : samples.pdf);
    const outcome = await world.files.intake('acme').take({ ...order, source, documentId });
    if ('stored' in outcome) files.push(outcome.stored);
  }
  const input = { item: 'Desk', amount: { amount: '120', currency: 'USD' }, receipt: files };
  await house.do({ kind: 'create', actorId: 'ana', documentId, nonce: documentId, typeKey: 'purchase', input });
  await house.submit('ana', documentId);
  await world.deliver(documentId);
  return { world, files, documentId };
}

interface LinkButton {
  readonly url: string;
  readonly text: { readonly text: string };
}

function buttonsIn(blocks: readonly unknown[]): readonly LinkButton[] {
  const rows = blocks as readonly { readonly elements?: readonly Partial<LinkButton>[] }[];
  return rows.flatMap(({ elements = [] }) => elements.filter((one): one is LinkButton => one.url !== undefined));
}

/** The button with the link in what was said to this person alone, most recently. */
function linkFor(world: SlackWorld, user: string): LinkButton | undefined {
  const whisper = world.sandbox.messagesOf(user).findLast((one) => one.onlyFor === user);
  return buttonsIn(whisper?.blocks ?? [])[0];
}

async function linkRows(world: SlackWorld) {
  return world.house.database.read.selectFrom('file_links').select(['person_id', 'attachment_id']).execute();
}

describe('a card of a request with files', () => {
  test('has a button for each, and a click gives a link for that person alone', async () => {
    const { world, files } = await asked();
    const card = world.card('UBO');
    expect(JSON.stringify(card.blocks)).toContain('Open receipt.pdf');
    await world.clickMessage('UBO', card, 'open-file:1');
    const link = linkFor(world, 'UBO');
    expect(link?.text.text).toBe('Open photo.png');
    expect(link?.url).toMatch(/^https:\/\/approvals\.example\.com\/bot\/files\/[\w-]{43}$/);
    expect(await linkRows(world)).toEqual([{ person_id: 'bo', attachment_id: files[1]?.id }]);
    const token = link?.url.split('/').at(-1) ?? '';
    expect(await world.files.desk.find(token, world.house.now())).toMatchObject({
      personId: 'bo',
      fileId: files[1]?.id,
    });
    expect(world.clicked).toHaveLength(1);
  });

  test('gives another link with every click, and does nothing more when the link is followed', async () => {
    const { world } = await asked();
    const card = world.card('UBO');
    await world.clickMessage('UBO', card, 'open-file:0');
    const first = linkFor(world, 'UBO')?.url;
    const whisper = world.sandbox.messagesOf('UBO').findLast((one) => one.onlyFor === 'UBO');
    if (whisper === undefined) throw new Error('nothing was said');
    const followed = await world.clickMessage('UBO', whisper, 'file-link');
    expect(followed.status).toBe(200);
    expect(await linkRows(world)).toHaveLength(1);
    await world.clickMessage('UBO', card, 'open-file:0');
    expect(linkFor(world, 'UBO')?.url).not.toBe(first);
  });

  test('says what is missing where nobody told the bot its address', async () => {
    const { world } = await asked(null);
    await world.clickMessage('UBO', world.card('UBO'), 'open-file:0');
    expect(world.whispers('UBO').at(-1)).toContain('set PUBLIC_URL');
    expect(await linkRows(world)).toEqual([]);
  });

  test('gives no link to somebody who got hold of the message and is not asked', async () => {
    const { world } = await asked();
    await world.clickMessage('UHAL', world.card('UBO'), 'open-file:0');
    expect(await linkRows(world)).toEqual([]);
    expect(JSON.stringify(world.sandbox.messagesOf('UHAL'))).not.toContain('/files/');
  });

  test('gives no link to a file that was taken out meanwhile', async () => {
    const { world, files, documentId } = await asked();
    const card = world.card('UBO');
    await world.house.vote('bo', documentId, 'manager', 'return', 'The photo is not needed');
    const input = { item: 'Desk', amount: { amount: '120', currency: 'USD' }, receipt: files.slice(0, 1) };
    const seen = await world.house.seen(documentId);
    await world.house.do({ kind: 'edit', actorId: 'ana', documentId, nonce: 'n', input, seen });
    await world.house.submit('ana', documentId);
    await world.clickMessage('UBO', card, 'open-file:1');
    expect(world.whispers('UBO').at(-1)).toContain('not part of the request any more');
    await world.clickMessage('UBO', card, 'open-file:0');
    expect(linkFor(world, 'UBO')).toBeDefined();
  });
});

describe('the request opened from a list', () => {
  test('has the same buttons, whose link lies on top of it', async () => {
    const { world } = await asked();
    await world.command('UANA', '/approvals', '1');
    await world.clickView('UANA', 'open-file:0');
    const view = world.view('UANA');
    expect(buttonsIn(view.blocks)[0]?.url).toMatch(/\/files\/[\w-]{43}$/);
    expect(world.sandbox.viewsOf('UANA')).toHaveLength(2);
    expect((await linkRows(world)).map((row) => row.person_id)).toEqual(['ana']);
  });
});

test('a hostile file name is text on the button, in the sentence and in the notification', async () => {
  const { world } = await asked(PUBLIC_URL, ['<!channel> *x* <http:evil|y>.pdf']);
  const card = world.card('UBO');
  await world.clickMessage('UBO', card, 'open-file:0');
  const whisper = world.sandbox.messagesOf('UBO').findLast((one) => one.onlyFor === 'UBO');
  expect(linkFor(world, 'UBO')?.text).toMatchObject({ type: 'plain_text' });
  expect(whisper?.text).not.toContain('<!channel>');
  expect(JSON.stringify(whisper?.blocks)).not.toContain('mrkdwn');
});
