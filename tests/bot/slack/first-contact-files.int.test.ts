import { expect, onTestFinished, test } from 'vitest';
import { verifyAudit } from '../../../src/store/audit/verify.js';
import { openDatabase } from '../../../src/store/open-database.js';
import { exampleCompany } from '../../support/example-company.js';
import { temporaryFolder } from '../../support/temporary.js';
import { applyCompanyFile, type CompanyFile, Town } from '../../support/town.js';

const account = 'U0JONAS';

test('what somebody linked themselves stays when files say nothing of it, goes with “none”, and the trail agrees', async () => {
  const company = exampleCompany();
  const folder = temporaryFolder();
  const town = await Town.start(company, folder);
  onTestFinished(() => town.close());
  const database = await openDatabase(town.databaseUrl);
  onTestFinished(() => database.close());
  const owner = async () =>
    (await database.read.selectFrom('chat_identities').select('user_id').where('chat_user', '=', account).execute())[0]
      ?.user_id;
  const expectTrue = async () => expect((await verifyAudit(database)).findings).toEqual([]);

  await town.sandbox.command(account, '/submit', 'leave');
  const asked = () => town.sandbox.messagesOf(account).at(-1);
  await expect.poll(asked).toBeDefined();
  await town.sandbox.click(account, { messageTs: asked()?.ts ?? '', actionId: 'first-contact-yes' });
  await expect.poll(owner).toBe('jonas');
  await expectTrue();

  await applyCompanyFile(company, town.databaseUrl, folder);
  expect(await owner()).toBe('jonas');
  await expectTrue();

  await applyCompanyFile(withoutAccount(company, 'jonas'), town.databaseUrl, folder);
  expect(await owner()).toBeUndefined();
  await expectTrue();
});

function withoutAccount(company: CompanyFile, id: string): CompanyFile {
  const people = company.people.map((person) => {
    return person.id === id
      ? { ...person, isUnlinked: false, slack: 'none' as unknown as typeof person.slack }
      : person;
  });
  return { ...company, company: company.company, people };
}
