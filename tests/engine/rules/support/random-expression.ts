import fc from 'fast-check';

const MACRO = 'receipts.exists(r, r.bytes / (r.bytes - 4000) > quantity)';

/** Expressions about the example form by the type that they have; all of them can be compiled. */
export interface Expressions {
  readonly bool: string;
  readonly int: string;
  readonly number: string;
  readonly money: string;
  readonly date: string;
  readonly string: string;
  readonly list: string;
}

export const expressions = fc.letrec<Expressions>((of: fc.LetrecTypedTie<Expressions>) => {
  const choice = (leaves: readonly string[], ...grown: fc.Arbitrary<string>[]) =>
    fc.oneof({ maxDepth: 4, depthIdentifier: 'expression' }, fc.constantFrom(...leaves), ...grown);
  const filled = (template: string, ...parts: (keyof Expressions)[]) =>
    fc.tuple(...parts.map((part) => of(part))).map((texts) => fill(template, texts));
  const either = (part: keyof Expressions) => filled('(# ? # : #)', 'bool', part, part);
  const compared = (part: keyof Expressions) =>
    fc.constantFrom('==', '!=', '<', '>', '<=', '>=').chain((symbol) => filled(`(# ${symbol} #)`, part, part));

  return {
    bool: choice(
      ['true', 'urgent', 'has(form.note)', '(amount.currency == "USD")', 'tags.all(t, t != title)', MACRO],
      filled('(# && #)', 'bool', 'bool'),
      filled('(# || #)', 'bool', 'bool'),
      filled('!#', 'bool'),
      either('bool'),
      ...(['int', 'number', 'money', 'date', 'string'] as const).map(compared),
      filled('(# < #)', 'int', 'number'),
      filled('(# in #)', 'string', 'list'),
      filled('#.contains(#)', 'string', 'string'),
    ),
    int: choice(
      ['0', '2', '9223372036854775807', 'quantity', 'size(tags)', 'days(start, period.to)'],
      filled('(# + #)', 'int', 'int'),
      filled('(# * #)', 'int', 'int'),
      filled('(# / #)', 'int', 'int'),
      filled('(# % #)', 'int', 'int'),
      filled('business_days(#, #)', 'date', 'date'),
      filled('size(#)', 'list'),
      either('int'),
    ),
    number: choice(
      ['0.1', 'ratio', '1e38', '0.0'],
      filled('(# + #)', 'number', 'int'),
      filled('(# * #)', 'number', 'number'),
      filled('(# / #)', 'int', 'number'),
      filled('round(#, 2)', 'number'),
      filled('-#', 'number'),
      either('number'),
    ),
    money: choice(
      ['amount', 'form.paid', 'money("1.50", "USD")'],
      filled('(# + #)', 'money', 'money'),
      filled('(# - #)', 'money', 'money'),
      filled('(# * #)', 'money', 'int'),
      either('money'),
    ),
    date: choice(
      ['today', 'start', 'period.from', 'date("9999-12-31")'],
      filled('(# + #)', 'date', 'int'),
      filled('(# - #)', 'date', 'int'),
      either('date'),
    ),
    string: choice(
      ['title', '"hotel"', 'requester.unit', 'amount.currency'],
      filled('(# + #)', 'string', 'string'),
      filled('string(#)', 'money'),
      filled('string(#)', 'date'),
      filled('string(#)', 'number'),
      filled('#.upperAscii()', 'string'),
      either('string'),
    ),
    list: choice(
      [
        'tags',
        'reviewers',
        'requester.units',
        '["a", "b"]',
        'tags.filter(t, t < title)',
        'reviewers.map(r, r + title)',
      ],
      filled('(# + #)', 'list', 'list'),
      filled('[#, #]', 'string', 'string'),
    ),
  };
});

function fill(template: string, parts: readonly string[]): string {
  const rest = [...parts];
  return template.replaceAll('#', () => rest.shift() ?? '');
}
