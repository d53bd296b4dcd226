/** An object with named properties, which a list is not. */
export function isRecord(written: unknown): written is Readonly<Record<string, unknown>> {
  return typeof written === 'object' && written !== null && !Array.isArray(written);
}
