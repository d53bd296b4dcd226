import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../src/store/audit/verify.js';
import { openDatabase } from '../../src/store/open-database.js';
import { chromiumPath, launchChromium } from '../support/chromium.js';
import { exampleCompany, personOf } from '../support/example-company.js';
import { PersonAtPage } from '../support/person-at-page.js';
import { temporaryFolder } from '../support/temporary.js';
import { type CompanyFile, Town } from '../support/town.js';

/** Name a folder to look at the pages with your own eyes. */
const screenshots = process.env.E2E_SCREENSHOTS;

describe.skipIf(chromiumPath() === undefined)('administration in the page', () => {
  let browser: Browser;
  let page: Page;
  let company: CompanyFile;
  let town: Town;
  let me: PersonAtPage;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
  });

  beforeEach(async () => {
    company = withKeepers(exampleCompany());
    town = await Town.start(company, temporaryFolder());
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(10_000);
    me = new PersonAtPage(page, town.sandbox.url);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await look(`failed-${task.name.slice(0, 30)}`);
    await page.close();
    await town.close();
  });

  async function become(id: string): Promise<void> {
    await me.become(personOf(company, id));
  }

  async function upload(text: string): Promise<void> {
    await me.type('/approval-admin upload');
    await me.attach('YAML file (optional)', { name: 'change.yaml', bytes: Buffer.from(text), mimeType: 'text/yaml' });
    await me.press('Check', me.dialog);
    await me.dialog.getByText('Checking what this would change').waitFor({ state: 'hidden' });
  }

  async function confirm(): Promise<void> {
    await me.press('Confirm', me.dialog);
    await me.dialog.getByText('Done.').waitFor();
    await close();
  }

  /** Whatever is typed next is for the conversation. */
  async function close(): Promise<void> {
    await me.press('Close', me.dialog);
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }

  async function choosePerson(label: string, name: string): Promise<void> {
    const menu = me.dialog.getByLabel(label, { exact: true });
    await menu.click();
    await menu.fill(name);
    await me.dialog
      .getByRole('option', { name: new RegExp(name) })
      .first()
      .click();
  }

  /** Fills the form, and stops where it shows who will be asked. */
  async function preparePurchase(as: string, item: string): Promise<void> {
    await become(as);
    await me.type('/submit purchase-request');
    await me.dialog.getByText('What do you need?').waitFor();
    await me.fill({ 'What do you need?': item, 'Why do you need it?': 'The old one broke', 'Price altogether': '120' });
    await me.choose('Category', 'Tools and machines');
    await me.press('Continue', me.dialog);
    await me.dialog.getByText('Who will be asked').waitFor();
  }

  async function submit(): Promise<string> {
    await me.press('Submit', me.dialog);
    await me.dialog.getByText('is submitted').waitFor();
    const number = /[A-Z]{2}-\d{4}-\d{4}/.exec(await me.dialog.innerText())?.[0] ?? '';
    await close();
    return number;
  }

  async function look(name: string): Promise<void> {
    if (screenshots === undefined) return;
    mkdirSync(screenshots, { recursive: true });
    await me.look(join(screenshots, `admin-${name}.png`));
  }

  async function expectWholeTrail(): Promise<void> {
    const database = await openDatabase(town.databaseUrl);
    try {
      expect((await verifyAudit(database)).findings).toEqual([]);
    } finally {
      await database.close();
    }
  }

  test('an upload with a mistake shows its line; a right one shows what changes and is written once confirmed', async () => {
    await become('noor');
    await me.type('/approval-admin');
    await me.dialog.getByText('This is what your roles let you do').waitFor();
    await look('home');
    await close();

    await upload('groups:\n  - key: weavers\n    name: Weavers\n    members: [lucas, lukas]\n');
    await me.dialog.getByText('Line 4').waitFor();
    expect(await me.dialog.innerText()).toMatch(/Line 4.*lukas.*did you mean "lucas"/s);
    expect(await me.dialog.getByRole('button', { name: 'Confirm' }).count()).toBe(0);
    await look('mistake');
    await close();

    await upload('groups:\n  - key: weavers\n    name: Weavers\n    members: [lucas, tobias]\n');
    await me.dialog.getByText('+ group weavers (Weavers)').waitFor();
    await look('difference');
    await confirm();
    await me.type('/approval-admin group weavers');
    await me.dialog.getByText('Tobias Lindner').waitFor();
    await look('group');
    await expectWholeTrail();
  });

  test('an upload that grants more than its uploader has is refused', async () => {
    await become('lucas');
    await upload(
      'people:\n  - { id: amara, name: Amara Nwosu, email: amara@example.com, unit: new-york, manager: james, roles: [admin] }\n',
    );
    await me.dialog.getByText('which you may not do yourself').first().waitFor();
    expect(await me.dialog.getByRole('button', { name: 'Confirm' }).count()).toBe(0);
    await look('grants-more');
  });

  test('an administrator cannot put himself on a step, and everybody sees where he put another', async () => {
    await preparePurchase('lucas', 'Shuttle');
    const number = await submit();
    await become('noor');
    await me.type(`/approval-admin reassign ${number}`);
    await me.choose('Whose place', 'Manager: Tobias Lindner');
    await choosePerson('Who takes it', 'Noor Haddad');
    await me.fill({ Reason: 'Tobias is away' });
    await me.press('Reassign', me.dialog);
    await me.dialog.getByText('Nobody can put themselves on a step').waitFor();
    await look('reassign-oneself');
    await me.dialog.getByRole('button', { name: /^Remove Noor/ }).click();
    await choosePerson('Who takes it', 'Mira Okafor');
    await me.press('Reassign', me.dialog);
    await me.dialog.getByText('Mira Okafor is on Manager').waitFor();
    await look('reassigned');
    await close();
    await me.type(`/approval-admin document ${number}`);
    await me.dialog.getByText('reassigned').first().waitFor();
    expect(await me.dialog.innerText()).toContain('from Tobias Lindner to Mira Okafor: “Tobias is away”');
    await look('timeline');

    await become('tobias');
    await me.card.getByText('Tobias is away').first().waitFor();
    expect(await me.card.getByRole('button').count()).toBe(0);
    await look('replaced');
    await become('mira');
    await me.card.getByText('Tobias is away').first().waitFor();
    await me.press('Approve', me.card);
    await me.card.getByText('You approved this').waitFor();
    await expectWholeTrail();
  });

  test('whoever writes a template that names themselves is not asked by it', async () => {
    await become('noor');
    await upload(`types:
  - key: badge
    name: Badge
    prefix: BA
    title_field: what
    form:
      - { name: what, type: text, label: Which door?, required: true }
templates:
  - key: badge
    name: Badge
    type: badge
    stages:
      - steps:
          - { key: it, name: IT, who: { user: noor } }
`);
    await me.dialog.getByText('+ template badge').waitFor();
    await look('own-template');
    await confirm();
    await become('lucas');
    await me.type('/submit badge');
    await me.fill({ 'Which door?': 'The workshop' });
    await me.press('Continue', me.dialog);
    await me.dialog.getByText('Who will be asked').waitFor();
    await look('own-template-preview');
    expect(await me.dialog.innerText()).toMatch(/Mira Okafor, .*Noor Haddad/);
    await submit();
    await become('mira');
    await me.press('Approve', me.card);
    await me.card.getByText('You approved this').waitFor();
    await become('noor');
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await expectWholeTrail();
  });

  test('a request is simulated as somebody else, and nothing of it is left', async () => {
    await become('noor');
    await me.type('/approval-admin simulate purchase-request');
    await choosePerson('Who would ask', 'Lucas Moreau');
    await me.press('Next', me.dialog);
    await me.dialog.getByText('What do you need?').waitFor();
    await look('simulate-form');
    await me.fill({ 'What do you need?': 'Big loom', 'Why do you need it?': 'More cloth', 'Price altogether': '6200' });
    await me.choose('Category', 'Tools and machines');
    await me.press('Continue', me.dialog);
    await me.dialog.getByText('Who will be asked').waitFor();
    await look('simulated');
    const shown = await me.dialog.innerText();
    for (const name of ['Tobias Lindner', 'Mira Okafor']) expect(shown).toContain(name);
    await close();
    await become('lucas');
    await me.type('/approvals');
    await me.dialog.getByText('Nothing yet').waitFor();
  });

  test('what the audit trail answers comes as a file for who asked', async () => {
    await become('noor');
    await me.type('/approval-admin audit');
    await me.dialog.getByText('Leave empty what does not matter').waitFor();
    await look('audit-form');
    await me.press('Search', me.dialog);
    await me.dialog.getByText('Everything, the newest first').waitFor();
    await look('audit-answer');
    await me.press('Export as CSV', me.dialog);
    await me.dialog.getByText('is in our conversation').waitFor();
    await close();
    const [download] = await Promise.all([page.waitForEvent('download'), me.card.getByRole('link').click()]);
    expect(download.suggestedFilename()).toMatch(/^audit-\d{8}-\d{6}\.csv$/);
    await look('audit-file');
  });
});

/** Lucas may change people and roles, and nothing else: he lacks most of what an administrator may. */
function withKeepers(company: CompanyFile): CompanyFile {
  const keeper = { key: 'role_keeper', name: 'Keeper of roles', permissions: ['config.people', 'config.roles'] };
  const people = company.people.map((one) => (one.id === 'lucas' ? { ...one, roles: ['role_keeper'] } : one));
  return { ...company, roles: [...(company.roles as object[]), keeper], people };
}
