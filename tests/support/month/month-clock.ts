const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock on somebody's wall shows. */
export function localTimeOf(ms: number, zone: string): { readonly hour: number; readonly weekday: string } {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: '2-digit', hourCycle: 'h23', weekday: 'short' });
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return { hour: Number(parts.get('hour')), weekday: parts.get('weekday') ?? '' };
}
