import type { ChatIdentity, Company, CompanyPerson } from './company.js';
import type { StoredCompany } from './stored-company.js';

/** Everybody who is to be there afterwards, also those whom the files leave out. */
export function wantedPeople(stored: StoredCompany, wanted: Company): readonly CompanyPerson[] {
  const identities = identitiesAfter(wanted);
  const known = new Map(stored.people.map((person) => [person.id, person]));
  const unlinked = new Set(wanted.unlinked);
  const named = wanted.people.map((person) => {
    if (person.identities.length > 0 || unlinked.has(person.id)) return person;
    return { ...person, identities: identities(known.get(person.id)) };
  });
  return [...named, ...leavers(stored, wanted, identities)];
}

type Identities = (person: CompanyPerson | undefined) => readonly ChatIdentity[];

/** What somebody keeps of the identities they have: those in the company's workspaces that the files give to nobody else. */
function identitiesAfter(wanted: Company): Identities {
  const workspaces = new Set(wanted.workspaces.map((one) => one.installation));
  const taken = new Set(wanted.people.flatMap((person) => person.identities.map(chatAddress)));
  return (person) =>
    (person?.identities ?? []).filter((one) => workspaces.has(one.installation) && !taken.has(chatAddress(one)));
}

/**
 * People whom the files leave out may do nothing any more. They keep who they were, so that their documents read as
 * before, and their chat identity, so that the bot can tell them why.
 */
function leavers(stored: StoredCompany, wanted: Company, identities: Identities): readonly CompanyPerson[] {
  const named = new Set(wanted.people.map((person) => person.id));
  const units = new Set(wanted.units.map((unit) => unit.id));
  return stored.people
    .filter((person) => !named.has(person.id))
    .map((person) => ({
      ...person,
      active: false,
      unitId: units.has(person.unitId ?? '') ? person.unitId : null,
      grants: [],
      identities: identities(person),
    }));
}

function chatAddress({ platform, installation, chatUser }: ChatIdentity): string {
  return `${platform}/${installation}/${chatUser}`;
}
