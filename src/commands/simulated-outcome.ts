import { storeOf } from '../compose.js';
import { companyAfter } from '../engine/company/company-after.js';
import { directoryOf } from '../engine/company/company-directory.js';
import { planApply } from '../engine/company/plan-apply.js';
import { type FilledRequest, fillRequest, type SimulatedRequest, simulate } from '../engine/company/simulation.js';
import { noCompany, type StoredCompany } from '../engine/company/stored-company.js';
import { previewRoute } from '../engine/handle.js';
import type { Instant } from '../engine/instant.js';
import type { SubmissionPlan } from '../engine/plan-submission.js';
import type { Refusal } from '../engine/refusal.js';
import type { EngineSettings } from '../engine/settings.js';
import { loadCompany } from '../store/company/load-company.js';
import { mistakeText } from '../store/company/mistake.js';
import { readFolder } from '../store/company/read-folder.js';
import type { OpenedDatabase } from '../store/open-database.js';
import { oneCompany } from './one-company.js';
import { refusalLines } from './simulation-text.js';

export interface Simulated extends FilledRequest {
  readonly ok: true;
  readonly company: StoredCompany;
  readonly plan: SubmissionPlan;
}

export type Outcome = Simulated | { readonly ok: false; readonly lines: readonly string[] };

/** On what the files say, as if nobody had asked for anything yet. */
export async function simulateFolder(
  folder: string,
  request: SimulatedRequest,
  at: Instant,
  settings: EngineSettings,
): Promise<Outcome> {
  const reading = await readFolder(folder);
  if (!reading.ok) return { ok: false, lines: reading.mistakes.map(mistakeText) };
  const company = companyAfter(noCompany, planApply(noCompany, reading.company));
  const directory = directoryOf(company);
  const filled = fillRequest(company, directory, request, at, settings);
  if ('code' in filled) return refused(company, request, filled);
  const plan = simulate(company, directory, filled, at, settings);
  return 'code' in plan ? refused(company, request, plan) : { ok: true, company, ...filled, plan };
}

/** On the database, with everything that was asked for and decided there. */
export async function simulateStored(
  database: OpenedDatabase,
  companyId: string | undefined,
  request: SimulatedRequest,
  at: Instant,
  settings: EngineSettings,
): Promise<Outcome> {
  const id = await oneCompany(database, companyId);
  const company = await loadCompany(database.read, id);
  const filled = fillRequest(company, directoryOf(company), request, at, settings);
  if ('code' in filled) return refused(company, request, filled);
  const content = { documentId: 'simulation', values: filled.values };
  const store = storeOf(database).documents(id);
  const plan = await previewRoute(store, request.type, request.person, content, at, (text) => text, settings);
  return 'code' in plan ? refused(company, request, plan) : { ok: true, company, ...filled, plan };
}

function refused(company: StoredCompany, request: SimulatedRequest, refusal: Refusal): Outcome {
  return { ok: false, lines: refusalLines(company, request, refusal) };
}
