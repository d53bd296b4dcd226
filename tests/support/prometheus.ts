import parse, { type Family } from 'parse-prometheus-text-format';

/** What a scrape says, by the names of its metrics, as a parser of the format understands it. */
export function metricsIn(text: string): ReadonlyMap<string, Family> {
  return new Map(parse(text).map((family) => [family.name, family]));
}

/** The sum of a metric's values over the series with these labels; for a histogram, how many it counted. */
export function valueIn(
  metrics: ReadonlyMap<string, Family>,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  const family = metrics.get(name);
  if (family === undefined) throw new Error(`the scrape has no ${name}`);
  const wanted = Object.entries(labels);
  const series = family.metrics.filter((one) => wanted.every(([key, value]) => one.labels?.[key] === value));
  return series.reduce((sum, { value, count }) => sum + Number(value ?? count), 0);
}
