import type { DocumentType, Template } from '../../../src/engine/definition.js';
import { formSchema } from '../../../src/engine/form/field.js';
import { smallCompany, type TestCompany } from '../../support/company.js';
import { optionsOf } from './form.js';

/** Choices that make fields appear, days that are counted, a person to be picked, and a list to be searched. */
const leave: DocumentType = {
  key: 'leave',
  version: 1,
  name: 'Leave',
  prefix: 'LV',
  titleField: 'kind',
  visibleToManagers: false,
  form: formSchema.parse([
    {
      name: 'kind',
      type: 'select',
      label: 'Kind',
      required: true,
      options: [
        { value: 'holiday', label: 'Holiday' },
        { value: 'special', label: 'Special leave' },
      ],
    },
    { name: 'away', type: 'date_range', label: 'Away', required: true, min: 'today' },
    { name: 'days', type: 'integer', label: 'Working days', computed: 'business_days(away.from, away.to)', max: 30 },
    { name: 'reason', type: 'text', label: 'Reason', required: true, visible_when: 'kind == "special"' },
    { name: 'stand_in', type: 'user', label: 'Stand-in', required: true },
    { name: 'city', type: 'select', label: 'Where to', options: optionsOf(150) },
  ]),
};

/** Pages, files, and a page that only a large amount needs. */
const expense: DocumentType = {
  key: 'expense',
  version: 1,
  name: 'Expense',
  prefix: 'EX',
  titleField: 'purpose',
  visibleToManagers: false,
  attachments: { required: true, max: 3 },
  form: formSchema.parse([
    { name: 'purpose', type: 'text', label: 'Purpose', required: true },
    { name: 'amount', type: 'money', label: 'Amount', required: true, currencies: ['USD'] },
    { name: 'guest', type: 'user', label: 'With whom' },
    {
      name: 'why',
      type: 'long_text',
      label: 'Why so much',
      required: true,
      visible_when: 'amount > money("500.00", "USD")',
    },
    { name: 'receipts', type: 'file', label: 'Receipts', max: 2, accept: ['pdf', 'png'], starts_page: true },
    { name: 'note', type: 'text', label: 'Note', default: 'None' },
  ]),
};

function templateFor(type: string): Template {
  const rule = { approveWhen: 'any', rejectWhen: 'any' } as const;
  const stages = [{ steps: [{ key: 'manager', name: 'Manager', who: [{ kind: 'manager' } as const], rule }] }];
  return { key: `${type}-route`, version: 1, name: `${type} route`, type, priority: 0, stages };
}

export function formsCompany(): TestCompany {
  const small = smallCompany();
  return {
    ...small,
    people: small.people.map((person) => (person.id === 'hal' ? { ...person, inactive: true } : person)),
    types: [...small.types, leave, expense],
    templates: [...small.templates, templateFor('leave'), templateFor('expense')],
  };
}
