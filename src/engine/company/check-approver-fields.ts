import { fieldNames, fieldsOfType, stepsOfType } from './check-steps.js';
import type { Finding } from './finding.js';
import { suggestion } from './nearest.js';
import { type Place, selectTexts, textOf } from './select.js';

/** `field: a-name` asks the person who was picked there, so the form must have such a field for people. */
export function checkApproverFields(data: unknown): readonly Finding[] {
  return selectTexts(data, 'types.*.key').flatMap(({ value: type }) => {
    const fields = fieldsOfType(data, type) ?? [];
    return stepsOfType(data, type)
      .flatMap(approverFields)
      .flatMap((place) => checkField(place, fields));
  });
}

type Named = Place & { readonly value: string };

function approverFields(step: Place): readonly Named[] {
  return ['who.field', 'who.*.field'].flatMap((pattern) =>
    selectTexts(step.value, pattern).map(({ path, value }) => ({ path: [...step.path, ...path], value })),
  );
}

function checkField({ path, value }: Named, fields: readonly unknown[]): readonly Finding[] {
  const field = fields.find((one) => textOf(one, 'name') === value);
  const kind = textOf(field, 'type');
  if (kind === 'user' || kind === 'users' || (field !== undefined && kind === undefined)) return [];
  const people = fieldNames(fields.filter((one) => ['user', 'users'].includes(textOf(one, 'type') ?? '')));
  const known = people.length > 0 ? ` (${people.join(', ')})` : ', which the form does not have yet';
  if (field !== undefined) {
    return [
      { path, message: `field "${value}" is of type ${kind} and names nobody; take one of type user or users${known}` },
    ];
  }
  const way = suggestion(value, people) || `; name one of type user or users${known}`;
  return [{ path, message: `the form has no field "${value}"${way}` }];
}
