/** Whose eyes a date is for. */
export interface Reader {
  readonly tz: string;
  readonly locale: string;
}

/** Draws Slack's `<!date^…>` pattern in the reader's time zone and language. `now` decides what is "today". */
export function formatSlackDate(timestamp: number, pattern: string, reader: Reader, now: number): string {
  const at = new Date(timestamp * 1000);
  return pattern.replace(/\{(\w+)\}/g, (whole, token: string) => formatToken(token, at, reader, now) ?? whole);
}

function formatToken(token: string, at: Date, reader: Reader, now: number): string | undefined {
  switch (token) {
    case 'date_num':
      return isoDay(at, reader);
    case 'date':
      return format(at, reader, { month: 'long', day: 'numeric', year: 'numeric' });
    case 'date_short':
      return format(at, reader, { month: 'short', day: 'numeric', year: 'numeric' });
    case 'date_long':
      return format(at, reader, { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
    case 'date_pretty':
    case 'date_short_pretty':
    case 'date_long_pretty':
      return nearDay(at, reader, now) ?? formatToken(token.replace('_pretty', ''), at, reader, now);
    case 'time':
      return format(at, reader, { hour: 'numeric', minute: '2-digit' });
    case 'time_secs':
      return format(at, reader, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
    case 'ago':
      return ago(at, reader, now);
    default:
      return undefined;
  }
}

export function format(at: Date, reader: Reader, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(reader.locale, { ...parts, timeZone: reader.tz }).format(at);
}

export function isoDay(at: Date, reader: Reader): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: reader.tz,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);
}

/** Yesterday, today or tomorrow, in the reader's language; undefined for other days. */
export function nearDay(at: Date, reader: Reader, now: number): string | undefined {
  const days = Math.round((Date.parse(isoDay(at, reader)) - Date.parse(isoDay(new Date(now), reader))) / 86_400_000);
  if (Math.abs(days) > 1) return undefined;
  return new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' }).format(days, 'day');
}

function ago(at: Date, reader: Reader, now: number): string {
  const minutes = Math.round((at.getTime() - now) / 60_000);
  const words = new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return words.format(minutes, 'minute');
  if (Math.abs(minutes) < 24 * 60) return words.format(Math.round(minutes / 60), 'hour');
  return words.format(Math.round(minutes / (24 * 60)), 'day');
}
