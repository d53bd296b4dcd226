import { mustBeConfirmed } from '../first-contact.js';
import type { Actor } from '../organisation.js';
import type { Permission } from '../permission.js';
import type { CompanyPerson } from './company.js';
import { actorOf } from './company-directory.js';
import { personChanges } from './person-changes.js';
import type { Change, Difference } from './plan-apply.js';
import type { StoredCompany } from './stored-company.js';

/** What nobody may do by an upload, whatever they may do otherwise; `entry` as in `Places`. */
export interface Excess {
  readonly entry: string;
  readonly message: string;
}

type Uploader = Pick<Actor, 'id' | 'permissions'>;

/** Nobody hands out what they lack, be it by a role, by what a role allows, or by who speaks for whom in chat. */
export function excessOf(
  difference: Difference,
  before: StoredCompany,
  after: StoredCompany,
  uploader: Uploader,
): readonly Excess[] {
  const lacks = (permissions: Iterable<Permission>) => [...permissions].filter((one) => !uploader.permissions.has(one));
  const raised = difference.roles.flatMap((change) => {
    const added = (change.after?.permissions ?? []).filter((one) => !(change.before?.permissions ?? []).includes(one));
    return excess(`roles/${(change.after ?? change.before).key}`, lacks(added), 'the role would allow');
  });
  const had = new Map(before.people.map((person) => [person.id, permissionsOf(person, before)]));
  const gained = after.people.flatMap((person) => {
    const own = [...permissionsOf(person, after)].filter((one) => !had.get(person.id)?.has(one));
    return excess(`people/${person.id}`, lacks(own), `${person.name} would be allowed`);
  });
  const spoken = difference.people.flatMap((change) => {
    if (change.kind === 'removed' || !givesIdentity(change)) return [];
    const { id, name } = change.after;
    const own = lacks(permissionsOf(change.after, after));
    return excess(`people/${id}`, own, `whoever has this identity is taken for ${name} and is allowed`);
  });
  return [...raised, ...gained, ...spoken];
}

function excess(entry: string, lacking: readonly Permission[], who: string): readonly Excess[] {
  if (lacking.length === 0) return [];
  return [{ entry, message: `${who} ${lacking.join(', ')}, which you may not do yourself; ask somebody who may` }];
}

function permissionsOf(person: CompanyPerson, company: StoredCompany): ReadonlySet<Permission> {
  return person.active ? actorOf(person, company).permissions : new Set();
}

/**
 * Nobody says alone who speaks for somebody else, as long as another person looks after identities: it would be a way to
 * a second voice. Somebody new may have an address, by which they link themselves and others hear of it.
 */
export function identitiesOfOthers(
  difference: Difference,
  before: StoredCompany,
  uploaderId: string,
): readonly Excess[] {
  if (!confirmersOf(before).some((id) => id !== uploaderId)) return [];
  return difference.people.flatMap((change): readonly Excess[] => {
    if (change.kind === 'removed' || change.after.id === uploaderId) return [];
    const { linked } = personChanges(change);
    const movesAddress = change.kind === 'changed' && change.before.email !== change.after.email;
    if (linked.length === 0 && !movesAddress) return [];
    const { id, name } = change.after;
    const what = linked.length > 0 ? 'which chat account is theirs' : 'another e-mail address';
    const message = `it says ${what} for ${name}; leave it out: they link their account when they first write to the bot, or "countersign apply" on its machine says it`;
    return [{ entry: `people/${id}`, message }];
  });
}

/** As whoever confirms claims is found: holders of that permission, or of `config.people` where nobody holds it. */
function confirmersOf(company: StoredCompany): readonly string[] {
  const holders = (permission: Permission) =>
    company.people.filter((person) => permissionsOf(person, company).has(permission)).map(({ id }) => id);
  const confirming = holders('people.confirm_identity');
  return confirming.length > 0 ? confirming : holders('config.people');
}

/** By an account in chat, or by the address that an account is linked by when it first comes. */
function givesIdentity(change: Change<CompanyPerson>): boolean {
  const { linked, properties } = personChanges(change);
  return linked.length > 0 || properties.some((property) => property.name === 'email');
}

/** Who speaks for somebody whose power reaches others is confirmed by those who may confirm. */
export function identitiesToConfirm(difference: Difference, after: StoredCompany): readonly string[] {
  const marked = new Set(after.roles.filter((role) => role.confirmIdentity).map((role) => role.key));
  return difference.people.flatMap((change) => {
    if (change.kind === 'removed' || !givesIdentity(change)) return [];
    const { id, grants } = change.after;
    const holdsMarked = grants.some((grant) => marked.has(grant.role));
    return mustBeConfirmed(permissionsOf(change.after, after), holdsMarked) ? [`people/${id}`] : [];
  });
}
