import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faults } from './faults.js';

const engine = join(import.meta.dirname, '../../../src/engine');

// Whether the model catches them is a proof; that they can still be planted is told at once.
test.each(faults)('there is one place for the fault that $what', ({ file, text, instead }) => {
  const source = readFileSync(join(engine, file), 'utf8');
  expect(source.split(text).length - 1).toBe(1);
  expect(instead).not.toBe(text);
});
