import type { Company } from '../../engine/company/company.js';
import { type WrittenCompany, writtenCompany } from '../../engine/company/written-company.js';
import { yamlText } from './yaml-text.js';

export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}

/** What stands above each part, for whoever edits it. */
const COMMENTS: Readonly<Record<keyof WrittenCompany, string>> = {
  company: `A company as it was in the database of Countersign. After an edit:

  countersign apply DIR --dry-run     prints what would change
  countersign apply DIR               changes it, all of it or nothing

Ids and keys are for ever, names may change. What is left out of these files goes out of use: people become inactive,
types and templates are offered no more, and nothing that documents speak of is deleted.`,
  units:
    'The tree of units. A step that asks a role looks in the unit of whoever asks, then in the one above, and so on.',
  people: `Who works here. Roles that everybody has are not repeated for each.
A role is held for the whole company, or as { role: a-key, unit: an-id } for one unit and those below it.`,
  roles:
    'Roles besides the built-in ones (staff, manager, finance, admin, auditor), and built-in ones that were changed.',
  groups: 'People who are asked together under one name.',
  calendars: "When people work: time runs for a step during these hours only. Times are the calendar's own zone's.",
  types: 'What people can ask for, with its form. A change makes a new version; documents under way keep theirs.',
  templates: `Who must agree. Stages come one after the other; the steps of a stage are asked at the same time.
Of the templates of a type the one of the highest priority counts whose "when" holds.`,
  policies: 'What is checked when somebody submits, the highest priority first.',
  tests: 'Sentences that must stay true. They are tried before anything is changed; one that fails stops it.',
};

/** The YAML files that say what the company is; `apply` of them changes nothing. Parts without entries have no file. */
export function exportFiles(company: Company): readonly ExportedFile[] {
  const written = writtenCompany(company);
  return exportedParts
    .filter((part) => !isEmpty(written[part]))
    .map((part) => ({ name: fileName(part), text: yamlText(part, written[part], COMMENTS[part]) }));
}

export const exportedParts = Object.keys(COMMENTS) as readonly (keyof WrittenCompany)[];

export function fileName(part: keyof WrittenCompany): string {
  return `${part}.yaml`;
}

function isEmpty(written: unknown): boolean {
  return Array.isArray(written) && written.length === 0;
}
