import { endOf } from '../../engine/delegation/delegation.js';
import { formatAmount } from '../../engine/money.js';
import { daysOf } from './delegate.js';
import { type BodyOf, type NoticeView, told } from './notice-view.js';
import type { DelegationFact } from './notice-words.js';
import { shortNames } from './people.js';
import type { Reader } from './plain.js';
import type { Words } from './words.js';

/** To one of the two people of a delegation, about the other. */
export function delegationView(body: BodyOf<'delegation'>, reader: Reader, { notices, delegate }: Words): NoticeView {
  const { what, delegation, from, to, typeNames, reader: isTo } = body;
  const name = isTo === 'from' ? to.name : from.name;
  const fact: DelegationFact = { name, ...daysOf(delegation, reader), endsAt: endOf(delegation) };
  const lead = notices.delegation[what][isTo](fact);
  if (what === 'ended' || what === 'revoked') return told([lead]);
  const cap = delegation.cap === null ? null : formatAmount(delegation.cap, reader.locale);
  const scope = delegate.scope({ types: typeNames === null ? null : shortNames(typeNames), cap });
  return told([lead, scope, notices.delegationWhatNow[isTo](name)]);
}
