/** `1,50`, `1.234,50` and `1234,5`, of which a comma between groups is no part. */
const DECIMAL_COMMA = /^[^,]*\d,\d{1,4}[^,.\d]*$/;

/** The same number with a point where a comma stood before the decimals; undefined where there is no such comma. */
export function commaMeant(typed: string): string | undefined {
  return DECIMAL_COMMA.test(typed) ? typed.replaceAll('.', '').replace(',', '.') : undefined;
}
