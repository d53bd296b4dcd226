import { parseArgs } from 'node:util';
import { stuckPage } from '../bot/view/admin/stuck-page.js';
import { plain, type Reader } from '../bot/view/plain.js';
import { wordsFor } from '../bot/view/words.js';
import { storeOf } from '../compose.js';
import type { Radar, StuckDocument } from '../engine/ports/radar.js';
import type { Page } from '../engine/ports/reading.js';
import { companyIds, companyTimeZone } from '../store/company/companies.js';
import type { OpenedDatabase } from '../store/open-database.js';
import type { CliCommand } from './command.js';
import { oneCompany } from './one-company.js';
import { withExistingDatabase } from './with-database.js';

const usage = '[--company ID]';

export const stuckCommand: CliCommand = {
  name: 'stuck',
  usage,
  summary: 'documents that cannot go on by themselves: what holds each, whom that is about, and what to do',
  run: async (args, { settings, print, complain }) => {
    const asked = read(args);
    if (asked === undefined) {
      complain(`Usage: countersign stuck ${usage}`);
      return 2;
    }
    return withExistingDatabase(settings().databaseUrl, async (database) => {
      const ids =
        asked.company === undefined ? await companyIds(database.read) : [await oneCompany(database, asked.company)];
      let count = 0;
      for (const id of ids) count += await tell(database, id, ids.length > 1, print);
      print(count === 0 ? 'Nothing is stuck.' : `${count} stuck.`);
      return count === 0 ? 0 : 1;
    });
  },
};

/** Documents asked for at a time. */
const PAGE = 100;

/** Tells of one company, and how many. */
async function tell(
  database: OpenedDatabase,
  tenant: string,
  isNamed: boolean,
  print: (line: string) => void,
): Promise<number> {
  // The command line speaks English, and tells times where the company is.
  const reader = { locale: 'en', timeZone: await companyTimeZone(database.read, tenant) };
  let count = 0;
  for await (const page of pagesOf(storeOf(database).radar(tenant))) {
    if (isNamed && count === 0 && page.items.length > 0) print(`${tenant}:`);
    for (const line of stuckLines(page, reader)) print(line);
    count += page.items.length;
  }
  return count;
}

async function* pagesOf(radar: Radar): AsyncGenerator<Page<StuckDocument>> {
  for (let after: string | undefined, isMore = true; isMore; ) {
    const page = await radar.stuck(PAGE, after);
    yield page;
    after = page.next;
    isMore = after !== undefined;
  }
}

/** As administrators read it in chat, with what they would type there in place of the buttons. */
function stuckLines(page: Page<StuckDocument>, reader: Reader): readonly string[] {
  const { parts } = stuckPage({ at: 'stuck' }, page, new Set(), wordsFor(reader.locale));
  return page.items.flatMap((document, at) => {
    const part = parts[at];
    if (part?.kind !== 'entry') return [];
    return [part.text, ...part.about]
      .map((line, row) => `${row === 0 ? '' : '  '}${plain(line, reader)}`)
      .concat(typed(document));
  });
}

function typed({ number, cause }: StuckDocument): readonly string[] {
  return number !== null && 'stepId' in cause ? [`  In Slack: /approval-admin reassign ${number}`] : [];
}

/** Undefined where it cannot be understood. */
function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { company: { type: 'string' } } }).values;
  } catch {
    return undefined;
  }
}
