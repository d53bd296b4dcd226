import type { Permission } from '../../../../engine/permission.js';
import { mayUse, permissionsFor, type Subcommand } from '../../../view/admin/subcommand.js';
import type { Rich } from '../../../view/text.js';
import { refusalSentence, type Visit } from '../../visit.js';

/** What this person is allowed at this moment, whatever they were allowed when the page opened. */
export async function permissionsOf({ reading, person }: Visit): Promise<ReadonlySet<Permission>> {
  const actor = await reading.actor(person.personId);
  return actor?.active === true ? actor.permissions : new Set();
}

/** Why this person may not use it; undefined where they may. */
export async function refusedUse(visit: Visit, subcommand: Subcommand): Promise<Rich | undefined> {
  return mayUse(subcommand, await permissionsOf(visit)) ? undefined : lacking(visit, subcommand);
}

export function lacking(visit: Visit, subcommand: Subcommand): Rich {
  return refusalSentence(visit, { code: 'no-permission', permission: permissionsFor[subcommand][0] }, undefined);
}
