import { describe, expect, test } from 'vitest';
import type { StoredMessage } from '../../src/sandbox/message.js';
import { chromiumPath } from '../support/chromium.js';
import { e2eSeed, useWorkflows } from '../support/workflows.js';

describe.skipIf(chromiumPath() === undefined)(`acting for another in the page (E2E_SEED=${e2eSeed})`, () => {
  const world = useWorkflows('delegate');

  /** Lucas asks for a day off, which Tobias decides first; gives the number. */
  async function ask(day: string): Promise<string> {
    const { me } = world;
    await world.begin('lucas', 'leave');
    const days = { 'From and until: first day': day, 'From and until: last day': day };
    await me.fill({ 'What for?': `A day off on ${day}`, ...days });
    await world.preview();
    return world.submit();
  }

  /** The newest card about a document. */
  const cardAbout = (number: string) => world.me.cards.filter({ hasText: number }).last();

  /** What somebody has before their eyes now. */
  function asSeen(user: string, number: string): StoredMessage {
    const message = world.town.sandbox
      .messagesOf(user)
      .findLast(({ blocks }) => JSON.stringify(blocks).includes(number));
    if (message === undefined) throw new Error(`${user} sees nothing about ${number}`);
    return structuredClone(message);
  }

  const lettersOf = async (text: Promise<string>) => (await text).replaceAll(/\s+/g, ' ');

  test('with /delegate, both cards agree, the first to decide has decided, and ending it early takes the buttons', async () => {
    const { me, page } = world;
    const first = await ask('2026-06-15');
    const second = await ask('2026-06-22');

    await me.become(world.person('tobias'));
    await me.type('/delegate');
    await me.dialog.getByText('Nobody at the moment.').waitFor();
    await world.look('form');
    await me.choose('Who decides for you', 'Hannah Vogel');
    await me.fill({ 'Last day': '2026-03-06' });
    await me.press('Delegate', me.dialog);
    await me.dialog.getByText(/decides for you from now on/).waitFor();
    await world.look('list');
    expect(await world.dialogText()).toMatch(/Hannah Vogel · Mar 2, 2026 – Mar 6, 2026/);
    await me.closeDialog();
    await cardAbout(first).getByText('Hannah Vogel can decide for them').waitFor();
    const tobias = world.person('tobias').slack.user;
    const asking = asSeen(tobias, first);

    await me.become(world.person('hannah'));
    await cardAbout(second).getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await world.look('delegate-card');
    expect(await lettersOf(cardAbout(first).innerText())).toContain(
      'You can decide Manager on behalf of Tobias Lindner, who is away until',
    );
    await me.press('Approve', cardAbout(first));
    await me.privateAnswer.getByText(/on behalf of/).waitFor();
    await cardAbout(first).getByText('You approved this on').waitFor();
    expect(await cardAbout(first).getByRole('button', { name: 'Approve' }).count()).toBe(0);

    // Tobias clicks a moment too late: what is before his eyes still has its buttons.
    await me.become(world.person('tobias'));
    await cardAbout(first)
      .getByText(/on your behalf/)
      .waitFor();
    expect(await cardAbout(first).getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await world.look('principal-card');
    await world.town.sandbox.click(tobias, { messageTs: asking.ts, actionId: 'approve' }, { seen: asking });
    await me.privateAnswer.getByText(/Hannah Vogel already approved .* in the place that you share/).waitFor();
    await world.look('second-click');

    await me.type('/delegate');
    await me.press('End now', me.dialog);
    await page.getByRole('dialog').last().getByRole('button', { name: 'End now' }).last().click();
    await me.dialog.getByText(/It has ended: Hannah Vogel/).waitFor();
    await me.closeDialog();

    await me.become(world.person('hannah'));
    await cardAbout(second).getByText('You do not act for Tobias Lindner on Manager any more.').waitFor();
    expect(
      await cardAbout(second)
        .getByRole('button', { name: /Approve|Reject|Return/ })
        .count(),
    ).toBe(0);
    await world.look('ended');

    await world.approveAs('tobias', second);
    await world.approveAs('mira', first);
    await me.become(world.person('lucas'));
    await cardAbout(first)
      .getByText(/^(Completed|Approved) /)
      .waitFor();
    await world.expectWholeTrail();
  });

  test('a question stops the clock until the submitter has answered it, and everybody reads both', async () => {
    const { me } = world;
    const number = await ask('2026-06-29');
    await me.become(world.person('tobias'));
    await me.press('Ask a question', cardAbout(number));
    await me.fill({ 'Your question': 'Who looks after the release?' });
    await me.press('Send question', me.dialog);
    await me.dialog.getByText(/Your question about .* is on its way to Lucas Moreau/).waitFor();
    await me.closeDialog();
    await cardAbout(number).getByText('Not answered yet.').waitFor();
    await cardAbout(number)
      .getByText(/the clock stands still since/)
      .waitFor();
    await world.look('asked');

    await me.become(world.person('lucas'));
    const notice = me.cards.filter({ hasText: 'Who looks after the release?' }).last();
    await notice.getByRole('button', { name: 'Answer', exact: true }).waitFor();
    await world.look('question');
    await me.press('Answer', notice);
    expect(await world.dialogText()).toContain('Who looks after the release?');
    await me.fill({ 'Your answer': 'Jonas does.' });
    await me.press('Send answer', me.dialog);
    await me.dialog.getByText(/Your answer about .* is sent/).waitFor();
    await me.closeDialog();
    await cardAbout(number).getByText('Jonas does.').waitFor();
    await expect.poll(() => me.cards.getByRole('button', { name: 'Answer', exact: true }).count()).toBe(0);
    await world.look('answered');

    await me.become(world.person('tobias'));
    const card = me.cards.filter({ has: world.page.locator('[data-action="approve"]') }).filter({ hasText: number });
    await card.getByText('Jonas does.').waitFor();
    await expect.poll(async () => lettersOf(card.innerText())).toMatch(/Manager · being decided · due/);
    await world.look('answer-on-the-card');
    await world.approveAs('tobias', number);
    await world.expectWholeTrail();
  });

  test('one step goes to somebody else with a word on why, and a reminder goes to both', async () => {
    const { me } = world;
    const number = await ask('2026-07-13');
    await me.become(world.person('tobias'));
    await me.press('Let somebody else decide', cardAbout(number));
    await me.choose('Who can decide in your place', 'Hannah Vogel');
    await me.fill({ 'A word to them (optional)': 'You know the plan better' });
    await me.press('Let them decide', me.dialog);
    await me.dialog.getByText(/Whom you chose gets a card/).waitFor();
    await me.closeDialog();

    await me.become(world.person('lucas'));
    await cardAbout(number).getByText('Hannah Vogel can decide for them').waitFor();
    await me.press('Remind them', cardAbout(number));
    await me.privateAnswer.getByText(/will be reminded/).waitFor();
    await cardAbout(number).getByText('You reminded those who are asked').waitFor();
    await me.press('Remind them', cardAbout(number));
    await me.privateAnswer.getByText(/You already reminded them/).waitFor();

    await me.become(world.person('hannah'));
    const card = me.cards.filter({ has: world.page.locator('[data-action="approve"]') }).filter({ hasText: number });
    expect(await lettersOf(card.innerText())).toContain('who asked you to decide it in their place');
    expect(await card.innerText()).toContain('You know the plan better');
    await me.cards
      .filter({ hasText: /Lucas Moreau asks you not to forget/ })
      .filter({ hasText: number })
      .waitFor();
    await world.look('given-one-step');
    await world.approveAs('hannah', number);
    await world.expectWholeTrail();
  });
});
