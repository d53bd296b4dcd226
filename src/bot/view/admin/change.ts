import type { UploadFinding, UploadOutcome } from '../../../engine/ports/configuration.js';
import { type Rich, wording } from '../text.js';
import type { Words } from '../words.js';
import { type AdminPage, type AdminPart, bullet, line, pageOfLines, section } from './page.js';
import type { AdminPlace } from './place.js';

/** What an uploaded file came to: its mistakes, why it is not allowed, or all that it would change. */
export interface ChangePage extends AdminPage {
  /** What confirming it confirms; absent where there is nothing to confirm. */
  readonly fingerprint?: string;
}

export function changePage(
  place: AdminPlace,
  fileName: string,
  outcome: UploadOutcome,
  { admin }: Words,
  notices: readonly Rich[] = [],
): ChangePage {
  const { upload, buttons } = admin;
  const page = (heading: string, lead: readonly Rich[], parts: readonly AdminPart[]): AdminPage => {
    const another = { name: 'another', label: buttons.another, place: { at: 'upload' as const } };
    const paged = pageOfLines(place, parts, buttons);
    return { place, heading, notices: [...notices, ...lead], parts: paged.parts, ways: [...paged.ways, another] };
  };
  switch (outcome.kind) {
    case 'mistakes':
      return page(
        upload.mistakesTitle,
        [upload.mistakes(outcome.mistakes.length, fileName)],
        findingParts(outcome.mistakes, admin),
      );
    case 'refused':
      return page(
        upload.refusedTitle,
        [upload.refused(outcome.refusals.length)],
        findingParts(outcome.refusals, admin),
      );
    case 'no-difference':
      return page(upload.changesTitle, [upload.noDifference], []);
    case 'planned': {
      const parts = [
        ...outcome.lines.map(differencePart),
        ...section(upload.warningsTitle, findingParts(outcome.warnings, admin)),
      ];
      const lead = upload.changes(changesIn(outcome.lines), fileName);
      return { ...page(upload.changesTitle, [lead], parts), fingerprint: outcome.fingerprint };
    }
  }
}

/** How many entries change; lines that begin with blanks belong to the one before. */
export function changesIn(lines: readonly string[]): number {
  return lines.filter((text) => !text.startsWith(' ')).length;
}

function differencePart(text: string): AdminPart {
  const [, mark = '', said = text] = /^([+~-]) (.*)$/s.exec(text) ?? [];
  const data: Rich = [{ kind: 'data', text: said, strong: false }];
  return text.startsWith(' ') ? bullet(data) : line([...wording(mark === '' ? '' : `${mark} `), ...data]);
}

function findingParts(findings: readonly UploadFinding[], { upload }: Words['admin']): readonly AdminPart[] {
  return findings.map(({ line: at, message }) => bullet(upload.mistake(at, message)));
}
