import { z } from 'zod';
import { refuse } from './shape.js';

const QUANTITY_MAX = 1_000_000;

/** A number of days, hours or the like with at most two decimals, kept in hundredths. */
export const quantity = z
  .number()
  .min(0)
  .max(QUANTITY_MAX)
  .transform((written, ctx): number => {
    const hundredths = Math.round(written * 100);
    // The nearest double of 0.07 times a hundred is not 7, but the text of both is the same.
    if (hundredths / 100 !== written) refuse(ctx, `${written} has more than two decimals; round it`);
    return hundredths;
  });

/** As `quantity` reads it. */
export function writtenQuantity(hundredths: number): number {
  return hundredths / 100;
}
