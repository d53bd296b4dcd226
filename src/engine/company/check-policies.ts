import { policyProblems } from '../policy/check-policy.js';
import type { TypeContent } from './company.js';
import type { Finding } from './finding.js';
import { checkKinds, policyShape } from './policy-shape.js';
import { select } from './select.js';

/** What policies ask of the form of their type: fields that it has, of kinds that can be checked. */
export function checkPolicies(data: unknown, types: readonly TypeContent[]): readonly Finding[] {
  const forms = new Map(types.map((type) => [type.key, type.form]));
  return select(data, 'policies.*').flatMap(({ path, value }) => {
    const read = policyShape.safeParse(value);
    const form = read.success ? forms.get(read.data.type) : undefined;
    if (!read.success || form === undefined) return [];
    return policyProblems(read.data, form).map((message) => ({ path: [...path, ...placeOf(message, value)], message }));
  });
}

const PROPERTY = /^"([a-z_]+)"/;

/** A sentence begins with the property it is about; where the file has it, that is where to look. */
function placeOf(message: string, policy: unknown): readonly string[] {
  const [, property = ''] = PROPERTY.exec(message) ?? [];
  const kind = checkKinds.find((one) => select(policy, one).length > 0);
  if (kind === undefined) return [];
  return select(policy, `${kind}.${property}`).length > 0 ? [kind, property] : [kind];
}
