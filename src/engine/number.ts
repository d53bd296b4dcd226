/** `PR-2026-0001`: gapless per type and year, given at the first submit. Past 9999 it grows a digit. */
export function documentNumber(prefix: string, year: number, sequence: number): string {
  return `${prefix}-${year}-${String(sequence).padStart(4, '0')}`;
}
