import type { Instant } from '../instant.js';
import type { EngineSettings } from '../settings.js';
import { type CompanyDirectory, directoryOf } from './company-directory.js';
import type { Finding } from './finding.js';
import type { PolicyTest } from './policy-test.js';
import type { Places } from './read-company.js';
import { fillRequest, simulate } from './simulation.js';
import type { StoredCompany } from './stored-company.js';
import { disappointments } from './test-outcome.js';

/** Asks what the company's own tests say of it. Each that fails is a finding with what was expected and what came. */
export function runTests(
  company: StoredCompany,
  places: Places,
  now: Instant,
  settings: EngineSettings,
): readonly Finding[] {
  if (company.tests.length === 0) return [];
  const directory = directoryOf(company);
  return company.tests.flatMap((test) =>
    disappointments(test.expect, outcomeOf(company, directory, test, now, settings)).map(({ path, message }) => ({
      path: [...(places.get(`tests/${test.name}`) ?? ['tests']), ...path],
      message: `test "${test.name}": ${message}`,
    })),
  );
}

/** At noon UTC of its day, which is that day in nearly every zone where people work. */
function outcomeOf(
  company: StoredCompany,
  directory: CompanyDirectory,
  test: PolicyTest,
  now: Instant,
  settings: EngineSettings,
) {
  const at = test.on === null ? now : `${test.on}T12:00:00.000Z`;
  const filled = fillRequest(company, directory, test, at, settings);
  return 'code' in filled ? filled : simulate(company, directory, filled, at, settings);
}
