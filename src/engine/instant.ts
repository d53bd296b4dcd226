/** A moment as UTC ISO-8601 text with milliseconds and Z: it sorts bytewise in both databases. */
export type Instant = string;

export function instant(epochMs: number): Instant {
  return new Date(epochMs).toISOString();
}

export function epochMs(at: Instant): number {
  return Date.parse(at);
}
