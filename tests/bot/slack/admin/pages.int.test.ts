import { beforeEach, describe, expect, test } from 'vitest';
import { type AdminTown, company, openAdminTown } from './admin-town.js';

let admin: AdminTown;

beforeEach(async () => {
  admin = await openAdminTown();
});

describe('/approval-admin', () => {
  test('shows an administrator everything they may do, with what to type', async () => {
    await admin.type('U0NOOR', 'help');
    for (const word of [
      'people [search]',
      'template KEY',
      'upload',
      'simulate',
      'document NUMBER',
      'reassign',
      'audit',
    ])
      expect(admin.text('U0NOOR')).toContain(word);
  });

  test('offers nothing that somebody may not do', async () => {
    await admin.type('U0TIM', '');
    expect(admin.text('U0TIM')).toContain('template KEY');
    for (const word of ['people [search]', 'policy KEY', 'document NUMBER', 'reassign', 'audit'])
      expect(admin.text('U0TIM')).not.toContain(word);
  });

  test('tells somebody without any such permission so in one sentence, and opens nothing', async () => {
    for (const typed of ['', 'help', 'people', 'upload']) await admin.type('U0ANA', typed);
    expect(admin.town.sandbox.viewOf('U0ANA')).toBeUndefined();
    expect(new Set(admin.whispers('U0ANA'))).toEqual(
      new Set(['None of your roles lets you administer anything here. An administrator can give you one.']),
    );
  });

  test.each([
    ['people', 'change people'],
    ['person ana', 'change people'],
    ['audit', 'read the audit trail'],
    ['reassign 1', 'reassign steps'],
    ['document 1', 'read every request'],
  ])('refuses "%s" to who lacks the permission for it, and says which', async (typed, said) => {
    await admin.type('U0TIM', typed);
    expect(admin.town.sandbox.viewOf('U0TIM')).toBeUndefined();
    expect(admin.whispers('U0TIM').at(-1)).toContain(`lets you ${said}`);
  });

  test('answers a slip of the keys with what was probably meant, and only with what one may do', async () => {
    await admin.type('U0TIM', 'tempaltes');
    expect(admin.whispers('U0TIM').at(-1)).toContain('Did you mean /approval-admin templates?');
    await admin.type('U0TIM', 'poeple');
    expect(admin.whispers('U0TIM').at(-1)).toContain('I do not know “poeple”. Type');
  });

  test('refuses at the moment of clicking what was allowed when the page opened', async () => {
    await admin.type('U0NOOR', '');
    const people = company.people.map((one) => (one.id === 'noor' ? { ...one, roles: [] } : one));
    const roles = company.people.map((one) => (one.id === 'bo' ? { ...one, roles: ['admin'] } : one));
    await admin.town.apply({ ...company, people: people.map((one) => (one.id === 'bo' ? (roles[0] ?? one) : one)) });
    await admin.press('U0NOOR', 'People');
    expect(admin.text('U0NOOR')).toContain('None of your roles lets you change people');
  });
});

describe('what is listed and shown', () => {
  test('people are found by a part of their name and opened with roles and groups', async () => {
    await admin.type('U0NOOR', 'people silva');
    expect(admin.text('U0NOOR')).toContain('Ana Silva');
    expect(admin.text('U0NOOR')).not.toContain('Bo Larsen');
    await admin.press('U0NOOR', 'Open');
    expect(admin.text('U0NOOR')).toMatch(/Ana Silva \(ana\).*ana@example.com.*Manager: Bo Larsen.*Staff/);
    await admin.press('U0NOOR', 'Back to the list');
    await admin.send('U0NOOR', { search: 'nobody is called so' });
    expect(admin.text('U0NOOR')).toContain('Nothing here.');
  });

  test('a template is told in words: who decides, when, why, which version and by whom', async () => {
    await admin.type('U0TIM', 'template purchase');
    expect(admin.text('U0TIM')).toMatch(
      /Version 1, by files on the machine.*Stage 1.*Manager asks the manager.*Stage 2.*Finance asks holders of Finance.*only when amount > money\("500.00", "USD"\).*because over 500 USD/,
    );
  });

  test('a key that is not there leads to those that are', async () => {
    await admin.type('U0TIM', 'template leave');
    expect(admin.text('U0TIM')).toMatch(/There is no template “leave”.*Purchase/);
  });

  test.each([
    ['type purchase', /Item \(item\): text, required/],
    ['roles', /Administrator.*person has it/],
    ['calendar office', /Monday: 09:00–17:00.*Wednesday: free/],
    ['groups', /Nothing here/],
    ['policies', /Nothing here/],
  ])('"%s" shows it', async (typed, said) => {
    await admin.type('U0NOOR', typed);
    expect(admin.text('U0NOOR')).toMatch(said);
  });

  test('long lists are read in pages', async () => {
    const many = Array.from({ length: 40 }, (_, index) => {
      const id = `p${String(index).padStart(2, '0')}`;
      return {
        id,
        name: `Person ${id}`,
        email: `${id}@example.com`,
        unit: 'all',
        slack: { user: `U0${id.toUpperCase()}` },
      };
    });
    await admin.town.apply({ ...company, people: [...company.people, ...many] });
    await admin.type('U0NOOR', 'people person');
    expect(admin.text('U0NOOR')).not.toContain('Person p39');
    await admin.press('U0NOOR', 'Next page');
    await admin.press('U0NOOR', 'Next page');
    expect(admin.text('U0NOOR')).toContain('Person p39');
    await admin.press('U0NOOR', 'First page');
    expect(admin.text('U0NOOR')).toContain('Person p00');
  });
});
