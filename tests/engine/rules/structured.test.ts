import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition, Rule, StructuredRule } from '../../../src/engine/rules/rule.js';
import { ask, no, problemsWith, yes } from './support/ask.js';
import { toldRules, toldValues } from './support/random-structured.js';

const amount: Condition = { path: 'amount', operator: '>', value: { amount: '5000.00', currency: 'USD' } };

describe('the structured form', () => {
  test('means what the same rule as text means, and what it says', () => {
    fc.assert(
      fc.property(toldRules, toldValues, ({ rule, text, holds }, values) => {
        const answer = { ok: true, value: holds(values) };
        expect(ask(rule, values)).toEqual(answer);
        expect(ask(text, values)).toEqual(answer);
      }),
      { numRuns: 500 },
    );
  });

  test.each<[Rule, object]>([
    [{ all: [{ path: 'urgent', operator: '==', value: true }] }, yes],
    [{ any: [{ path: 'category', operator: '!=', value: 'travel' }] }, no],
    [{ all: [{ path: 'today', operator: '<', value: '2026-02-01' }] }, yes],
    [{ all: [{ path: 'arrival', operator: '<=', value: '08:00' }] }, yes],
    [{ all: [{ path: 'begin', operator: '>=', value: '2026-01-31T09:30:00+01:00' }] }, yes],
    [{ all: [{ path: 'period.to', operator: '==', value: '2026-02-10' }] }, yes],
    [{ all: [{ path: 'requester.manager', operator: '==', value: 'bo' }] }, yes],
    [{ all: [{ path: 'ratio', operator: '==', value: 0.3 }] }, yes],
    [
      {
        all: [
          { path: 'cost.currency', operator: '==', value: 'EUR' },
          { path: 'cost', operator: '>', value: { amount: '500.00', currency: 'EUR' } },
        ],
      },
      yes,
    ],
  ])('%j', (rule, answer) => {
    expect(ask(rule)).toEqual(answer);
  });

  test.each<[Rule, string]>([
    [{ all: [{ path: 'amunt', operator: '>', value: 1 }] }, '"amunt" is no field of this form; did you mean "amount"?'],
    [{ all: [{ path: 'requester.unt', operator: '==', value: '' }] }, 'did you mean "requester.unit"?'],
    [{ all: [{ path: 'period.form', operator: '==', value: '' }] }, 'did you mean "period.from"?'],
    [{ all: [{ path: 'amount.currency.x', operator: '==', value: '' }] }, 'no field of this form'],
    [{ all: [{ path: 'amount > paid || amount', operator: '==', value: '' }] }, 'no field of this form'],
    [{ all: [{ path: 'amount', operator: '>', value: 5000 }] }, 'money("5000", "USD")'],
    [
      { all: [{ path: 'amount', operator: '>', value: { amount: '1', currency: 'EUR' } }] },
      'no conversion is declared',
    ],
    [{ all: [{ path: 'amount', operator: '>', value: { amount: 'x', currency: 'USD' } }] }, '"x" is no amount of USD'],
    [{ all: [{ path: 'category', operator: '==', value: 'travle' }] }, 'did you mean "travel"?'],
    [{ all: [{ path: 'start', operator: '<', value: 'soon' }] }, 'date("soon") does not exist'],
    [{ all: [{ path: 'note', operator: '==', value: 'x' }] }, 'has(form.note) && …'],
    [{ all: [{ path: 'tags', operator: '==', value: 'hotel' }] }, 'write the rule as text: "value" in tags'],
    [{ all: [{ path: 'quantity', operator: '>', value: 1e21 }] }, 'too large'],
    [{ all: [{ path: 'quantity', operator: '=' as '==', value: 1 }] }, '"=" is no operator; write one of < > <='],
    [{ all: [] }, '"all" lists no conditions'],
    [{ any: [{ all: [] }] }, '"all" lists no conditions'],
    [{ all: [amount], any: [amount] } as unknown as Rule, 'stand beside each other'],
    [{ all: Array.from({ length: 51 }, () => amount) }, 'more than 50 conditions'],
    [deep(9), 'more than 8 deep'],
    [deep(100_000), 'more than 8 deep'],
    [wide(8), 'more than 50 conditions'],
  ])('%# is refused when it is saved', (rule, said) => {
    expect(problemsWith(rule)).toEqual([expect.stringContaining(said)]);
  });

  test('text in it stays text, whatever it looks like', () => {
    const value = '" || true || "\\';
    expect(ask({ all: [{ path: 'title', operator: '==', value }] })).toEqual(no);
    expect(ask({ all: [{ path: 'title', operator: '==', value }] }, { title: value })).toEqual(yes);
  });
});

/** Groups within each other. */
function deep(levels: number): StructuredRule {
  let rule: StructuredRule = { all: [amount] };
  for (let level = 1; level < levels; level++) rule = { any: [rule] };
  return rule;
}

/** The same list ten times in each list of ten, as an alias in YAML lets one write. */
function wide(levels: number): StructuredRule {
  let rule: StructuredRule = { all: [amount] };
  for (let level = 1; level < levels; level++) rule = { any: Array.from({ length: 10 }, () => rule) };
  return rule;
}
