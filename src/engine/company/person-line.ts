import { grantText } from './assemble.js';
import type { ChatIdentity, CompanyPerson } from './company.js';
import { personChanges } from './person-changes.js';
import type { Change } from './plan-apply.js';
import { writtenChanges } from './written-changes.js';

/** As the files call them. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['timeZone', 'time_zone'],
  ['unitId', 'unit'],
  ['managerId', 'manager'],
]);

/** What changed about a person in one line: who they are, what they hold, and as whom they are known in chat. */
export function personLine(change: Change<CompanyPerson>): string {
  if (change.kind === 'removed') return `- person ${change.before.id}`;
  const { properties, granted, revoked, linked, unlinked } = personChanges(change);
  const parts = [
    ...revoked.map((grant) => `no longer ${grantText(grant)}`),
    ...granted.map(grantText),
    ...unlinked.map((identity) => `no longer ${identityText(identity)}`),
    ...linked.map(identityText),
  ];
  const { id, name, active } = change.after;
  if (change.kind === 'added')
    return `+ person ${id} (${[name, ...(active ? [] : ['inactive']), ...parts].join(', ')})`;
  const leaves = change.before.active && !active;
  const texts = properties
    .filter((property) => property.name !== 'active')
    .flatMap((property) =>
      writtenChanges(property.before, property.after, [WORDS.get(property.name) ?? property.name]),
    );
  const status = active === change.before.active ? [] : [active ? 'active again' : 'now inactive'];
  return `${leaves ? '-' : '~'} person ${id}: ${[...status, ...texts, ...parts].join(', ')}`;
}

function identityText({ platform, chatUser }: ChatIdentity): string {
  return `${platform} ${chatUser}`;
}
