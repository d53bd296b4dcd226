import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.js';
import { exampleCompany, inEnglish } from '../support/example-company.js';
import { e2eSeed, useWorkflows } from '../support/workflows.js';

describe.skipIf(chromiumPath() === undefined)(`what happens later, in the page (E2E_SEED=${e2eSeed})`, () => {
  const world = useWorkflows('later', inEnglish(exampleCompany()), { isMovable: true });

  /** Lets time go on by pressing what the page offers, until all that is due then has been done. */
  async function pass(...moves: readonly string[]): Promise<void> {
    const clock = world.page.getByTestId('clock');
    for (const move of moves) {
      const done = world.page.waitForResponse(/sandbox\/api\/clock$/, { timeout: 90_000 });
      await clock.getByRole('button', { name: move, exact: true }).click();
      expect((await done).status()).toBe(200);
    }
  }

  const timeShown = () => world.page.getByTestId('clock-time').innerText();
  const messagesWith = (text: string | RegExp) => world.me.cards.filter({ hasText: text });

  test('time is moved in the page: a reminder comes, then another, then somebody else may decide, and a delegation ends', async () => {
    const { me } = world;
    await world.begin('lucas', 'purchase-request');
    await me.fill({ 'What do you need?': 'Loom shuttle', 'Why do you need it?': 'The old one broke' });
    await me.fill({ 'Price altogether': '120' });
    await me.choose('Category', 'Tools and machines');
    await world.preview();
    const number = await world.submit();

    // Tobias is away until tomorrow, and Hannah acts for him.
    await me.become(world.person('tobias'));
    await me.type('/delegate');
    await me.choose('Who decides for you', 'Hannah Vogel');
    await me.fill({ 'Last day': '2026-03-03' });
    await me.press('Delegate', me.dialog);
    await me.dialog.getByText(/decides for you from now on/).waitFor();
    await me.closeDialog();
    await me.become(world.person('hannah'));
    await messagesWith(number).getByRole('button', { name: 'Approve', exact: true }).first().waitFor();

    expect(await timeShown()).toMatch(/^Mon,? 2 Mar,? 10:\d\d CET$/);
    await pass('+1 day', '+4 hours', '+1 hour');
    await expect.poll(timeShown).toMatch(/^Tue,? 3 Mar,? 15:\d\d CET$/);
    await me.become(world.person('tobias'));
    await world.look('reminder');
    await messagesWith(/Loom shuttle/)
      .filter({ hasText: /reminder/i })
      .first()
      .waitFor();

    await pass('+1 day');
    await me.become(world.person('hannah'));
    await messagesWith('You do not act for Tobias Lindner on Manager any more.').first().waitFor();
    await world.look('delegation-over');
    await messagesWith(/You do not decide for Tobias Lindner any more/)
      .first()
      .waitFor();

    await pass('+1 day', '+1 day');
    await me.become(world.person('mira'));
    await messagesWith(number).getByRole('button', { name: 'Approve', exact: true }).first().waitFor();
    await world.look('escalated');
    await messagesWith(/Nobody decided|nobody decided/)
      .first()
      .waitFor();
    await world.approveAs('mira', number);
    await world.expectWholeTrail();
  });
});
