import { stringify } from 'csv-stringify/sync';
import type { TrailEntry } from '../../../engine/ports/admin-reading.js';

export type ExportFormat = 'csv' | 'json';

/** By which spreadsheets know that a file is in UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';
const columns = ['at', 'entity', 'seq', 'action', 'actor_id', 'actor_name', 'document', 'metadata', 'payload', 'hash'];

/** A file that is written part by part: its beginning, the entries of one page after another, and its end. */
export interface ExportWriter {
  readonly begin: string;
  entries(page: readonly TrailEntry[], isFirst: boolean): string;
  readonly end: string;
}

/** Names of columns and properties are for programs, and the same in every language. */
export const exportWriters: Readonly<Record<ExportFormat, ExportWriter>> = {
  /** No cell can be taken for a formula by a spreadsheet. */
  csv: { begin: `${BYTE_ORDER_MARK}${csv([columns])}`, entries: (page) => csv(page.map(cellsOf)), end: '' },
  json: {
    begin: '[',
    entries: (page, isFirst) =>
      page.map((entry, index) => `${isFirst && index === 0 ? '' : ','}\n${JSON.stringify(recordOf(entry))}`).join(''),
    end: '\n]\n',
  },
};

function csv(rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify([...rows], { record_delimiter: 'windows', quoted_string: true });
}

function cellsOf(entry: TrailEntry) {
  const { metadata, payload, ...others } = recordOf(entry);
  const { hash, ...before } = others;
  return [...Object.values(before), JSON.stringify(metadata), JSON.stringify(payload), hash].map(neutralised);
}

function recordOf(entry: TrailEntry) {
  return {
    at: entry.at,
    entity: entry.entity,
    seq: entry.seq,
    action: entry.action,
    actor_id: entry.actorId,
    actor_name: entry.actorName,
    document: entry.documentNumber,
    metadata: entry.metadata,
    payload: entry.payload ?? null,
    hash: entry.hash,
  };
}

/** What spreadsheets take for the beginning of a formula, also behind blanks and in its wide forms. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** A quote before it makes it text for every spreadsheet. */
function neutralised(cell: string | number | null): string | number | null {
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell;
}
