/** The words that random companies, templates and commands share. */
export const roleKeys = ['finance', 'legal'] as const;
export const groupKeys = ['board', 'crew'] as const;
export const typeKeys = ['gear', 'trip'] as const;
/** Named by templates and commands, and never there. */
export const ghost = 'ghost';
export const unknownType = 'party';
/** May read everything, and put people on steps. */
export const auditor = 'p0';
/** May put people on steps of the documents they see. */
export const reassigner = 'p1';
/** The company's own calendar, where it has one. */
export const officeCalendar = 'office';
/** Business hours of a step that says nothing: as `defaultSettings` has them. */
export const slaHours = 24;

/** The entry that a random number means; undefined only for an empty list. */
export function pick<T>(from: readonly T[], nat: number): T | undefined {
  return from[nat % Math.max(1, from.length)];
}
