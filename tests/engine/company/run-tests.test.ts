import { describe, expect, test } from 'vitest';
import { companyAfter } from '../../../src/engine/company/company-after.js';
import { planApply } from '../../../src/engine/company/plan-apply.js';
import { readCompany } from '../../../src/engine/company/read-company.js';
import { runTests } from '../../../src/engine/company/run-tests.js';
import { select } from '../../../src/engine/company/select.js';
import { noCompany } from '../../../src/engine/company/stored-company.js';
import { defaultSettings } from '../../../src/engine/settings.js';
import { type Edit, set } from './acme.js';
import { workshop } from './workshop.js';

const now = '2026-03-02T09:00:00.000Z';

/** `tests.0.expect.route: test "…": …`, of the workshop after an edit; `authorId` wrote all of it in chat. */
function failures(edit: Edit, authorId: string | null = null): readonly string[] {
  const reading = readCompany({ ...workshop(edit) });
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  const company = companyAfter(noCompany, planApply(noCompany, reading.company, authorId));
  return runTests(company, reading.places, now, defaultSettings).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
}

/** The workshop with this test alone. */
function expecting(expect: object, more: object = {}): Edit {
  const purchase = { type: 'purchase', person: 'cy', values: { item: 'Loom', amount: '6000 EUR' } };
  return (raw) => {
    raw.tests = [{ name: 'it', ...purchase, ...more, expect }];
  };
}

const leave = (values: object, more: object = {}) => ({ type: 'leave', on: '2026-03-02', values, ...more });
const came =
  'it goes to manager (bo) and board (ana, bo), then director (ana, bo), then finance (bo); something is said by threshold';

describe('the company’s own tests', () => {
  test('that hold say nothing', () => {
    expect(failures(() => undefined)).toEqual([]);
  });

  test.each<[string, object, string]>([
    [
      'another route',
      { route: [['manager', 'board'], 'finance'] },
      `route: test "it": expected board and manager, then finance; ${came}`,
    ],
    ['the steps of a stage one after the other', { route: ['manager', 'board', 'director', 'finance'] }, 'route: '],
    ['somebody else asked', { route: [['manager', 'board'], { director: 'bo' }, 'finance'] }, 'route: '],
    ['more people asked', { route: [{ board: ['ana', 'bo', 'cy'], manager: null }, 'director', 'finance'] }, 'route: '],
    ['a step that is not there', { steps: ['board', 'head'] }, `steps: test "it": expected head in the route; ${came}`],
    ['a step that is there', { not_steps: ['board'] }, `not_steps: test "it": expected no board in the route; ${came}`],
    [
      'a policy that says nothing',
      { findings: ['quota'] },
      `findings: test "it": expected quota to say something; ${came}`,
    ],
    ['a rejection', { rejected_by: 'threshold' }, `rejected_by: test "it": expected threshold to reject it; ${came}`],
    ['a form that is refused', { invalid: ['item'] }, `invalid: test "it": expected the form to refuse item; ${came}`],
  ])('that expect %s fail and say what came instead', (_name, expected, message) => {
    const [failure, ...others] = failures(expecting(expected));
    expect(failure?.slice('tests.0.expect.'.length)).toContain(message);
    expect(others).toEqual([]);
  });

  test.each<[string, object, object]>([
    ['the whole route, whatever the order in a stage', { route: [['board', 'manager'], 'director', 'finance'] }, {}],
    ['some steps, and none of others', { steps: ['director'], not_steps: ['head'] }, {}],
    ['a policy that speaks', { findings: ['threshold'] }, {}],
    ['a rejection', { rejected_by: 'quota' }, leave({ what: 'Sea', period: '2026-07-06..2026-07-10', why: 'x' })],
    ['a rejection on its day', { rejected_by: 'dates' }, leave({ what: 'Sea', period: '2026-03-04..2026-03-04' })],
    [
      'no rejection on another day',
      { steps: ['manager'] },
      leave({ what: 'Sea', period: '2026-03-04..2026-03-04' }, { on: '2026-03-01' }),
    ],
    ['exactly the fields that the form refuses', { invalid: ['what', 'period'] }, leave({})],
  ])('may expect %s', (_name, expected, more) => {
    expect(failures(expecting(expected, more))).toEqual([]);
  });

  test('that expect a route fail where a policy rejects, the form refuses, or nobody may ask', () => {
    const route = { steps: ['manager'] };
    const rejected = leave({ what: 'Sea', period: '2026-07-06..2026-07-10', why: 'x' });
    expect(failures(expecting(route, rejected))).toEqual([
      'tests.0.expect: test "it": expected the request not to be rejected; it is rejected by quota',
      'tests.0.expect.steps: test "it": expected manager in the route; it is rejected by quota',
    ]);
    expect(failures(expecting(route, leave({ what: 'Sea' })))).toEqual([
      'tests.0.expect: test "it": expected the request to be taken; the form refuses period (required)',
    ]);
    const inactive: Edit = (raw) => {
      expecting(route)(raw);
      set(raw.people[2], { status: 'inactive' });
    };
    expect(failures(inactive)).toEqual([
      'tests.0.expect: test "it": expected the request to be taken; the person is inactive',
    ]);
  });

  test('fill in what a fresh form shows', () => {
    const edit: Edit = (raw) => {
      set(select(raw, 'types.*.form.*')[0]?.value, { default: 'Lamp' });
      raw.tests = [
        { name: 'it', type: 'purchase', person: 'cy', values: { amount: '5 EUR' }, expect: { steps: ['head'] } },
      ];
    };
    expect(failures(edit)).toEqual([]);
  });

  test('name some of many people, and how many more there are', () => {
    const edit: Edit = (raw) => {
      expecting({ steps: ['head'] })(raw);
      const people = Array.from({ length: 90 }, (_, at) => {
        return { id: `p${at}`, name: 'P', email: `p${at}@example.com`, unit: 'shop', roles: ['director'] };
      });
      raw.people.push(...people);
    };
    expect(failures(edit)[0]).toContain('director (ana, p0, p1, p10, p11, p12 and 85 more)');
  });

  test('ask nobody who wrote the route in chat, as no real request would', () => {
    const edit = expecting({ route: [['manager', { board: ['ana', 'bo'] }], 'director', 'finance'] });
    expect(failures(edit)).toEqual([]);
    expect(failures(edit, 'ana')[0]).toContain('board (bo)');
  });
});
