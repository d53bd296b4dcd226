import { beforeEach, describe, expect, test } from 'vitest';
import { openSlackWorld, type SlackWorld, textIn } from '../support/slack-world.js';

let world: SlackWorld;
beforeEach(async () => {
  world = await openSlackWorld();
  await world.house.database.write((trx) =>
    trx.updateTable('users').set({ locale: 'id-ID' }).where('id', '=', 'ana').execute(),
  );
});

const filled = { 'field:item': 'Meja', 'field:amount': '620.50' };

describe('whoever reads Indonesian', () => {
  test('gets forms, mistakes on fields, previews and answers in it', async () => {
    await world.command('UANA', '/submit');
    expect(world.view('UANA')).toMatchObject({ submit: { text: 'Lanjutkan' }, close: { text: 'Tutup' } });
    const outcome = await world.send('UANA', { ...filled, 'field:amount': '620,50' });
    expect(outcome.fieldErrors).toEqual({ 'field:amount': expect.stringContaining('misalnya 620.50') });
    await world.send('UANA', filled);
    expect(world.view('UANA')).toMatchObject({ title: { text: 'Periksa dan ajukan' } });
    expect(textIn(world.view('UANA').blocks)).toContain('620,50 USD');
    await world.send('UANA');
    expect(textIn(world.view('UANA').blocks)).toMatch(/PR-\d{4}-0001.*sudah diajukan\. Kini dimintai persetujuan:/);
  });

  test('is told of moments with days that Slack has no words of its own for, while others keep those', async () => {
    await world.command('UANA', '/submit');
    await world.send('UANA', filled);
    await world.send('UANA');
    await world.command('UANA', '/approvals');
    expect(JSON.stringify(world.view('UANA').blocks)).toContain('"{date_num} pukul {time}"');
    await world.command('UBO', '/approvals');
    expect(JSON.stringify(world.view('UBO').blocks)).toContain('"{date_short_pretty} at {time}"');
  });

  test('is told in it that their account is deactivated', async () => {
    await world.house.database.write((trx) =>
      trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', 'ana').execute(),
    );
    await world.command('UANA', '/approvals');
    expect(world.whispers('UANA')).toEqual([expect.stringMatching(/^Akun Anda dinonaktifkan/)]);
  });

  test('is told of our faults in it, and others in English', async () => {
    world.sandbox.fail({ kind: '500', method: 'views.open', times: 2 });
    await world.command('UANA', '/approvals');
    expect(world.whispers('UANA')).toEqual([expect.stringMatching(/^Ada gangguan di pihak kami\./)]);
    await world.command('UBO', '/approvals');
    expect(world.whispers('UBO')).toEqual([expect.stringMatching(/^Something went wrong on our side\./)]);
  });
});
