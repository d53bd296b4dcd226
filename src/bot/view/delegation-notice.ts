import { endOf } from '../../engine/delegation/delegation.js';
import { formatAmount } from '../../engine/money.js';
import { type BodyOf, type NoticeView, told } from './notice-view.js';
import { shortNames } from './people.js';
import type { Words } from './words.js';

/** To one of the two people of a delegation, about the other. */
export function delegationView(body: BodyOf<'delegation'>, locale: string, { notices }: Words): NoticeView {
  const { what, delegation, from, to, typeNames, reader } = body;
  const name = reader === 'from' ? to.name : from.name;
  const lead = notices.delegation[what][reader]({ name, startsAt: delegation.startsAt, endsAt: endOf(delegation) });
  if (what === 'ended' || what === 'revoked') return told([lead]);
  const cap = delegation.cap === null ? null : formatAmount(delegation.cap, locale);
  const types = typeNames === null ? null : shortNames(typeNames);
  return told([lead, notices.delegationScope(types, cap), notices.delegationWhatNow[reader](name)]);
}
