import type { DocumentType } from '../definition.js';
import { checkForm, type FormValues, initialRaw } from '../form/values.js';
import { formContext } from '../form-context.js';
import type { Instant } from '../instant.js';
import type { Actor } from '../organisation.js';
import { planSubmission, type SubmissionPlan } from '../plan-submission.js';
import type { Refusal } from '../refusal.js';
import type { EngineSettings } from '../settings.js';
import type { CompanyDirectory } from './company-directory.js';
import { isOffered, isWithdrawn, type StoredCompany } from './stored-company.js';
import { rawValues } from './written-values.js';

/** A request that nobody makes, to see what would become of it. */
export interface SimulatedRequest {
  readonly type: string;
  readonly person: string;
  /** As written; see `written-values.ts`. What is left out has the form's default. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What a simulated request is about, once its form is filled. */
export interface FilledRequest {
  readonly type: DocumentType;
  readonly submitter: Actor;
  readonly values: FormValues;
}

/** Fills the form as the person would. */
export function fillRequest(
  company: StoredCompany,
  directory: CompanyDirectory,
  request: SimulatedRequest,
  now: Instant,
  settings: EngineSettings,
): FilledRequest | Refusal {
  const type = company.types.find((one) => one.key === request.type && isOffered(one.key, company.templates));
  if (type === undefined) return { code: 'no-such-type', typeKey: request.type };
  const submitter = directory.actor(request.person);
  if (submitter === undefined) return { code: 'unknown-person' };
  if (!submitter.active) return { code: 'inactive-person' };
  if (!submitter.permissions.has('document.create')) return { code: 'no-permission', permission: 'document.create' };

  const context = formContext(type, submitter.id, company.people, directory.calendars, settings, now);
  const raw = { ...initialRaw(type.form, context), ...rawValues(type.form, request.values) };
  const checked = checkForm(type.form, raw, context);
  return checked.ok ? { type, submitter, values: checked.values } : { code: 'invalid-form', errors: checked.errors };
}

/**
 * What would become of a request, by the code that submits, on a company that need not be stored anywhere: nobody has
 * asked for anything before, and of quotas is used what the policies say.
 */
export function simulate(
  company: StoredCompany,
  directory: CompanyDirectory,
  { type, submitter, values }: FilledRequest,
  now: Instant,
  settings: EngineSettings,
): SubmissionPlan | Refusal {
  const concernsType = (one: { readonly type: string }) => one.type === type.key;
  const facts = {
    type,
    submitter,
    templates: company.templates.filter((one) => concernsType(one) && !isWithdrawn(one)),
    policies: company.policies.filter((one) => concernsType(one) && one.active),
    organisation: directory.organisation,
    calendars: directory.calendars,
    balances: [],
    otherRequests: [],
    slaHours: settings.slaHours,
    reminderHours: settings.reminderHours,
  };
  return planSubmission(facts, values, now);
}
