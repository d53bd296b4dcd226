import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.js';
import type { PickedFile } from '../support/person-at-page.js';
import { encryptedSamples, samples } from '../support/sample-files.js';
import { e2eSeed, useWorkflows } from '../support/workflows.js';

const train: PickedFile = { name: 'train.pdf', bytes: samples.pdf };
const photo: PickedFile = { name: 'photo of the bill.png', bytes: samples.png, mimeType: 'image/png' };

describe.skipIf(chromiumPath() === undefined)(`a reimbursement in the page (E2E_SEED=${e2eSeed})`, () => {
  const world = useWorkflows('reimbursement');
  const employees = [
    { id: 'lucas', name: 'Lucas Moreau', manager: 'tobias', managerName: 'Tobias Lindner' },
    { id: 'dewi', name: 'Dewi Lestari', manager: 'sari', managerName: 'Sari Wulandari' },
    { id: 'amara', name: 'Amara Nwosu', manager: 'james', managerName: 'James Whitfield' },
  ] as const;

  /** Everything but the receipt. */
  async function fill(purpose: string, amount: string): Promise<void> {
    const { me } = world;
    await me.fill({ 'What was it for?': purpose, 'Amount (USD)': amount, 'Day on the receipt': '2026-02-27' });
    const [category, more] = world.among([
      ['Travel', { 'Where to?': 'Leipzig' }],
      ['Meals with guests', { 'How many guests?': String(world.between(1, 100)) }],
      ['Something else', { 'Please explain': 'It broke & nobody had another <one>' }],
    ] as const);
    await me.choose('Category', category);
    await me.fill(more);
  }

  test('of 620 reaches the manager and finance, then the director, each told why, and finance completes it', async () => {
    const { me } = world;
    const asker = world.among(employees);
    await world.begin(asker.id, 'reimbursement');
    await fill('Yarn fair', '620');
    await me.attach('Receipt', train);
    await world.look('form');
    const preview = await world.preview();
    await world.look('preview');
    expect(preview).toContain('Director is part of the route, because 620.00 USD is over 500.00 USD.');
    expect(preview).toContain(`1.1 Manager ${asker.managerName}, because they are your manager`);
    expect(preview).toContain(
      '1.2 Finance check · One approval is enough. Hannah Vogel, because they are in the group',
    );
    expect(preview).toContain('2. Director · over 500.00 USD Mira Okafor, because they hold the role Director');
    expect(preview).toMatch(/Decided by Mar \d+, 2026/);
    expect(preview).toContain('Receipt train.pdf');
    const number = await world.submit();
    await world.look('submitter');

    await me.become(world.person('mira'));
    expect(await me.cards.filter({ hasText: number }).count()).toBe(0);
    await me.become(world.person(asker.manager));
    expect(await world.cardText()).toContain(`on Manager because you are ${asker.name}’s manager`);
    await world.look('manager');
    await world.approveAs(asker.manager, number);
    const bookkeeper = world.among(['hannah', 'yuki']);
    await me.become(world.person(bookkeeper));
    expect(await world.cardText()).toContain('on Finance check because you are in the group Bookkeeping');
    await world.approveAs(bookkeeper, number);
    await me.become(world.person('mira'));
    await me.cards.filter({ hasText: number }).waitFor();
    expect(await world.cardText()).toContain('on Director because you hold the role Director');
    expect(await world.cardText()).toContain('because 620.00 USD is over 500.00 USD');
    await world.look('director');
    await world.approveAs('mira', number);

    await me.become(world.person('yuki'));
    const toDo = me.cards.filter({ hasText: number }).filter({ hasText: 'yours to carry out' });
    await world.look('finance');
    await me.press('Mark as completed', toDo);
    await world.look('complete-confirm');
    await me.press('Completed', me.dialog);
    const button = { name: 'Mark as completed' };
    await expect.poll(() => me.cards.filter({ hasText: number }).getByRole('button', button).count()).toBe(0);
    await world.look('completed');
    await me.become(world.person(asker.id));
    await world.look('submitter-completed');
    for (const card of await me.cards.filter({ hasText: number }).all()) {
      expect(await card.innerText()).toMatch(/\bCompleted\b/);
    }
    await world.expectWholeTrail();
  });

  test('of 500 or less does not reach the director', async () => {
    const { me } = world;
    const asker = world.among(employees);
    await world.begin(asker.id, 'reimbursement');
    await fill('Lunch', world.among(['300', '500', '500.00', `${world.between(1, 499)}.99`]));
    await me.attach('Receipt', photo);
    const preview = await world.preview();
    expect(preview).not.toContain('Director');
    expect(preview).not.toContain('Mira Okafor');
    await world.look('small-preview');
    const number = await world.submit();
    await world.approveAs(asker.manager, number);
    await world.approveAs('hannah', number);
    await me.become(world.person(asker.id));
    await me.card.getByText(/^Approved .* by /).waitFor();
    await me.become(world.person('mira'));
    expect(await me.cards.filter({ hasText: number }).count()).toBe(0);
  });

  test('whose receipt is renamed, empty or locked is refused at once, and nothing typed is lost', async () => {
    const { me } = world;
    await world.begin('lucas', 'reimbursement');
    await fill('Lamp', '30.50');
    const category = await me.dialog.getByLabel('Category', { exact: true }).inputValue();
    const bad: readonly (readonly [PickedFile, RegExp])[] = [
      [{ name: 'notes.pdf', bytes: samples.txt }, /notes\.pdf was not taken: it is a file of kind TXT, which is not/],
      [{ name: 'scan.pdf', bytes: samples.png }, /scan\.pdf was not taken: its name ends in \.pdf, but it is/],
      [{ name: 'nothing.pdf', bytes: Buffer.alloc(0) }, /nothing\.pdf was not taken: it is empty/],
      [{ name: 'locked.pdf', bytes: encryptedSamples.pdf }, /locked\.pdf was not taken: it is protected by a password/],
    ];
    for (const [file, sentence] of bad) {
      await me.attach('Receipt', file);
      await me.press('Continue', me.dialog);
      await me.dialog.getByText(sentence).waitFor();
      await world.look(`refused-${file.name}`);
      expect(await me.dialog.getByLabel('What was it for?').inputValue()).toBe('Lamp');
      expect(await me.dialog.getByLabel('Amount (USD)').inputValue()).toBe('30.50');
      expect(await me.dialog.getByLabel('Day on the receipt').inputValue()).toBe('2026-02-27');
      expect(await me.dialog.getByLabel('Category', { exact: true }).inputValue()).toBe(category);
    }
    await me.attach('Receipt', train);
    expect(await world.preview()).toMatch(/Lamp .* Amount 30\.50 USD .* Receipt train\.pdf \(1 kB\)/);
  });

  test('has its receipt opened by an approver, by a link that works in that browser only', async () => {
    const { me } = world;
    await world.begin('lucas', 'reimbursement');
    await fill('Train', '82.50');
    await me.attach('Receipt', train, photo);
    await world.preview();
    const number = await world.submit();
    await me.become(world.person('hannah'));
    const opened = await openFrom(number, train.name);
    await expectDownload(opened, train);
    await world.look('opened', opened);

    const elsewhere = await world.newContext();
    const stranger = await elsewhere.newPage();
    const answer = await stranger.goto(opened.url());
    expect(answer?.status()).toBe(404);
    await stranger.getByText('This link does not work any more').first().waitFor();
    expect(await stranger.getByRole('button').count()).toBe(0);
    await world.look('stranger', stranger);
    await elsewhere.close();
    await expectDownload(opened, train);

    const second = await openFrom(number, photo.name);
    await expectDownload(second, photo);
    await me.become(world.person('noor'));
    expect(await me.cards.filter({ hasText: number }).count()).toBe(0);
  });

  test('that is a draft shows its file in the form, where it is taken away and another is added', async () => {
    const { me } = world;
    await world.begin('amara', 'reimbursement');
    await fill('Batteries', '12');
    await me.attach('Receipt', train);
    await world.preview();
    await me.press('Back to edit', me.dialog);
    const kept = me.dialog.getByRole('checkbox', { name: 'train.pdf' });
    await kept.waitFor();
    expect(await kept.isChecked()).toBe(true);
    await world.look('edit-file');
    expect(await world.preview()).toContain('Receipt train.pdf (1 kB)');
    await me.press('Back to edit', me.dialog);
    await kept.uncheck();
    await me.press('Continue', me.dialog);
    await me.dialog.getByText('Please attach a file.').waitFor();
    await world.look('file-missing');
    await me.dialog.getByLabel(/^Receipt( \(optional\))?$/).setInputFiles({
      name: photo.name,
      mimeType: 'image/png',
      buffer: photo.bytes,
    });
    await me.dialog.getByRole('button', { name: `Remove ${photo.name}` }).waitFor();
    const preview = await world.preview();
    expect(preview).toContain('Receipt photo of the bill.png (1 kB)');
    expect(preview).not.toContain('train.pdf');
    await world.submit();
    expect(await me.card.getByRole('button', { name: /^Open / }).allInnerTexts()).toEqual([
      'Open photo of the bill.png',
    ]);
    await world.expectWholeTrail();
  });

  /** Asks on the card for a link and follows it. */
  async function openFrom(number: string, name: string): Promise<Page> {
    const { me } = world;
    await me.press(`Open ${name}`, me.cards.filter({ hasText: number }).last());
    const link = me.privateAnswer.getByRole('button', { name: `Open ${name}`, exact: true });
    await link.waitFor();
    await world.look('link');
    const [opened] = await Promise.all([world.page.context().waitForEvent('page'), link.click()]);
    await opened.getByRole('button', { name: 'Open' }).waitFor();
    return opened;
  }

  async function expectDownload(page: Page, { name, bytes }: PickedFile): Promise<void> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Open' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    expect(await readFile(await download.path())).toEqual(bytes);
  }
});
