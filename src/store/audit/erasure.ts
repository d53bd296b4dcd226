import { z } from 'zod';
import type { AuditLogRow } from './audit-tables.js';
import { parsedJson } from './parsed-json.js';

/** The entry that an erasure leaves in the chain whose payloads it took. */
export const ERASED_ACTION = 'payloads-erased';

const metadataShape = z.object({ erased_until: z.string().regex(/^\d{1,15}$/) });

/** What an erasure says of itself in the part of its entry that cannot be erased. */
export function erasureMetadata(until: number): Readonly<Record<string, string>> {
  return { erased_until: String(until) };
}

/** Up to which entry a chain says itself that payloads were erased; 0 for none. An erasure cannot speak of what follows it. */
export function erasedUntil(entries: readonly AuditLogRow[]): number {
  return entries.reduce((until, entry) => Math.max(until, entry.action === ERASED_ACTION ? untilOf(entry) : 0), 0);
}

function untilOf({ seq, metadata }: AuditLogRow): number {
  const read = metadataShape.safeParse(parsedJson(metadata));
  return read.success ? Math.min(Number(read.data.erased_until), seq - 1) : 0;
}
