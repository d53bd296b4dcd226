import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.js';
import { e2eSeed, useWorkflows } from '../support/workflows.js';

describe.skipIf(chromiumPath() === undefined)(`a leave in the page (E2E_SEED=${e2eSeed})`, () => {
  const world = useWorkflows('leave');

  const firstDay = 'From and until: first day';
  const lastDay = 'From and until: last day';

  async function fill(occasion: string, from: string, to: string): Promise<void> {
    await world.me.fill({ 'What for?': occasion, [firstDay]: from, [lastDay]: to });
  }

  async function ask(person: string, occasion: string, from: string, to: string): Promise<string> {
    await world.begin(person, 'leave');
    await fill(occasion, from, to);
    return world.preview();
  }

  test('of five days is rejected where four are left, with the sum in the preview and on the card', async () => {
    const { me } = world;
    const sum = (then = '') => `Annual leave 2026: 5 asked for, and only 4 left (${then}12 a year − 8 used = 4 days).`;
    const preview = await ask('lucas', 'Summer', '2026-07-06', '2026-07-10');
    await world.look('too-many-preview');
    expect(preview).toContain(`As it is, this is rejected at once when you submit it: ${sum()}`);
    expect(preview).not.toContain('Who will be asked');
    expect(preview).toContain('Days of work 5');
    await world.submit();
    await world.look('too-many-card');
    expect(await world.cardText()).toContain('Rejected by a rule');
    expect(await world.cardText()).toContain(sum('when it was submitted: '));
    await me.become(world.person('tobias'));
    expect(await me.cards.count()).toBe(0);
    await world.expectWholeTrail();
  });

  test('of four days goes through, and then nothing is left', async () => {
    const { me } = world;
    // A weekend within the range is not counted.
    const [from, to] = world.among([
      ['2026-07-06', '2026-07-09'],
      ['2026-07-09', '2026-07-14'],
      ['2026-04-02', '2026-04-09'],
    ] as const);
    const preview = await ask('lucas', 'Long weekend', from, to);
    await world.look('four-preview');
    expect(preview).toContain('Annual leave 2026: 4 asked for, 0 left afterwards');
    expect(preview).toContain('1. Manager Tobias Lindner, because they are your manager');
    expect(preview).toContain('2. Head Mira Okafor, because they are your manager’s manager');
    const number = await world.submit();
    await world.approveAs('tobias', number);
    await world.look('manager');
    await world.approveAs('mira', number);
    await me.become(world.person('lucas'));
    await me.card.getByText(/^Completed /).waitFor();
    await world.look('approved');
    await me.type('/submit leave');
    await fill('One more', '2026-09-01', '2026-09-01');
    expect(await world.preview()).toContain(
      'Annual leave 2026: 1 asked for, and only 0 left (12 a year − 12 used = 0 days)',
    );
    await world.expectWholeTrail();
  });

  test('asks what happened at once when special leave is chosen, and no longer when it is not', async () => {
    const { me } = world;
    await world.begin('amara', 'leave');
    await fill('Wedding', '2026-03-03', '2026-03-03');
    await me.dialog.getByText('Days of work 1').waitFor();
    const question = me.dialog.getByLabel('What happened?', { exact: true });
    expect(await question.count()).toBe(0);
    await me.choose('Kind of leave', 'Special leave (paid)');
    await question.waitFor();
    await world.look('special');
    await me.press('Continue', me.dialog);
    await me.dialog
      .getByRole('alert')
      .getByText(/required/)
      .waitFor();
    await me.choose('Kind of leave', 'Annual leave');
    await question.waitFor({ state: 'detached' });
    await me.choose('Kind of leave', 'Special leave (paid)');
    await question.fill('We marry');
    const preview = await world.preview();
    expect(preview).toContain('What happened? We marry');
    expect(preview).not.toContain('rejected');
    expect(await me.dialog.getByText('Wedding').count()).toBeGreaterThan(0);
  });

  test('whose last day is before its first is refused on that day', async () => {
    const { me } = world;
    await world.begin('amara', 'leave');
    await fill('Backwards', '2026-06-05', '2026-06-03');
    await me.press('Continue', me.dialog);
    await me.dialog.getByText('Please choose a last day that is not before the first.').waitFor();
    expect(await me.dialog.getByLabel(lastDay).getAttribute('aria-invalid')).toBe('true');
    await world.look('end-before-start');
    await me.fill({ [lastDay]: '2026-06-05' });
    expect(await world.preview()).toContain('Days of work 1');
  });

  test('that comes too soon, or while the Christmas orders go out, is told so beforehand', async () => {
    const soon = await ask('amara', 'Tomorrow', '2026-03-03', '2026-03-04');
    expect(soon).toContain(
      'Dates of leave: needs 3 days’ notice, so Thursday, March 5, 2026 is the first day possible.',
    );
    await world.look('notice');
    await world.me.closeDialog();
    const [from, to] = world.among([
      ['2026-12-17', '2026-12-22'],
      ['2026-12-03', '2026-12-07'],
      ['2026-12-18', '2026-12-18'],
    ] as const);
    const christmas = await ask('amara', 'Skiing', from, to);
    await world.look('blackout');
    expect(christmas).toContain(
      'Dates of leave: not possible from Monday, December 7, 2026 to Friday, December 18, 2026 (Christmas orders go out).',
    );
  });

  test('that meets an earlier one of the same person is told which', async () => {
    const { me } = world;
    await ask('dewi', 'Family', '2026-06-22', '2026-06-24');
    const number = await world.submit();
    const [from, to] = world.among([
      ['2026-06-24', '2026-06-25'],
      ['2026-06-19', '2026-06-22'],
      ['2026-06-23', '2026-06-23'],
    ] as const);
    expect(await ask('dewi', 'More family', from, to)).toContain(
      `Dates of leave: it meets ${number}, from Monday, June 22, 2026 to Wednesday, June 24, 2026.`,
    );
    await world.look('overlap');
    await me.closeDialog();
    expect(await ask('amara', 'Somebody else', from, to)).not.toContain('it meets');
  });

  test('that was begun and closed is offered again with what was filled in', async () => {
    const { me } = world;
    await world.begin('james', 'leave');
    await me.fill({ 'What for?': 'Moving house', [firstDay]: '2026-08-03', [lastDay]: '2026-08-04' });
    await me.choose('Kind of leave', 'Unpaid leave');
    await me.dialog.getByText('Days of work 2').waitFor();
    await me.closeDialog();
    await me.type('/submit leave');
    await me.dialog.getByText('You have begun before and not sent it yet:').waitFor();
    await world.look('begun');
    await me.press('Continue this', me.dialog);
    await me.dialog.getByText('This is what you filled in before.').waitFor();
    await world.look('continued');
    expect(await me.dialog.getByLabel('What for?').inputValue()).toBe('Moving house');
    expect(await me.dialog.getByLabel('Kind of leave').inputValue()).toBe('unpaid');
    expect(await me.dialog.getByLabel(firstDay).inputValue()).toBe('2026-08-03');
    expect(await me.dialog.getByLabel(lastDay).inputValue()).toBe('2026-08-04');
    await world.preview();
    await world.submit();
    await me.type('/submit leave');
    await me.dialog.waitFor();
    expect(await me.dialog.getByText('You have begun before').count()).toBe(0);
  });
});
