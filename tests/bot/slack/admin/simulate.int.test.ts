import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../src/store/open-database.js';
import { type AdminTown, openAdminTown } from './admin-town.js';

const NOOR = 'U0NOOR';

let admin: AdminTown;

beforeEach(async () => {
  admin = await openAdminTown();
});

async function begin(person: string): Promise<void> {
  await admin.type(NOOR, 'simulate purchase');
  await admin.suggest(NOOR, 'person', person);
  await admin.send(NOOR, { person });
}

async function countOf(table: 'documents' | 'attachments'): Promise<number> {
  const database = await openDatabase(admin.town.databaseUrl);
  try {
    return (await database.read.selectFrom(table).select('id').execute()).length;
  } finally {
    await database.close();
  }
}

describe('simulating a request', () => {
  test('shows who would be asked and why, as if somebody else asked, and saves nothing', async () => {
    await begin('ana');
    expect(admin.text(NOOR)).toContain('A simulation , as if Ana Silva asked');
    await admin.send(NOOR, { 'field:item': 'Loom', 'field:amount': '620' });
    expect(admin.text(NOOR)).toMatch(/Bo Larsen.*Ana Silva’s manager.*Finance.*over 500 USD.*Cy Young/);
    expect(admin.text(NOOR)).toContain('Nothing is saved and nobody is told');
    expect(admin.view(NOOR).submit).toBeNull();
    expect(await countOf('documents')).toBe(0);
  });

  test('follows the values: below the amount nobody of finance is asked', async () => {
    await begin('ana');
    await admin.send(NOOR, { 'field:item': 'Chair', 'field:amount': '300' });
    expect(admin.text(NOOR)).not.toContain('Cy Young');
  });

  test('puts mistakes on their fields', async () => {
    await begin('ana');
    const { fieldErrors } = await admin.send(NOOR, { 'field:item': 'Chair', 'field:amount': 'a lot' });
    expect(Object.keys(fieldErrors)).toEqual(['field:amount']);
  });

  test('takes files as attached without fetching or keeping them', async () => {
    await begin('ana');
    const receipt = [admin.upload(NOOR, 'no picture at all', 'receipt.png')];
    await admin.send(NOOR, { 'field:item': 'Chair', 'field:amount': '300', 'field:receipt': receipt });
    expect(admin.text(NOOR)).toMatch(/Bo Larsen.*receipt.png/);
    expect(await countOf('attachments')).toBe(0);
  });

  test('offers the form that was filled to nobody as a begun request', async () => {
    await begin('ana');
    await admin.send(NOOR, { 'field:item': 'Loom', 'field:amount': 'x' });
    for (const user of [NOOR, 'U0ANA']) {
      admin.closeAll(user);
      await admin.town.sandbox.command(user, '/submit', 'purchase');
      expect(admin.text(user)).not.toContain('begun before');
    }
  });

  test('is for nobody without the permission, also with a form that somebody forged', async () => {
    await admin.type('U0AUD', 'simulate');
    expect(admin.town.sandbox.viewOf('U0AUD')).toBeUndefined();
    expect(admin.whispers('U0AUD').at(-1)).toContain('None of your roles lets you change templates');
  });
});
