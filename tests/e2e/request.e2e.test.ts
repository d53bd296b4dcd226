import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../src/store/audit/verify.js';
import { openDatabase } from '../../src/store/open-database.js';
import { chromiumPath, launchChromium } from '../support/chromium.js';
import { PersonAtPage } from '../support/person-at-page.js';
import { type RandomCompany, randomCompany } from '../support/random-company.js';
import { runSeed } from '../support/run-seed.js';
import { temporaryFolder } from '../support/temporary.js';
import { Town, type TownPerson } from '../support/town.js';

/** Name a folder to look at the pages with your own eyes. */
const screenshots = process.env.E2E_SCREENSHOTS;
const seed = runSeed(process.env.E2E_SEED);

describe.skipIf(chromiumPath() === undefined)(`a request in the page (E2E_SEED=${seed})`, () => {
  let browser: Browser;
  let page: Page;
  let company: RandomCompany;
  let town: Town;
  let me: PersonAtPage;
  let runs = 0;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
  });

  beforeEach(async () => {
    runs += 1;
    company = randomCompany(seed + runs);
    town = await Town.start(company.file, temporaryFolder());
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(10_000);
    me = new PersonAtPage(page, town.sandbox.url);
  });

  afterEach(async () => {
    await page.close();
    await town.close();
  });

  async function submit(): Promise<void> {
    await me.become(company.asker);
    await me.type('/submit');
    await me.fill({ Item: company.item, 'Amount (USD)': company.amount });
    await look('form');
    await me.press('Continue', me.dialog);
    await me.dialog.getByText('Who will be asked').waitFor();
    await look('preview');
    await me.press('Submit', me.dialog);
    await me.dialog.getByText(/PU-\d{4}-0001 is submitted/).waitFor();
    await me.closeDialog();
    await me.card.getByText(company.item).first().waitFor();
  }

  async function approveAs(person: TownPerson): Promise<void> {
    await me.become(person);
    await me.press('Approve', me.card);
    await me.card.getByText('You approved this').waitFor();
    expect(await me.card.getByRole('button').count()).toBe(0);
  }

  test('people in parallel and then the next stage decide, and the submitter’s card says who approved and when', async () => {
    await submit();
    await me.become(company.manager);
    expect(await me.card.innerText()).toContain(`because you are ${company.asker.name}’s manager`);
    await look('approver');
    for (const person of [company.manager, ...company.buyers]) await approveAs(person);
    await look('approved-one-step');
    const [accountant, ...others] = company.accountants;
    if (accountant === undefined) throw new Error('a company without accountants');
    await approveAs(accountant);

    await me.become(company.asker);
    await expect.poll(() => me.cards.count()).toBe(2);
    const followed = await me.cards.first().innerText();
    for (const person of [company.manager, ...company.buyers, accountant]) {
      expect(followed).toMatch(new RegExp(`${literally(person.name)} approved · today at \\d`));
    }
    expect(followed).toContain('Approved');
    expect(await me.card.innerText()).toContain('Approved today');
    expect(await page.getByTestId('message').getByRole('button').count()).toBe(0);
    await look('submitter-approved');
    for (const person of others) {
      await me.become(person);
      expect(await me.card.getByRole('button').count()).toBe(0);
      expect(await me.card.innerText()).toContain(accountant.name);
    }
    await me.become(company.stranger);
    expect(await me.cards.count()).toBe(0);
    await expectWholeTrail();
  });

  test('a returned request is edited, submitted again and approved', async () => {
    await submit();
    await me.become(company.manager);
    await me.press('Return', me.card);
    await me.press('Return', me.dialog);
    await me.dialog.getByText(/required/).waitFor();
    await me.dialog.getByRole('textbox').fill('Which one exactly?');
    await look('return-reason');
    await me.press('Return', me.dialog);
    await me.dialog.getByText(/You returned PU/).waitFor();
    await me.closeDialog();
    await me.card.getByText('You returned this').waitFor();

    await me.become(company.asker);
    await me.card.getByText('Which one exactly?').waitFor();
    await look('submitter-returned');
    await me.press('Edit and resubmit', me.card);
    await me.fill({ Item: `${company.item} (the small one)` });
    await me.press('Continue', me.dialog);
    await me.press('Submit', me.dialog);
    await me.dialog.getByText('is submitted').waitFor();
    const [accountant] = company.accountants;
    if (accountant === undefined) throw new Error('a company without accountants');
    for (const person of [company.manager, ...company.buyers, accountant]) await approveAs(person);
    await me.become(company.manager);
    await expect.poll(() => me.cards.count()).toBe(2);
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await me.become(company.asker);
    await me.cards.first().getByText('(the small one)').first().waitFor();
    await expectWholeTrail();
  });

  test('cancelling while it is pending takes the buttons from every approver’s card', async () => {
    await submit();
    await me.press('Cancel request', me.card);
    await look('cancel-confirm');
    await me.dialog
      .getByRole('button', { name: /^Cancel|^Yes/ })
      .first()
      .click();
    await me.card
      .getByText(/[Cc]ancelled/)
      .first()
      .waitFor();
    for (const person of [company.manager, ...company.buyers]) {
      await me.become(person);
      await me.card
        .getByText(/[Cc]ancelled/)
        .first()
        .waitFor();
      expect(await me.card.getByRole('button').count()).toBe(0);
    }
    await look('approver-cancelled');
    await expectWholeTrail();
  });

  test('a restart in the middle loses nothing: the open modal, the card and the next click still work', async () => {
    await submit();
    await me.become(company.manager);
    await me.press('Reject', me.card);
    await me.dialog.getByRole('textbox').fill('Not this year');
    await town.restartBot();
    await me.press('Reject', me.dialog);
    await me.card.getByText('You rejected this').waitFor();
    await me.become(company.asker);
    await me.card.getByText('Not this year').first().waitFor();
    await expectWholeTrail();
  });

  async function expectWholeTrail(): Promise<void> {
    const database = await openDatabase(town.databaseUrl);
    try {
      expect((await verifyAudit(database)).findings).toEqual([]);
    } finally {
      await database.close();
    }
  }

  async function look(name: string): Promise<void> {
    if (screenshots === undefined) return;
    mkdirSync(screenshots, { recursive: true });
    await me.look(join(screenshots, `${runs}-${name}.png`));
  }
});

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
