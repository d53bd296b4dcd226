import { progressBitsMax } from '../progress.js';
import type { Finding } from './finding.js';
import { type Place, select, selectTexts, textOf } from './select.js';

/** A document holds so many steps, those that policies add included. */
export function checkStepCount(data: unknown): readonly Finding[] {
  return select(data, 'templates.*').flatMap((template) => {
    const own = stepsIn(template).length;
    const more = own > progressBitsMax ? 0 : addedTo(data, template);
    if (own + more <= progressBitsMax) return [];
    const count = more === 0 ? `${own} steps` : `${own} steps and policies may add ${more}`;
    return [
      { path: [...template.path, 'stages'], message: `the template has ${count}; a document holds ${progressBitsMax}` },
    ];
  });
}

function stepsIn(template: Place): readonly Place[] {
  return select(template.value, 'stages.*.steps.*');
}

/** A policy's step that the template asks in the same way is asked once. */
function addedTo(data: unknown, template: Place): number {
  const own = stepsIn(template).map(askedIn);
  const added = policiesOf(data, textOf(template.value, 'type')).flatMap(addedSteps).map(askedIn);
  return new Set(added.filter((step) => !own.includes(step))).size;
}

function askedIn({ value }: Place): string {
  const of = (name: string) => select(value, name).map((place) => place.value);
  return JSON.stringify(['key', 'who', 'approve_when', 'reject_when'].map(of));
}

function policiesOf(data: unknown, type: string | undefined): readonly Place[] {
  return select(data, 'policies.*').filter((policy) => textOf(policy.value, 'type') === type);
}

/** Steps of policies, wherever they stand in one. */
export function addedSteps(policy: Place): readonly Place[] {
  return ['amount_threshold.step', 'custom.step'].flatMap((pattern) =>
    select(policy.value, pattern).map(({ path, value }) => ({ path: [...policy.path, ...path], value })),
  );
}

/** All steps that a document of a type could have, from templates and policies. */
export function stepsOfType(data: unknown, type: string): readonly Place[] {
  const templates = select(data, 'templates.*').filter((template) => textOf(template.value, 'type') === type);
  const own = templates.flatMap((template) =>
    stepsIn(template).map(({ path, value }) => ({ path: [...template.path, ...path], value })),
  );
  return [...own, ...policiesOf(data, type).flatMap(addedSteps)];
}

/** The fields of a type's form, as written; undefined where there is no such type. */
export function fieldsOfType(data: unknown, type: string): readonly unknown[] | undefined {
  const found = select(data, 'types.*').find((one) => textOf(one.value, 'key') === type);
  return found && select(found.value, 'form.*').map((field) => field.value);
}

export function fieldNames(fields: readonly unknown[]): readonly string[] {
  return fields.flatMap((field) => selectTexts(field, 'name').map((name) => name.value));
}
