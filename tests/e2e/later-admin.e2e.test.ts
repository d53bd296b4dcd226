import { describe, expect, test } from 'vitest';
import type { OutboxKind } from '../../src/engine/ports/outbox.js';
import { type OpenedDatabase, openDatabase } from '../../src/store/open-database.js';
import { chromiumPath } from '../support/chromium.js';
import { e2eSeed, useWorkflows } from '../support/workflows.js';

const NEVER = '9999-12-31T23:59:59.999Z';

describe.skipIf(chromiumPath() === undefined)(`what happens later, in the page (E2E_SEED=${e2eSeed})`, () => {
  const world = useWorkflows('later-admin');

  async function inDatabase(work: (database: OpenedDatabase) => Promise<void>): Promise<void> {
    const database = await openDatabase(world.town.databaseUrl);
    try {
      await work(database);
    } finally {
      await database.close();
    }
  }

  /** On the failed list, as a runner leaves it there that has given up. */
  async function poison(kind: OutboxKind, subject: string, error: string): Promise<void> {
    await inDatabase(async (database) => {
      await database.write((trx) =>
        trx
          .insertInto('outbox')
          .values({
            ...{ tenant_id: world.company.company.id, kind, subject, generation: 1, state: 'failed', attempts: 9 },
            ...{ due_at: NEVER, lease_owner: null, lease_until: null, again_at: null, last_error: error },
            ...{ request_id: 'planted', created_at: new Date(Date.now()).toISOString() },
          })
          .execute(),
      );
    });
  }

  async function ask(personId: string, item: string): Promise<string> {
    const { me } = world;
    await world.begin(personId, 'purchase-request');
    await me.fill({ 'What do you need?': item, 'Why do you need it?': 'The old one broke', 'Price altogether': '120' });
    await me.choose('Category', 'Office');
    await world.preview();
    return world.submit();
  }

  test('a poisoned job is shown with its reason, and is tried again', async () => {
    const { me } = world;
    await poison('card', 'a-card-that-is-gone', 'channel_not_found: the conversation does not exist');
    await poison('reminders', 'lucas', 'the handler throws whatever it is given');
    await me.become(world.person('noor'));
    await me.type('/approval-admin jobs');
    await me.dialog.getByText('Failed', { exact: true }).waitFor();
    expect(await world.dialogText()).toMatch(/Reminders · for Lucas Moreau .*tried 9 times: the handler throws/);
    expect(await world.dialogText()).toContain('channel_not_found: the conversation does not exist');
    await world.look('jobs');
    await me.dialog.getByRole('button', { name: 'Try again', exact: true }).first().click();
    await me.dialog.getByText('1 job is tried again now.').waitFor();
    await expect.poll(() => refreshedText('1 job is tried again now.')).not.toContain('channel_not_found');
    await me.press('Try all again', me.dialog);
    await me.dialog.getByText('What still has the same cause will fail again').waitFor();
    await world.look('jobs-asks-back');
    await me.press('Try all again', me.dialog);
    await me.dialog.getByText('1 job is tried again now.').waitFor();
    await expect.poll(() => refreshedText('1 job is tried again now.')).toContain('Nothing has failed.');
    await world.look('jobs-done');
    await me.closeDialog();
  });

  test('a stuck request is named with what holds it, and the way out leads to somebody who can decide', async () => {
    const { me } = world;
    // Nobody is above Mira, so nobody can be her manager.
    const number = await ask('mira', 'Standing desk');
    await me.become(world.person('noor'));
    await me.type('/approval-admin stuck');
    await me.dialog.getByText('cannot go on by themselves').waitFor();
    expect(await world.dialogText()).toContain(`Standing desk (${number})`);
    expect(await world.dialogText()).toMatch(
      /Asked for by Mira Okafor · stuck since .* Nobody was found for Manager\. Put somebody on the step\./,
    );
    await world.look('stuck');
    await me.dialog.getByRole('button', { name: 'Reassign', exact: true }).click();
    await me.dialog.getByText('Whose place').waitFor();
    await me.choose('Whose place', 'Manager: nobody yet');
    const menu = me.dialog.getByLabel('Who takes it', { exact: true });
    await menu.click();
    await menu.fill('Tobias');
    await me.dialog
      .getByRole('option', { name: /Tobias Lindner/ })
      .first()
      .click();
    await me.fill({ Reason: 'Mira has no manager' });
    await me.press('Reassign', me.dialog);
    await me.dialog.getByText('Tobias Lindner is on Manager').waitFor();
    await me.closeDialog();
    await me.type('/approval-admin stuck');
    await me.dialog.getByText('No request is stuck.').waitFor();
    await me.closeDialog();
    await world.approveAs('tobias', number);
    await world.expectWholeTrail();
  });

  test('somebody chooses which messages they get, and when', async () => {
    const { me } = world;
    await me.become(world.person('sari'));
    await me.type('/approvals settings');
    await me.dialog.getByText('in your time zone, Asia/Jakarta').waitFor();
    await world.look('settings');
    await me.fill({ 'Quiet from': '18:30', 'Quiet until': '07:00', 'Time of that message (optional)': '06:00' });
    await me.dialog.getByLabel('Gather them in one message a day').check();
    await me.dialog.getByLabel('Weekly reports').uncheck();
    await me.press('Save', me.dialog);
    await me.dialog.getByText('This is within your quiet hours').waitFor();
    await world.look('settings-mistake');
    await me.fill({ 'Time of that message (optional)': '08:15' });
    await me.press('Save', me.dialog);
    await me.dialog.getByText('Saved. From now on I keep to this.').waitFor();
    await me.closeDialog();
    await me.type('/approvals preferences');
    await me.dialog.getByText('Quiet until').waitFor();
    expect(await me.dialog.getByLabel('Quiet from').inputValue()).toBe('18:30');
    expect(await me.dialog.getByLabel('Weekly reports').isChecked()).toBe(false);
    await me.closeDialog();
  });

  test('a reminder opens what waits, and is put off until tomorrow morning', async () => {
    const { me } = world;
    const number = await ask('lucas', 'Reading lamp');
    await me.press('Remind them', me.cards.filter({ hasText: number }).last());
    await me.become(world.person('tobias'));
    const reminder = me.cards.filter({ hasText: 'asks you not to forget' });
    await reminder.waitFor({ timeout: 60_000 });
    expect(await reminder.innerText()).toMatch(
      /Lucas Moreau asks you not to forget: Reading lamp \(PR-2026-\d{4}\) waits for your decision\..*Asked for by Lucas Moreau · step Manager/s,
    );
    await reminder.getByLabel('Remind me again…').selectOption('Tomorrow morning');
    await me.privateAnswer.getByText('I will remind you').waitFor();
    expect(await me.privateAnswer.innerText()).toMatch(/9:00\sAM, if it still waits for you then\./);
    await world.look('reminder');
    await me.press('Open', reminder);
    await me.dialog.getByText('Reading lamp').first().waitFor();
    await me.press('Approve', me.dialog);
    await me.dialog.getByText('You approved').first().waitFor();
    await me.closeDialog();
    await world.expectWholeTrail();
  });

  /** The page after another look, once it shows something else than what the click before came to. */
  async function refreshedText(gone: string): Promise<string> {
    await world.me.press('Refresh', world.me.dialog);
    await world.me.dialog.getByText(gone).waitFor({ state: 'detached' });
    return world.dialogText();
  }
});
