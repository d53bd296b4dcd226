import type { ExpressionBuilder, Kysely } from 'kysely';
import type { ApprovalDocument, Reason, Step } from '../../engine/document.js';
import { type Dossier, isStuck, type NamedPerson } from '../../engine/dossier.js';
import type { FormField } from '../../engine/form/field.js';
import type { FieldValue } from '../../engine/form/field-type.js';
import type { FormValues } from '../../engine/form/values.js';
import { holdsRoleFor } from '../../engine/organisation.js';
import { grantedBy, type Permission } from '../../engine/permission.js';
import type { Database } from '../database.js';
import { loadPerson } from '../documents/actor.js';
import { newestType, typeVersion } from '../documents/definitions.js';
import { documentEntity } from '../documents/document-entity.js';
import { isCausedByClock, loadDocument, loadFormerSteps } from '../documents/load-document.js';
import { loadOrganisation } from '../documents/organisation.js';
import { permissionsIn } from '../documents/permissions.js';
import { type Params, statement } from '../statement.js';
import type { Tables, UserRow } from '../tables.js';

/** One row per role the person holds; a person without roles has one row without permissions. */
const findName = statement((db: Kysely<Tables>, p: Params<{ tenant: string; id: string }>) =>
  db
    .selectFrom('users as u')
    .leftJoin('role_assignments as held', (join) =>
      join.onRef('held.tenant_id', '=', 'u.tenant_id').onRef('held.user_id', '=', 'u.id'),
    )
    .leftJoin('roles as r', (join) =>
      join.onRef('r.tenant_id', '=', 'held.tenant_id').onRef('r.key', '=', 'held.role_key'),
    )
    .select(['u.id', 'u.name', 'u.status', 'r.permissions', 'held.unit_id as role_unit'])
    .select((eb) => eb.exists(accountsOf(eb)).as('is_reachable'))
    .where('u.tenant_id', '=', p.tenant)
    .where('u.id', '=', p.id),
);

function accountsOf(eb: ExpressionBuilder<Tables & { u: UserRow }, 'u'>) {
  return eb
    .selectFrom('chat_identities as c')
    .select('c.chat_user')
    .whereRef('c.tenant_id', '=', 'u.tenant_id')
    .whereRef('c.user_id', '=', 'u.id');
}

const findRoleHolders = statement((db: Kysely<Tables>, p: Params<{ tenant: string }>) =>
  db
    .selectFrom('role_assignments as held')
    .innerJoin('roles as r', (join) =>
      join.onRef('r.tenant_id', '=', 'held.tenant_id').onRef('r.key', '=', 'held.role_key'),
    )
    .innerJoin('users as u', (join) =>
      join.onRef('u.tenant_id', '=', 'held.tenant_id').onRef('u.id', '=', 'held.user_id'),
    )
    .select(['u.id', 'r.permissions', 'held.unit_id'])
    .where('held.tenant_id', '=', p.tenant)
    .where('u.status', '=', 'active'),
);

/** What the document held at each revision: the first was made by its creation, each later one by an edit. */
const findContents = statement((db: Kysely<Tables>, p: Params<{ tenant: string; entity: string }>) =>
  db
    .selectFrom('audit_logs as l')
    .leftJoin('audit_payloads as p', (join) =>
      join.onRef('p.tenant_id', '=', 'l.tenant_id').onRef('p.entity', '=', 'l.entity').onRef('p.seq', '=', 'l.seq'),
    )
    .select('p.body')
    .where('l.tenant_id', '=', p.tenant)
    .where('l.entity', '=', p.entity)
    .where((eb) => eb.or([eb('l.action', '=', 'document-created'), eb('l.action', '=', 'document-edited')]))
    .orderBy('l.seq'),
);

/** All of it from one snapshot, so that a card never mixes two moments. */
export function loadDossier(database: Database, tenant: string, documentId: string): Promise<Dossier | undefined> {
  return database.read.transaction().execute(async (snapshot) => {
    const document = await loadDocument(snapshot, tenant, documentId);
    if (document === undefined) return undefined;
    const type = await typeVersion(snapshot, tenant, { key: document.typeKey, version: document.typeVersion });
    const formerSteps = await loadFormerSteps(snapshot, tenant, document);
    const formerData = await loadFormerData(snapshot, tenant, document, formerSteps);
    const people = await loadPeople(snapshot, tenant, [
      ...mentionedBy(document, formerSteps),
      ...pickedIn(type.form, document.data),
      ...pickedIn(type.form, formerData ?? {}),
    ]);
    const needsHelp = document.steps.some((step) => isStuck(step, { people }));
    return {
      document,
      type,
      formerSteps,
      ...(formerData && { formerData }),
      people,
      unblockers: needsHelp ? await loadUnblockers(snapshot, tenant) : [],
      completers: isApproved(document) ? await loadCompleters(snapshot, tenant, document) : [],
      byClock: await isCausedByClock(snapshot, tenant, document.id),
    };
  });
}

export async function loadPeople(
  db: Kysely<Tables>,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NamedPerson>> {
  const people = new Map<string, NamedPerson>();
  for (const id of new Set(ids)) {
    const rows = await findName.all(db, { tenant, id });
    const [row] = rows;
    if (row !== undefined) people.set(id, { ...namedPerson(row), mayAct: rows.some(grantsActing) });
  }
  return people;
}

function namedPerson({ id, name, status, is_reachable }: Pick<UserRow, 'id' | 'name' | 'status'> & Reach) {
  return { id, name, active: status === 'active', reachable: Boolean(is_reachable) };
}

function grantsActing(held: { readonly permissions: string | null; readonly role_unit: string | null }): boolean {
  return grantedBy(permissionsIn(held.permissions), held.role_unit || null).includes('approval.act');
}

/** A truth value is 0 or 1 to SQLite. */
interface Reach {
  readonly is_reachable: unknown;
}

/** The revision that the votes of the latest earlier round were about, out of the trail; nothing once it was erased. */
async function loadFormerData(
  db: Kysely<Tables>,
  tenant: string,
  { id, round }: ApprovalDocument,
  formerSteps: readonly Step[],
): Promise<FormValues | undefined> {
  const votes = formerSteps.filter((step) => step.round === round - 1).flatMap(({ approvers }) => approvers);
  const revision = votes.find(({ vote }) => vote !== null)?.vote?.dataRevision;
  if (revision === undefined) return undefined;
  const contents = await findContents.all(db, { tenant, entity: documentEntity(id) });
  const payload: { event?: { data?: FormValues } } = JSON.parse(contents[revision - 1]?.body ?? '{}');
  return payload.event?.data;
}

/** Whoever has or had a part in it, for themselves or for another, and everyone that a reason names. */
function mentionedBy(document: ApprovalDocument, formerSteps: readonly Step[]): readonly string[] {
  const steps = [...formerSteps, ...document.steps];
  const asked = steps.flatMap((step) => [...step.approvers, ...step.replaced]);
  return [
    document.submitterId,
    ...(document.completedBy === null ? [] : [document.completedBy]),
    ...document.authorIds,
    ...asked.flatMap(({ personId, putBy }) => (putBy === null ? [personId] : [personId, putBy])),
    ...asked.flatMap(({ reasons }) => reasons.flatMap(namedBy)),
    ...steps.flatMap(actingFor),
    ...steps.flatMap(({ questions }) => questions.map(({ askedBy }) => askedBy)),
  ];
}

function actingFor({ approvers, deputies, formerDeputies }: Step): readonly string[] {
  const voters = approvers.flatMap(({ vote }) => (vote?.by === undefined ? [] : [vote.by]));
  return [...voters, ...[...deputies, ...formerDeputies].flatMap(({ personId, forId }) => [personId, forId])];
}

function namedBy(reason: Reason): readonly string[] {
  switch (reason.kind) {
    case 'stand-in':
      return reason.for === null ? [] : [reason.for];
    case 'reassigned':
      return reason.from === null ? [reason.by] : [reason.by, reason.from];
    default:
      return [];
  }
}

/** Those whom the submitter chose in fields for people. */
function pickedIn(form: readonly FormField[], data: FormValues): readonly string[] {
  const fields = form.filter(({ type }) => type === 'user' || type === 'users');
  return fields.flatMap(({ name }) => personIdsIn(data[name]));
}

function personIdsIn(value: FieldValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/**
 * Those who can put somebody on a step of any document. Where there are none, those who may hear of it, and then those
 * who look after people, are the next best.
 */
async function loadUnblockers(db: Kysely<Tables>, tenant: string): Promise<readonly string[]> {
  const readers = new Set(await loadHolders(db, tenant, 'document.read_all'));
  const reassigners = await loadHolders(db, tenant, 'approval.reassign');
  const able = reassigners.filter((id) => readers.has(id));
  if (able.length > 0) return able;
  const unblockers = await loadHolders(db, tenant, 'approval.unblock');
  return unblockers.length > 0 ? unblockers : loadHolders(db, tenant, 'config.people');
}

function isApproved({ status }: ApprovalDocument): boolean {
  return status === 'approved' || status === 'completed';
}

/** Who holds the role that the newest version of the type names, for the submitter's part of the company. */
async function loadCompleters(
  db: Kysely<Tables>,
  tenant: string,
  { typeKey, submitterId }: ApprovalDocument,
): Promise<readonly string[]> {
  const completion = (await newestType(db, tenant, typeKey))?.completion;
  const submitter = completion?.kind === 'role' ? await loadPerson(db, tenant, submitterId) : undefined;
  if (completion?.kind !== 'role' || submitter === undefined) return [];
  const needs = { people: [], roles: [completion.role], groups: [] };
  const organisation = await loadOrganisation(db, tenant, submitter, needs);
  const active = [...organisation.people.values()].filter((person) => person.active).map(({ id }) => id);
  return active.filter((id) => holdsRoleFor(organisation, id, completion.role, submitter)).sort();
}

async function loadHolders(db: Kysely<Tables>, tenant: string, permission: Permission): Promise<readonly string[]> {
  const rows = await findRoleHolders.all(db, { tenant });
  const holders = rows.filter((row) =>
    grantedBy(permissionsIn(row.permissions), row.unit_id || null).includes(permission),
  );
  return [...new Set(holders.map((row) => row.id))].sort();
}
