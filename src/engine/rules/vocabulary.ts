/** A function of the language, and how to write it. The list decides: what is not here cannot be called. */
export const functions: Readonly<Record<string, string>> = {
  has: 'has(form.field)',
  size: 'size(text or list)',
  string: 'string(value)',
  money: 'money("5000.00", "USD")',
  date: 'date("2026-01-31")',
  time: 'time("09:30")',
  datetime: 'datetime("2026-01-31T09:30:00+02:00")',
  days: 'days(from, to)',
  business_days: 'business_days(from, to)',
  round: 'round(number, 2)',
};

/** What can be called with a point, likewise. `matches` is not here: a pattern can be made to run for seconds. */
export const methods: Readonly<Record<string, string>> = {
  contains: 'text.contains("part")',
  startsWith: 'text.startsWith("begin")',
  endsWith: 'text.endsWith("end")',
  lowerAscii: 'text.lowerAscii()',
  upperAscii: 'text.upperAscii()',
  trim: 'text.trim()',
  size: 'text.size()',
  all: 'list.all(entry, condition)',
  exists: 'list.exists(entry, condition)',
  exists_one: 'list.exists_one(entry, condition)',
  filter: 'list.filter(entry, condition)',
  map: 'list.map(entry, value)',
};
