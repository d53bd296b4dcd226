import { describe, expect, test } from 'vitest';
import { type ExportFormat, exportWriters } from '../../../../src/bot/view/admin/trail-export.js';
import type { TrailEntry } from '../../../../src/engine/ports/admin-reading.js';

const entry = (changes: Partial<TrailEntry> = {}): TrailEntry => ({
  entity: 'person/bo',
  seq: 1,
  at: '2026-03-02T09:00:00.000Z',
  action: 'person-saved',
  actorId: 'noor',
  actorName: 'Noor',
  documentNumber: null,
  metadata: { platform: 'slack' },
  payload: { after: { name: 'Bo' } },
  hash: 'a'.repeat(64),
  ...changes,
});

function exportText(entries: readonly TrailEntry[], format: ExportFormat): string {
  const { begin, entries: write, end } = exportWriters[format];
  return [begin, write(entries.slice(0, 1), true), write(entries.slice(1), false), end].join('');
}

describe('an export of the trail', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n-1', '＝1', '＋1', '－1', '＠1'])(
    'as CSV makes text of a cell that begins like a formula: %j',
    (name) => {
      expect(exportText([entry({ actorName: name })], 'csv')).toContain(`"'${name}"`);
    },
  );

  test('as CSV leaves other texts as they are, with quotes inside doubled', () => {
    expect(exportText([entry({ actorName: 'O"Neil, A=B' })], 'csv')).toContain('"O""Neil, A=B"');
  });

  test('as CSV begins with the mark by which spreadsheets know UTF-8, and names its columns', () => {
    expect(exportText([], 'csv')).toBe(
      '\ufeff"at","entity","seq","action","actor_id","actor_name","document","metadata","payload","hash"\r\n',
    );
  });

  test('as JSON comes back as it was, what was erased as null', () => {
    const [first, second] = JSON.parse(exportText([entry(), entry({ payload: undefined, seq: 2 })], 'json'));
    expect(first).toMatchObject({ entity: 'person/bo', actor_name: 'Noor', payload: { after: { name: 'Bo' } } });
    expect(second).toMatchObject({ seq: 2, payload: null });
  });
});
