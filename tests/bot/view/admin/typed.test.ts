import { describe, expect, test } from 'vitest';
import { subcommands } from '../../../../src/bot/view/admin/subcommand.js';
import { readTyped } from '../../../../src/bot/view/admin/typed.js';

describe('what is typed behind /approval-admin', () => {
  test.each([
    ['', { kind: 'home' }],
    ['  HELP ', { kind: 'home' }],
    ['people', { kind: 'list', section: 'people', search: '' }],
    ['People  ana  silva', { kind: 'list', section: 'people', search: 'ana  silva' }],
    ['person ana', { kind: 'show', section: 'people', key: 'ana' }],
    ['policy Leave-Quota', { kind: 'show', section: 'policies', key: 'Leave-Quota' }],
    ['type', { kind: 'list', section: 'types', search: '' }],
    ['document PR 2026 1', { kind: 'act', subcommand: 'document', rest: 'PR 2026 1' }],
    ['upload', { kind: 'act', subcommand: 'upload', rest: '' }],
  ])('"%s" is understood', (typed, meant) => {
    expect(readTyped(typed, subcommands)).toEqual(meant);
  });

  test.each([
    ['templtae leave', 'template'],
    ['aduit', 'audit'],
    ['hlep', 'help'],
    ['constructor', undefined],
    ['toString', undefined],
  ])('"%s" is no word; %s is suggested', (typed, meant) => {
    expect(readTyped(typed, subcommands)).toMatchObject({ kind: 'unknown', meant });
  });

  test('what somebody may not use is not suggested to them', () => {
    expect(readTyped('aduit', ['templates'])).toMatchObject({ kind: 'unknown', meant: undefined });
  });

  test('an endless text is cut before anything is done with it', () => {
    const read = readTyped(`people ${'x'.repeat(10_000)}`, subcommands);
    expect(read).toMatchObject({ kind: 'list', search: 'x'.repeat(200) });
  });
});
