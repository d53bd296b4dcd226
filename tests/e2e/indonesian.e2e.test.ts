import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.js';
import { exampleCompany } from '../support/example-company.js';
import { samples } from '../support/sample-files.js';
import { e2eSeed, useWorkflows } from '../support/workflows.js';

describe.skipIf(chromiumPath() === undefined)(`Indonesian in the page (E2E_SEED=${e2eSeed})`, () => {
  const world = useWorkflows('indonesian', exampleCompany());

  test('is what Dewi and her manager read, while the head reads the same request in English', async () => {
    const { me } = world;
    await world.begin('dewi', 'leave');
    await me.fill({
      'What for?': 'Mudik ke Solo',
      'From and until: hari pertama': '2026-07-06',
      'From and until: hari terakhir': '2026-07-08',
    });
    await world.look('form');
    await me.press('Lanjutkan', me.dialog);
    await me.dialog.getByRole('heading', { name: 'Periksa dan ajukan' }).waitFor();
    await world.look('preview');
    const preview = await world.dialogText();
    expect(preview).toContain(
      'Tersimpan sebagai draf. Tidak ada yang dimintai persetujuan sebelum Anda mengajukannya.',
    );
    expect(preview).toContain('Senin, 06 Juli 2026 – Rabu, 08 Juli 2026');
    expect(preview).toMatch(/Annual leave.*diminta.* 3.*, sesudahnya tersisa 6,5 /);
    expect(preview).toContain('12 per tahun + 2 terbawa dari tahun sebelumnya − 4,5 terpakai = 9,5 days).');
    expect(preview).toContain('1. Manager Sari Wulandari, karena ia atasan Anda');
    expect(preview).toContain('2. Head Mira Okafor, karena ia atasan dari atasan Anda');

    await me.press('Ajukan', me.dialog);
    await me.dialog.getByText('LV-2026-0001 sudah diajukan. Kini dimintai persetujuan: Sari Wulandari.').waitFor();
    await me.press('Tutup', me.dialog);
    await me.card.getByText('Mudik ke Solo').first().waitFor();
    await world.look('submitter');
    expect(await world.cardText()).toContain('Anda mengajukan Mudik ke Solo Menunggu Sari Wulandari.');
    expect(await me.card.getByRole('button', { name: 'Batalkan permintaan' }).count()).toBe(1);

    await me.become(world.person('sari'));
    await world.look('manager');
    expect(await world.cardText()).toContain('Dewi Lestari meminta persetujuan Anda: Mudik ke Solo');
    expect(await world.cardText()).toContain('Anda diminta memutuskan Manager karena Anda atasan Dewi Lestari.');
    await me.press('Setujui', me.card);
    await me.card.getByText(/Anda menyetujui ini pada langkah Manager/).waitFor();

    await me.become(world.person('mira'));
    await me.card.getByText('asks for your approval').waitFor();
    await world.look('head');
    const card = await world.cardText();
    expect(card).toContain('Dewi Lestari asks for your approval: Mudik ke Solo');
    expect(card).toContain('Monday, July 6, 2026 – Wednesday, July 8, 2026');
    expect(card).toContain('12 a year + 2 carried over − 4.5 used = 9.5 days)');
    await me.press('Approve', me.card);
    await me.card.getByText('You approved this').waitFor();

    await me.become(world.person('dewi'));
    await me.card.getByText(/^Selesai /).waitFor();
    await world.look('completed');
    await me.type('/approvals');
    await me.dialog.getByText('Tidak ada yang menunggu Anda.').waitFor();
    await world.look('overview');
    await world.expectWholeTrail();
  });

  test('tells how to write an amount that was written as in Indonesia', async () => {
    const { me } = world;
    await world.begin('bayu', 'reimbursement');
    await me.fill({ 'What was it for?': 'Benang', 'Amount (USD)': '1.250,50', 'Day on the receipt': '2026-02-27' });
    await me.choose('Category', 'Travel');
    await me.fill({ 'Where to?': 'Bandung' });
    await me.attach('Receipt', { name: 'kuitansi.pdf', bytes: samples.pdf });
    await me.press('Lanjutkan', me.dialog);
    await me.dialog.getByText('Mohon tulis desimal dengan titik dan ribuan tanpa tanda, misalnya 1250.50.').waitFor();
    await world.look('mistake');
  });
});
