import { checkApproverFields } from './check-approver-fields.js';
import { checkStepCount } from './check-steps.js';
import { type Finding, quote } from './finding.js';
import { suggestion } from './nearest.js';
import { checkKinds, oneCheckOnly } from './policy-shape.js';
import { type Place, select, textOf } from './select.js';

/** What types, templates and policies say that does not go together. */
export function checkDefinitions(data: unknown): readonly Finding[] {
  return [
    ...select(data, 'types.*').flatMap(checkTitleField),
    ...select(data, 'types.*').flatMap(checkAttachments),
    ...checkStepCount(data),
    ...checkApproverFields(data),
    ...select(data, 'policies.*').flatMap(checkOneCheck),
  ];
}

function checkTitleField({ path, value }: Place): readonly Finding[] {
  const written = textOf(value, 'title_field');
  const fields = select(value, 'form.*').map((field) => field.value);
  if (written === undefined || fields.length === 0) return [];

  const field = fields.find((one) => textOf(one, 'name') === written);
  const kind = textOf(field, 'type');
  if (kind === 'text' || (field !== undefined && kind === undefined)) return [];
  const why = field === undefined ? 'is no field of the form' : `is a field of type ${kind}`;
  const texts = fields.filter((one) => textOf(one, 'type') === 'text').flatMap((one) => textOf(one, 'name') ?? []);
  const way =
    suggestion(written, texts) || `; name a field of type text${texts.length > 0 ? ` (${texts.join(', ')})` : ''}`;
  return [{ path: [...path, 'title_field'], message: `"title_field" ${quote(written)} ${why}${way}` }];
}

function checkAttachments({ path, value }: Place): readonly Finding[] {
  const isRequired = select(value, 'attachments.required')[0]?.value === true;
  if (!isRequired || select(value, 'form.*').some((field) => textOf(field.value, 'type') === 'file')) return [];
  const message = 'a file is required, and the form has no field for one; add a field of type file';
  return [{ path: [...path, 'attachments', 'required'], message }];
}

function checkOneCheck({ path, value }: Place): readonly Finding[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return checkKinds.filter((kind) => kind in value).length === 1 ? [] : [{ path, message: oneCheckOnly }];
}
