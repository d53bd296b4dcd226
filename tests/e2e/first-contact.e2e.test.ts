import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.js';
import { e2eSeed, useWorkflows } from '../support/workflows.js';

describe.skipIf(chromiumPath() === undefined)(`somebody new in the page (E2E_SEED=${e2eSeed})`, () => {
  const world = useWorkflows('first-contact');

  test('is asked who they are, says yes, and the form they wanted opens', async () => {
    const { me } = world;
    await me.become(world.person('jonas'));
    await me.type('/submit leave');
    await me.privateAnswer.getByText('Are you').waitFor();
    expect(await me.privateAnswer.innerText()).toContain('Jonas Albrecht (Loom mechanic, Berlin Workshop)');
    await world.look('question');
    await me.press('Yes, that is me', me.privateAnswer);
    await me.dialog.getByLabel('What for?', { exact: true }).waitFor();
    await world.look('form');
    await me.closeDialog();
    await me.privateAnswer.getByText('Your Slack account is linked to').waitFor();
    expect(await me.privateAnswer.getByRole('button').count()).toBe(0);
    await me.card.getByText('If this was not you').waitFor();
    await world.look('linked');

    await me.become(world.person('noor'));
    await me.card.getByText('is linked to').waitFor();
    await world.look('administrator-told');
    await world.expectWholeTrail();
  });

  test('who may administrate waits for another administrator, who confirms them with one button', async () => {
    const { me } = world;
    await me.become(world.person('elif'));
    await me.type('/approvals');
    await me.press('Yes, that is me', me.privateAnswer);
    await me.privateAnswer.getByText('An administrator has to confirm who you are').waitFor();
    await world.look('waiting');

    await me.become(world.person('noor'));
    await me.card.getByText('says they are').waitFor();
    expect(await me.card.innerText()).toContain('Elif Kaya (IT support, Lantern & Loom)');
    await world.look('to-confirm');
    await me.press('Confirm', me.card);
    await me.dialog.getByText('From then on this account acts as').waitFor();
    await world.look('really');
    await me.press('Confirm', me.dialog);
    await me.card.getByText('confirmed it').waitFor();
    await me.privateAnswer.getByText('You confirmed it').waitFor();
    expect(await me.cards.getByRole('button').count()).toBe(0);
    await world.look('confirmed');

    await me.become(world.person('elif'));
    await me.card.getByText('Noor Haddad confirmed it').waitFor();
    await me.type('/approvals');
    await me.dialog.getByRole('heading').first().waitFor();
    await world.look('let-in');
    await world.expectWholeTrail();
  });
});
