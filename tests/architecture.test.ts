import { describe, expect, test } from 'vitest';
import { impurities } from './architecture/purity-rule.js';
import { brokenRoomRules } from './architecture/room-rule.js';
import { misshapes } from './architecture/shape-rule.js';
import { sourcesIn } from './architecture/source.js';

const src = sourcesIn('src');
const migrations = sourcesIn('migrations');

describe('the house', () => {
  test('is read whole: every room has files in it', () => {
    const rooms = new Set(src.map(({ path }) => path.split('/')[1]));
    expect([...rooms]).toEqual(expect.arrayContaining(['engine', 'store', 'jobs', 'bot', 'sandbox']));
    expect(migrations.length).toBeGreaterThan(0);
    expect(src.flatMap(({ imports }) => imports).length).toBeGreaterThan(src.length);
  });

  test('lets each room see only what the design gives it', () => {
    expect([...src, ...migrations].flatMap(brokenRoomRules)).toEqual([]);
  });

  test('keeps clock, chance and the outside world out of the engine', () => {
    expect(src.filter(({ path }) => path.startsWith('src/engine/')).flatMap(impurities)).toEqual([]);
  });

  test('has files of one shape: named for what they hold, short, finished, typed', () => {
    expect([...src, ...migrations].flatMap(misshapes)).toEqual([]);
  });
});
