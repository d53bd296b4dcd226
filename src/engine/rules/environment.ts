import type { Environment } from '@marcbachmann/cel-js';
import { language } from './language.js';
import { RuleForm } from './rule-values.js';
import type { RuleScope } from './scope.js';

/** In capitals, as no field can be called. */
export const CALENDAR_NAME = 'CALENDAR';

/** The name of a field in lowered rules: no name of CEL, of a function or of a macro's variable can look like this. */
export function readName(field: string): string {
  return `$${field}`;
}

/** Everything that a rule about this form can use. Some 30 kB and 0.1 ms: worth keeping. */
export function environmentOf({ fields }: RuleScope): Environment {
  const environment = language().clone();
  const properties = fields.flatMap(({ name, type }) => [
    [name, type],
    [readName(name), type],
  ]);
  environment
    .registerType('Form', { ctor: RuleForm, fields: Object.fromEntries(properties) })
    .registerVariable('form', 'Form')
    .registerVariable('requester', 'Requester')
    .registerVariable('today', 'Date')
    .registerVariable(CALENDAR_NAME, 'Calendar');
  for (const { name, type } of fields) environment.registerVariable(readName(name), type);
  return environment;
}
