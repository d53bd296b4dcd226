import type { Calendars } from './calendar/calendar.js';
import { localDate } from './calendar/local-date.js';
import type { Command, DelegateStep, Reassign } from './command.js';
import type { DocumentType } from './definition.js';
import type { ApprovalDocument } from './document.js';
import { needsCalendars, needsType, rawIn, seenBy } from './fact-needs.js';
import type { Facts, Relation, SubmissionFacts } from './facts.js';
import type { FormContext } from './form/context.js';
import type { FormValues, RawValues } from './form/values.js';
import { formContext, peopleNamedIn } from './form-context.js';
import type { Instant } from './instant.js';
import { loadDelegations } from './load-delegations.js';
import { loadLadder } from './load-ladder.js';
import { isAsked } from './may-see.js';
import { type Actor, holdsRoleFor, type Person } from './organisation.js';
import { organisationNeeds } from './organisation-needs.js';
import type { PlanningFacts } from './plan-submission.js';
import { quotaNeeds } from './policy/quota-needs.js';
import type { FactReader } from './ports/document-store.js';
import type { Digest } from './route.js';
import type { EngineSettings } from './settings.js';

/** What a decision depends on that no store knows. */
export interface World {
  readonly now: Instant;
  readonly digest: Digest;
  readonly settings: EngineSettings;
}

/** What is, or would be, submitted: it need not be stored as it is. */
export interface Content {
  readonly documentId: string;
  readonly values: FormValues;
}

/** Loads what this command depends on and nothing else: most commands are votes, and a vote needs hardly anything. */
export async function loadFacts(
  reader: FactReader,
  command: Command,
  document: ApprovalDocument | undefined,
  actor: Actor | undefined,
  world: World,
): Promise<Facts> {
  const typeKey = command.kind === 'create' ? command.typeKey : document?.typeKey;
  const relation = document && actor ? await relationOf(reader, document, actor) : noRelation;
  const wantsType = typeKey !== undefined && needsType(command, document, relation);
  const type = wantsType ? await reader.documentType(typeKey) : undefined;
  const raw = type && rawIn(command, document, type);
  const calendars = raw || needsCalendars(command, document) ? await reader.calendars() : undefined;
  const isSubmit = command.kind === 'submit' && document && type && calendars && actor;
  return {
    actor,
    relation,
    changedSince: document ? await changesUnseen(reader, command, document) : [],
    type,
    form: type && raw && calendars && (await loadForm(reader, type, command.actorId, raw, calendars, world)),
    submission: isSubmit ? await loadSubmission(reader, document, type, actor, calendars, world) : undefined,
    calendars,
    newcomer: names(command) ? await reader.actor(command.toId) : undefined,
    ...(await loadDelegations(reader, command, document, world.now)),
    ladder: await loadLadder(reader, command, document),
    editedAt: command.kind === 'lapse' && document ? await reader.editedAt(document.id) : undefined,
    settings: world.settings,
    isSubmitterGone: command.kind === 'ask' && document ? !(await isActive(reader, document.submitterId)) : false,
    isCompleter:
      command.kind === 'complete' && document ? await completes(reader, document, type, command.actorId) : false,
  };
}

/** Whether it names somebody who is to act on a step. */
function names(command: Command): command is Reassign | DelegateStep {
  return command.kind === 'reassign' || command.kind === 'delegate-step';
}

async function isActive(reader: FactReader, personId: string): Promise<boolean> {
  return (await reader.person(personId))?.active === true;
}

const noRelation: Relation = { wasApprover: false, managesSubmitter: false };

/** Who is in the current round needs no further look; that is nearly every click. */
async function relationOf(reader: FactReader, document: ApprovalDocument, actor: Actor): Promise<Relation> {
  if (document.submitterId === actor.id || isAsked(document, actor.id)) return noRelation;
  return reader.relation(document, actor.id);
}

async function changesUnseen(reader: FactReader, command: Command, document: ApprovalDocument) {
  const seen = seenBy(command);
  if (seen === undefined || seen.dataRevision === document.dataRevision) return [];
  return reader.changedSince(document.id, seen.dataRevision);
}

/** What a form is checked against, with the standing of everybody who is named in it. */
export async function loadForm(
  reader: FactReader,
  type: DocumentType,
  requesterId: string,
  raw: RawValues,
  calendars: Calendars,
  { now, settings }: Pick<World, 'now' | 'settings'>,
): Promise<FormContext> {
  const people: Person[] = [];
  for (const id of peopleNamedIn(type.form, raw)) {
    const person = await reader.person(id);
    if (person !== undefined) people.push(person);
  }
  return formContext(type, requesterId, people, calendars, settings, now);
}

async function loadSubmission(
  reader: FactReader,
  document: ApprovalDocument,
  type: DocumentType,
  submitter: Actor,
  calendars: Calendars,
  world: World,
): Promise<SubmissionFacts> {
  const content = { documentId: document.id, values: document.data };
  const planning = await loadPlanning(reader, type, submitter, content, calendars, world);
  return { ...planning, nextNumber: await reader.nextNumber(type, world.now), digest: world.digest };
}

/** Everything that a route and the policies of this content depend on; what no policy asks about is not looked up. */
export async function loadPlanning(
  reader: FactReader,
  type: DocumentType,
  submitter: Actor,
  { documentId, values }: Content,
  calendars: Calendars,
  { now, settings }: World,
): Promise<PlanningFacts> {
  const [templates, policies] = [await reader.templates(type.key), await reader.policies(type.key)];
  const quotas = quotaNeeds(policies, values, localDate(now, calendars.timeZone));
  const needsOthers = policies.some(({ check }) => check.kind === 'time_based' && check.overlap === 'refused');
  return {
    type,
    submitter,
    templates,
    policies,
    organisation: await reader.organisation(submitter, organisationNeeds(templates, policies, values)),
    calendars,
    balances: quotas.policies.length > 0 ? await reader.balances(submitter.id, quotas.policies, quotas.years) : [],
    otherRequests: needsOthers ? await reader.otherRequests(submitter.id, type.key, documentId) : [],
    slaHours: settings.slaHours,
    reminderHours: settings.reminderHours,
  };
}

/** Whether somebody holds the completing role where the submitter sits, or above, or for everything. */
async function completes(
  reader: FactReader,
  { submitterId }: ApprovalDocument,
  type: DocumentType | undefined,
  personId: string,
): Promise<boolean> {
  const submitter = await reader.person(submitterId);
  if (type?.completion?.kind !== 'role' || submitter === undefined) return false;
  const { role } = type.completion;
  const organisation = await reader.organisation(submitter, { people: [], roles: [role], groups: [] });
  return holdsRoleFor(organisation, personId, role, submitter);
}
