import type { Delegation } from '../../engine/delegation/delegation.js';
import type { NoticeBody } from '../../engine/notice.js';
import { newestTypes } from '../documents/definitions.js';
import { knownPerson } from '../identities/find-people.js';
import { tellPeople } from '../notices/tell-people.js';
import type { NoticeTiming, NoticeWriting } from '../notices/write-notices.js';

type What = Extract<NoticeBody, { readonly kind: 'delegation' }>['what'];

/** Tells both people what became of a delegation. What nobody clicked for waits until each wants to hear of us. */
export async function tellBoth(writing: NoticeWriting, delegation: Delegation, what: What): Promise<void> {
  const { trx, tenant, now } = writing;
  const [from, to] = [
    await knownPerson(trx, tenant, delegation.fromId),
    await knownPerson(trx, tenant, delegation.toId),
  ];
  const typeNames = await namesOf(writing, delegation.types);
  for (const reader of ['from', 'to'] as const) {
    const body: NoticeBody = { kind: 'delegation', what, delegation, from, to, typeNames, reader, at: now };
    const readerId = reader === 'from' ? from.id : to.id;
    await tellPeople(writing, `delegation/${delegation.id}`, body, [readerId], timingOf(what));
  }
}

function timingOf(what: What): NoticeTiming {
  switch (what) {
    case 'given':
    case 'revoked':
      return { notBefore: 'now' };
    case 'began':
    case 'ended':
      return { notBefore: 'humane' };
  }
}

async function namesOf(
  { trx, tenant }: NoticeWriting,
  types: readonly string[] | null,
): Promise<readonly string[] | null> {
  if (types === null) return null;
  const names = new Map((await newestTypes(trx, tenant)).map(({ key, name }) => [key, name]));
  return types.map((key) => names.get(key) ?? key);
}
