import type { ChatIdentity } from '../../engine/company/company.js';
import type { IdentityEdit } from '../../engine/company/identity-edits.js';
import type { IdentityChange } from '../../engine/notice.js';
import { knownPerson } from '../identities/find-people.js';
import { addNotices, type NoticeTo, type NoticeWriting } from '../notices/write-notices.js';

/** As many as one message names; a longer one is read by nobody. */
const NAMED_MAX = 10;

/**
 * Owes a message to everybody whose chat account or address an upload changed, at the old account and the new one, and
 * to those who looked after identities before it. Call it when the people are written.
 */
export async function tellIdentities(
  writing: NoticeWriting,
  edits: readonly IdentityEdit[],
  authorId: string,
  confirmers: readonly NoticeTo[],
): Promise<void> {
  if (edits.length === 0) return;
  const { trx, tenant, requestId, now } = writing;
  const { name: by } = await knownPerson(trx, tenant, authorId);
  for (const edit of edits) {
    const { personId } = edit;
    const body = { kind: 'own-identity-changed', by, change: await changeOf(writing, edit), at: now } as const;
    const told = edit.accounts.map(({ platform, installation, chatUser }) => {
      return { platform, installation, chatUser, personId };
    });
    await addNotices(writing, `person/${personId}`, body, told);
  }
  for (const confirmer of confirmers) {
    const others = edits.filter(({ personId }) => personId !== confirmer.personId);
    if (others.length === 0) continue;
    const changes: IdentityChange[] = [];
    for (const edit of others.slice(0, NAMED_MAX)) changes.push(await changeOf(writing, edit));
    const body = { kind: 'identities-changed', by, changes, more: others.length - changes.length, at: now } as const;
    await addNotices(writing, `upload/${requestId}`, body, [confirmer]);
  }
}

async function changeOf({ trx, tenant }: NoticeWriting, edit: IdentityEdit): Promise<IdentityChange> {
  const { personId, linked, unlinked, email } = edit;
  const person = await knownPerson(trx, tenant, personId);
  return { person, linked: linked.map(chatUserOf), unlinked: unlinked.map(chatUserOf), email };
}

function chatUserOf({ chatUser }: ChatIdentity): string {
  return chatUser;
}
