const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `1 day 3 hours`: how long something took by the clock, in the two largest units; a minute at least. */
export function durationText(ms: number, locale: string): string {
  const finestMs = ms < dayMs ? minuteMs : hourMs;
  const wholeMs = Math.max(minuteMs, Math.round(ms / finestMs) * finestMs);
  const parts = [
    { unit: 'day', count: Math.floor(wholeMs / dayMs) },
    { unit: 'hour', count: Math.floor((wholeMs % dayMs) / hourMs) },
    { unit: 'minute', count: Math.floor((wholeMs % hourMs) / minuteMs) },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ unit, count }) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count))
    .join(' ');
}
