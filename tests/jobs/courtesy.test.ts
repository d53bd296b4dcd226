import { expect, test } from 'vitest';
import { Courtesy, courtesyMs } from '../../src/jobs/courtesy.js';

test('deliveries go on while nobody waits for an answer', () => {
  expect(new Courtesy(() => false).restMs(0)).toBe(0);
});

test('they stand back while many wait, and no longer than they are allowed to', () => {
  const courtesy = new Courtesy(() => true);
  expect(courtesy.restMs(1000)).toBeGreaterThan(0);
  expect(courtesy.restMs(1000 + courtesyMs - 1)).toBeGreaterThan(0);
  expect(courtesy.restMs(1000 + courtesyMs)).toBe(0);
  expect(courtesy.restMs(1000 + 2 * courtesyMs - 1)).toBe(0);
  expect(courtesy.restMs(1000 + 2 * courtesyMs)).toBeGreaterThan(0);
});

test('a crowd that has gone is forgotten', () => {
  let isCrowded = true;
  const courtesy = new Courtesy(() => isCrowded);
  courtesy.restMs(0);
  isCrowded = false;
  expect(courtesy.restMs(courtesyMs)).toBe(0);
  isCrowded = true;
  expect(courtesy.restMs(courtesyMs + 1)).toBeGreaterThan(0);
});
