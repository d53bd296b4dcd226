import type { ChatIdentity, CompanyPerson } from './company.js';
import { personChanges } from './person-changes.js';
import type { Change } from './plan-apply.js';

/** A change of how somebody is known in chat. */
export interface IdentityEdit {
  readonly personId: string;
  readonly linked: readonly ChatIdentity[];
  readonly unlinked: readonly ChatIdentity[];
  /** Null where it stayed. */
  readonly email: { readonly before: string; readonly after: string } | null;
  /** Those they had and those they have. */
  readonly accounts: readonly ChatIdentity[];
}

/** Of everybody whose chat account or e-mail address is another one afterwards; an address of somebody new is none. */
export function identityEdits(people: readonly Change<CompanyPerson>[]): readonly IdentityEdit[] {
  return people.flatMap((change): readonly IdentityEdit[] => {
    const { linked, unlinked } = personChanges(change);
    const email = addressChange(change);
    if (linked.length + unlinked.length === 0 && email === null) return [];
    const { id: personId } = change.after ?? change.before;
    const accounts = [...(change.before?.identities ?? []), ...linked];
    return [{ personId, linked, unlinked, email, accounts }];
  });
}

function addressChange({ kind, before, after }: Change<CompanyPerson>): IdentityEdit['email'] {
  if (kind !== 'changed' || before.email === after.email) return null;
  return { before: before.email, after: after.email };
}
