import type { WeeklyReport } from '../../engine/notice.js';
import { durationText } from './duration.js';
import type { NoticePart, NoticeView } from './notice-view.js';
import type { Rich } from './text.js';
import type { Words } from './words.js';

/** Lines of each of its lists. */
export const reportLinesMax = 10;

/** The week in numbers, then where it took longest and who is waited for. */
export function reportView(report: WeeklyReport, locale: string, { notices }: Words): NoticeView {
  const { scope, from, until, submitted, decided, waiting, overdue, medianMs } = report;
  const words = notices.report;
  const slowest = report.slowest.map((one) =>
    words.slowest(one.typeName, one.step, durationText(one.medianMs, locale), one.count),
  );
  const awaited = report.awaited.map((one) => words.awaited(one.name, one.count, one.overdue));
  return {
    lines: [
      words.lead[scope],
      words.moved(submitted, decided),
      words.open(waiting, overdue),
      medianMs === null ? words.noneDecided : words.median(durationText(medianMs, locale)),
    ],
    parts: [
      ...listed(words.slowestTitle, slowest),
      ...listed(words.awaitedTitle, awaited),
      { kind: 'line', text: words.week(from, until) },
    ],
    actions: [],
  };
}

function listed(title: string, texts: readonly Rich[]): readonly NoticePart[] {
  if (texts.length === 0) return [];
  return [
    { kind: 'title', text: title },
    ...texts.slice(0, reportLinesMax).map((text): NoticePart => ({ kind: 'bullet', text })),
  ];
}
