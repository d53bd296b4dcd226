import { companyIds } from '../store/company/companies.js';
import type { OpenedDatabase } from '../store/open-database.js';
import { WrongDatabase } from './with-database.js';

/**
 * The company that is meant: the one that is named, or the only one there is.
 *
 * @throws WrongDatabase
 */
export async function oneCompany({ read }: OpenedDatabase, named: string | undefined): Promise<string> {
  const ids = await companyIds(read);
  const [only, ...others] = ids;
  if (only === undefined) throw new WrongDatabase('The database has no company yet: run countersign apply DIR first.');
  if (named === undefined && others.length > 0) {
    throw new WrongDatabase(`The database has several companies: add --company with one of ${ids.join(', ')}.`);
  }
  if (named !== undefined && !ids.includes(named)) {
    throw new WrongDatabase(`There is no company ${named} in the database, only ${ids.join(', ')}.`);
  }
  return named ?? only;
}
