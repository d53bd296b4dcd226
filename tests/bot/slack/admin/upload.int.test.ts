import { beforeEach, describe, expect, test } from 'vitest';
import { type AdminTown, company, openAdminTown } from './admin-town.js';

const NOOR = 'U0NOOR';

let admin: AdminTown;

beforeEach(async () => {
  admin = await openAdminTown();
});

async function give(user: string, text: string): Promise<void> {
  await admin.type(user, 'upload');
  await admin.send(user, { 'upload:file': [admin.upload(user, text)] });
  await settled(user);
}

/** Until the sentence that something is under way has made room. */
async function settled(user: string): Promise<void> {
  await expect.poll(() => admin.text(user)).not.toMatch(/Checking what|Writing the changes/);
}

async function confirm(user: string): Promise<void> {
  await admin.send(user);
  await settled(user);
}

const renamed = 'groups:\n  - key: board\n    name: Board\n    members: [bo, cy]\n';

describe('an upload', () => {
  test('with mistakes names each with its line, and offers nothing to confirm', async () => {
    await give(NOOR, 'groups:\n  - key: board\n    name: Board\n    members: [bo, nobody]\n    colour: red\n');
    expect(admin.text(NOOR)).toMatch(/2 mistakes in change.yaml.*Line 4 : .*nobody.*Line 5 : .*colour/);
    expect(admin.view(NOOR).submit).toBeNull();
  });

  test('that is no YAML says where', async () => {
    await give(NOOR, 'groups: [\n');
    expect(admin.text(NOOR)).toMatch(/mistake.*Line \d/);
  });

  test('shows what would change and writes exactly that once it is confirmed, in the uploader’s name', async () => {
    await give(NOOR, renamed);
    expect(admin.text(NOOR)).toContain('+ group board (Board)');
    await admin.type(NOOR, 'groups');
    expect(admin.text(NOOR)).toContain('Nothing here');
    await give(NOOR, renamed);
    await confirm(NOOR);
    expect(admin.text(NOOR)).toContain('Done.');
    await admin.type(NOOR, 'group board');
    expect(admin.text(NOOR)).toMatch(/Bo Larsen.*Cy Young/);
    await admin.press(NOOR, 'Earlier versions');
    expect(admin.text(NOOR)).toContain('Noor Haddad saved the group board');
    expect(await admin.expectWholeTrail()).toEqual([]);
  });

  test('survives a restart of the bot between looking and confirming', async () => {
    await give(NOOR, renamed);
    await admin.town.restartBot();
    await confirm(NOOR);
    expect(admin.text(NOOR)).toContain('Done.');
  });

  test('is shown again, and not written, where the company changed meanwhile', async () => {
    await give(NOOR, renamed);
    await admin.town.apply({ ...company, groups: [{ key: 'board', name: 'The board', members: ['bo'] }] });
    await confirm(NOOR);
    expect(admin.text(NOOR)).toMatch(/changed by somebody else meanwhile.*~ group board/);
    await confirm(NOOR);
    expect(admin.text(NOOR)).toContain('Done.');
  });

  test('confirmed twice is written once', async () => {
    await give(NOOR, renamed);
    const view = admin.view(NOOR);
    await Promise.all([1, 2].map(() => admin.town.sandbox.submitView(NOOR, view.id, {}).catch(() => undefined)));
    await settled(NOOR);
    await admin.type(NOOR, 'group board');
    await admin.press(NOOR, 'Earlier versions');
    expect(admin.text(NOOR).match(/saved the group board/g)).toHaveLength(1);
  });

  test('of what somebody may not change is refused, naming what and which permission', async () => {
    await give('U0TIM', renamed);
    expect(admin.text('U0TIM')).toMatch(/may not.*Line \d : this takes the permission config.groups, which you lack/);
    expect(admin.view('U0TIM').submit).toBeNull();
  });

  test('that grants more than its uploader has is refused', async () => {
    const keeper = company.people.map((one) => (one.id === 'tim' ? { ...one, roles: ['role_keeper'] } : one));
    await admin.town.apply({
      ...company,
      people: keeper,
      roles: [
        ...(company.roles as object[]),
        { key: 'role_keeper', name: 'Keeper of roles', permissions: ['config.roles', 'config.people'] },
      ],
    });
    await give(
      'U0TIM',
      'people:\n  - id: cy\n    name: Cy Young\n    email: cy@example.com\n    unit: all\n    roles: [admin]\n',
    );
    expect(admin.text('U0TIM')).toMatch(/Cy Young would be allowed .*audit.read/);
    expect(admin.view('U0TIM').submit).toBeNull();
  });

  test('is refused at the confirmation where the permission went meanwhile', async () => {
    await give(NOOR, renamed);
    const people = company.people.map((one) => {
      if (one.id === 'noor') return { ...one, roles: [] };
      return one.id === 'bo' ? { ...one, roles: ['admin'] } : one;
    });
    await admin.town.apply({ ...company, people });
    await confirm(NOOR);
    expect(admin.text(NOOR)).toContain('None of your roles lets you');
    await admin.type('U0BO', 'groups');
    expect(admin.text('U0BO')).toContain('Nothing here');
  });

  test('that says what is there already changes nothing and says so', async () => {
    await give(NOOR, 'units:\n  - id: all\n    name: All of us\n');
    expect(admin.text(NOOR)).toContain('nothing to change');
  });

  test('may be pasted as text instead', async () => {
    await admin.type(NOOR, 'upload');
    await admin.send(NOOR, { 'upload:text': renamed });
    await settled(NOOR);
    expect(admin.text(NOOR)).toContain('+ group board (Board)');
  });

  test('of nothing, or of both ways at once, says so on the input', async () => {
    await admin.type(NOOR, 'upload');
    const nothing = await admin.send(NOOR);
    expect(nothing.fieldErrors['upload:text']).toContain('choose a file');
    const both = await admin.send(NOOR, { 'upload:text': renamed, 'upload:file': [admin.upload(NOOR, renamed)] });
    expect(both.fieldErrors['upload:text']).toContain('not both');
  });

  test.each([
    ['no text', Buffer.from([0xff, 0xfe, 0x00, 0x81]), 'not a text file'],
    ['too much', Buffer.alloc(1_000_001, 0x23), 'more than 1 MB'],
  ])('that is %s is not taken, and says why', async (_what, bytes, said) => {
    await admin.type(NOOR, 'upload');
    const { id } = admin.town.sandbox.upload(NOOR, { name: 'a.yaml', mimetype: 'text/plain', bytes });
    await admin.send(NOOR, { 'upload:file': [id] });
    await settled(NOOR);
    expect(admin.text(NOOR)).toContain(said);
  });

  test('of a hundred mistakes shows all of them in pages, with their count', async () => {
    const groups = Array.from({ length: 100 }, (_, i) => `  - { key: g${i}, name: G${i}, members: [nobody${i}] }`);
    await give(NOOR, `groups:\n${groups.join('\n')}\n`);
    expect(admin.text(NOOR)).toContain('100 mistakes');
    expect(admin.text(NOOR)).not.toContain('nobody99');
    await admin.press(NOOR, 'Next page');
    expect(admin.text(NOOR)).toContain('nobody99');
  });
});
