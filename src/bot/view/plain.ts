import { epochMs, type Instant } from '../../engine/instant.js';
import { harmlessLine, isolate } from './isolate.js';
import type { Rich } from './text.js';

/** Who reads: their language, and the zone that times are told in where the platform does not know it. */
export interface Reader {
  readonly locale: string;
  readonly timeZone: string;
}

/** One line without any markup. */
export function plain(text: Rich, reader: Reader): string {
  return text
    .map((inline) => {
      if (inline.kind === 'instant') return instantText(inline.at, reader);
      return inline.kind === 'data' ? isolate(harmlessLine(inline.text)) : inline.text;
    })
    .join('');
}

/** The zone is said, because a bare time in another zone is worse than none. */
export function instantText(at: Instant, reader: Reader): string {
  const { moment, zone } = formatsFor(reader);
  const zoneName = zone.formatToParts(epochMs(at)).find((part) => part.type === 'timeZoneName');
  const text = moment.format(epochMs(at));
  return zoneName === undefined ? text : `${text} ${zoneName.value}`;
}

interface Formats {
  readonly moment: Intl.DateTimeFormat;
  readonly zone: Intl.DateTimeFormat;
}

/** Making a format costs a hundred times what using it does. Bounded by the locales and zones there are. */
const formats = new Map<string, Formats>();

function formatsFor({ locale, timeZone }: Reader): Formats {
  const key = `${locale} ${timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = {
    moment: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
    zone: new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }),
  };
  formats.set(key, made);
  return made;
}
