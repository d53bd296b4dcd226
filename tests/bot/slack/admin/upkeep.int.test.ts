import { beforeEach, describe, expect, test } from 'vitest';
import type { OutboxKind } from '../../../../src/engine/ports/outbox.js';
import { openDatabase } from '../../../../src/store/open-database.js';
import { type AdminTown, company, openAdminTown } from './admin-town.js';

const NOOR = 'U0NOOR';
const LATER = '9999-12-31T23:59:59.999Z';

let admin: AdminTown;

beforeEach(async () => {
  admin = await openAdminTown();
});

/** Jobs on the failed list, as a runner leaves them there that has given up. */
async function plant(...failed: readonly { kind: OutboxKind; subject: string; error: string }[]): Promise<void> {
  const database = await openDatabase(admin.town.databaseUrl);
  try {
    await database.write(async (trx) => {
      for (const [index, { kind, subject, error }] of failed.entries()) {
        await trx
          .insertInto('outbox')
          .values({
            ...{ tenant_id: 'acme', kind, subject, generation: 1, state: 'failed', due_at: LATER, attempts: 9 },
            ...{ lease_owner: null, lease_until: null, last_error: error, request_id: 'req', again_at: null },
            created_at: new Date(Date.now() + index).toISOString(),
          })
          .execute();
      }
    });
  } finally {
    await database.close();
  }
}

/** Bo has no manager, so nobody can be found for his own request. */
async function askAsBo(item: string): Promise<void> {
  admin.closeAll('U0BO');
  await admin.town.sandbox.command('U0BO', '/submit', 'purchase');
  await admin.send('U0BO', { 'field:item': item, 'field:amount': '120' });
  await admin.send('U0BO');
}

describe('/approval-admin jobs', () => {
  test('shows what failed and why, and tries one of it again', async () => {
    await plant(
      { kind: 'reminders', subject: 'cy', error: 'database is locked' },
      { kind: 'card', subject: 'no-such-card', error: 'channel_not_found' },
    );
    await admin.type(NOOR, 'jobs');
    expect(admin.text(NOOR)).toMatch(/Reminders · for Cy Young.*tried 9 times: database is locked/);
    expect(admin.text(NOOR)).toMatch(/Cards.*tried 9 times: channel_not_found/);
    await admin.press(NOOR, 'Try again', 1);
    expect(admin.text(NOOR)).toContain('1 job is tried again now.');
    await expect.poll(() => refreshed(), { timeout: 10_000 }).not.toContain('channel_not_found');
    expect(admin.text(NOOR)).toContain('database is locked');
  });

  test('tries everything again after asking back, and says so where nothing was left', async () => {
    await plant({ kind: 'card', subject: 'one', error: 'first' }, { kind: 'card', subject: 'two', error: 'second' });
    await admin.type(NOOR, 'jobs');
    expect(JSON.stringify(admin.view(NOOR).blocks)).toContain('"Try all again?"');
    await admin.type('U0NOOR', 'jobs');
    await admin.press(NOOR, 'Try all again');
    expect(admin.text(NOOR)).toContain('2 jobs are tried again now.');
    await expect.poll(() => refreshed(), { timeout: 10_000 }).toContain('Nothing has failed.');
  });

  test('of a job that somebody else tried again meanwhile says so', async () => {
    await plant({ kind: 'card', subject: 'one', error: 'first' });
    await admin.type(NOOR, 'jobs');
    const stale = admin.view(NOOR);
    await admin.press(NOOR, 'Try again');
    await expect.poll(() => refreshed(), { timeout: 10_000 }).toContain('Nothing has failed.');
    const retry = stale.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))[0];
    expect(retry?.action_id).toBe('admin:retry');
    await plant({ kind: 'card', subject: 'two', error: 'second' });
    await admin.press(NOOR, 'Refresh');
    await admin.press(NOOR, 'Try again');
    expect(admin.text(NOOR)).toContain('1 job is tried again now.');
  });

  test('is nobody’s who may not manage jobs', async () => {
    await plant({ kind: 'card', subject: 'one', error: 'secret of the house' });
    await admin.type('U0AUD', 'jobs').catch(() => undefined);
    expect(admin.whispers('U0AUD').at(-1)).toContain('None of your roles lets you');
    await admin.type(NOOR, 'jobs');
    const others: Readonly<Record<string, string>> = { noor: 'auditor', tim: 'admin' };
    await admin.town.apply({
      ...company,
      people: company.people.map((one) => (one.id in others ? { ...one, roles: [others[one.id]] } : one)),
    });
    await admin.press(NOOR, 'Try again').catch(() => undefined);
    expect(admin.text(NOOR)).toContain('None of your roles lets you');
    const database = await openDatabase(admin.town.databaseUrl);
    const rows = await database.read.selectFrom('outbox').select('state').where('subject', '=', 'one').execute();
    await database.close();
    expect(rows).toEqual([{ state: 'failed' }]);
  });
});

describe('/approval-admin stuck', () => {
  test('names what holds a request and what to do, and leads to the form that does it', async () => {
    await askAsBo('Sofa');
    await admin.type(NOOR, 'stuck');
    expect(admin.text(NOOR)).toMatch(/Sofa \(PR-\d{4}-0001\).*Asked for by Bo Larsen.*Nobody was found for Manager/);
    expect(admin.text(NOOR)).toContain('Put somebody on the step.');
    await admin.press(NOOR, 'Reassign');
    expect(admin.view(NOOR).callback_id).toBe('admin-reassign');
    expect(admin.text(NOOR)).toContain('Sofa');
    await admin.suggest(NOOR, 'person', '');
    const place = admin.view(NOOR).blocks.find((one) => one.block_id === 'place');
    const options = place?.type === 'input' && place.element.type === 'static_select' ? place.element.options : [];
    await admin.send(NOOR, { place: options?.[0]?.value ?? '', person: 'cy', reason: 'Bo has no manager' });
    expect(admin.text(NOOR)).toContain('Cy Young is on Manager');
    await admin.type(NOOR, 'stuck');
    expect(admin.text(NOOR)).toContain('No request is stuck.');
  });

  test('goes on where one page ends', async () => {
    for (let index = 1; index <= 16; index += 1) await askAsBo(`Sofa ${index}`);
    await admin.type(NOOR, 'stuck');
    expect(admin.text(NOOR)).toContain('Sofa 15');
    expect(admin.text(NOOR)).not.toContain('Sofa 16');
    await admin.press(NOOR, 'Next page');
    expect(admin.text(NOOR)).toContain('Sofa 16');
    await admin.press(NOOR, 'First page');
    expect(admin.text(NOOR)).toContain('Sofa 15');
  });

  test('is nobody’s who does not look after the company', async () => {
    await admin.type('U0AUD', 'stuck').catch(() => undefined);
    expect(admin.whispers('U0AUD').at(-1)).toContain('None of your roles lets you');
  });
});

async function refreshed(): Promise<string> {
  await admin.press(NOOR, 'Refresh');
  return admin.text(NOOR);
}
