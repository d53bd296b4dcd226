import { test } from 'vitest';
import { claim, proveMonths } from '../support/month/prove-months.js';

test(`months in which everything goes wrong, with even seeds: ${claim}`, () => proveMonths(0));
