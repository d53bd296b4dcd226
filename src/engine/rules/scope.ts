import type { FormField } from '../form/field-types.js';
import { type CelType, fieldMeanings } from './cel-type.js';

/** What a rule can speak of besides the requester and today: the fields of one form. */
export interface RuleScope {
  readonly fields: readonly ScopeField[];
}

export interface ScopeField {
  readonly name: string;
  readonly type: CelType;
  /** May be without a value, also because it is hidden, so that a rule must ask `has(form.name)` before reading it. */
  readonly guarded: boolean;
  /** Of a money field; empty for others. */
  readonly currencies: readonly string[];
  /** What a select offers; absent for others. */
  readonly options?: readonly string[];
}

const scopes = new WeakMap<readonly FormField[], RuleScope>();

/** The same form gives the same scope as long as its list of fields is kept. */
export function scopeOf(fields: readonly FormField[]): RuleScope {
  const known = scopes.get(fields);
  if (known !== undefined) return known;
  const scope = { fields: fields.map(scopeField) };
  scopes.set(fields, scope);
  return scope;
}

const identities = new WeakMap<RuleScope, string>();

/** The same text for scopes that are alike, however often their form was loaded. */
export function identityOf(scope: RuleScope): string {
  const known = identities.get(scope);
  if (known !== undefined) return known;
  const identity = JSON.stringify(scope.fields);
  identities.set(scope, identity);
  return identity;
}

function scopeField(field: FormField): ScopeField {
  const { type, absent } = fieldMeanings[field.type];
  const options = optionsOf(field);
  return {
    name: field.name,
    type,
    guarded: absent === 'error' && mayBeAbsent(field),
    currencies: 'currencies' in field ? field.currencies : [],
    ...(options && { options }),
  };
}

/** A computed field has a value wherever it is shown; a required one as well. */
function mayBeAbsent(field: FormField): boolean {
  const { visible_when: condition, computed }: { visible_when?: unknown; computed?: unknown } = field;
  return condition !== undefined || (computed === undefined && !field.required);
}

function optionsOf(field: FormField): readonly string[] | undefined {
  return 'options' in field ? field.options.map(({ value }) => value) : undefined;
}
