import { expect, test } from 'vitest';
import { formSchema } from '../../../src/engine/form/field.js';

const urgent = { name: 'urgent', type: 'boolean', label: 'Urgent', required: true };
const count = { name: 'count', type: 'integer', label: 'Count', required: true };
const note = { name: 'note', type: 'text', label: 'Note' };

test.each<[string, object[], string]>([
  [
    'a name that no field has',
    [count, { ...note, visible_when: 'cuont > 1' }],
    '1.visible_when: field "note", "visible_when": "cuont" is no field of this form; did you mean "count"?',
  ],
  [
    'a formula of another type than its field',
    [urgent, { ...count, required: false, computed: 'urgent ? "a" : "b"' }],
    '1.computed: field "count", "computed": the rule must give a whole number, and it gives a text; change it, or the type of the field',
  ],
  [
    'a value that may be empty',
    [note, { ...count, required: false, computed: 'note == "x" ? 1 : 2' }],
    '1.computed: field "count", "computed": "note" may have no value; ask first whether it has one: has(form.note) && …, or has(form.note) ? … : …',
  ],
  [
    'somebody, whose form would be another than everybody else’s',
    [{ ...note, visible_when: 'requester.unit == "it"' }],
    '0.visible_when: field "note", "visible_when": it speaks of requester; within a form only other fields can be asked',
  ],
  [
    'the day, on which the form would change by itself',
    [{ ...note, visible_when: { all: [{ path: 'today', operator: '>', value: '2026-01-01' }] } }],
    '0.visible_when: field "note", "visible_when": it speaks of today; within a form only other fields can be asked',
  ],
  [
    'itself',
    [{ ...count, required: false, computed: 'count + 1' }],
    '0.computed: field "count", "computed": it depends on itself: "count" asks for "count"; take one of them out',
  ],
  [
    'each other in a circle',
    [
      { ...urgent, visible_when: 'count > 1' },
      { ...count, required: false, computed: 'half * 2' },
      { ...count, name: 'half', required: false, computed: 'has(form.urgent) && urgent ? 1 : 2' },
    ],
    '0.visible_when: field "urgent", "visible_when": it depends on itself: "urgent" asks for "count" asks for "half" asks for "urgent"; take one of them out',
  ],
  [
    'what stands below and is not yet filled in',
    [{ ...note, visible_when: 'urgent' }, urgent],
    '0.visible_when: field "note", "visible_when": it asks for "urgent", which stands below; move "note" behind it',
  ],
])('a rule that speaks of %s is refused', (_what, fields, message) => {
  const result = formSchema.safeParse(fields);
  expect(result.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)).toEqual([message]);
});

test.each<[string, object[]]>([
  ['a word in a text that is no name', [note, { ...urgent, visible_when: 'has(form.note) && note == "today"' }]],
  [
    'a computed field below, if what that is made of stands above',
    [
      count,
      { ...note, visible_when: 'double > 2' },
      { ...count, name: 'double', required: false, computed: 'count * 2' },
    ],
  ],
  [
    'a structured rule',
    [urgent, { ...note, visible_when: { any: [{ path: 'urgent', operator: '==', value: true }] } }],
  ],
])('%s is allowed', (_what, fields) => {
  expect(formSchema.safeParse(fields).error?.issues).toBeUndefined();
});
