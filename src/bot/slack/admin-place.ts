import { z } from 'zod';
import type { AdminPlace } from '../view/admin/place.js';
import { subcommands } from '../view/admin/subcommand.js';
import { parsedJson } from './button-value.js';

const text = z.string().min(1).max(500);

const question = z.strictObject({
  person: text.optional(),
  document: text.optional(),
  entity: text.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});

/** What travels in buttons between an administrator's pages: where they lead. What is there is asked for anew. */
export const adminPlace = z.strictObject({
  at: z.enum(['home', ...subcommands]),
  key: text.optional(),
  search: text.optional(),
  after: z.string().min(1).max(1500).optional(),
  skip: z.int().min(0).optional(),
  question: question.optional(),
}) satisfies z.ZodType<AdminPlace>;

/** Undefined for anything that no such button carries. */
export function readPlace(value: string | undefined): AdminPlace | undefined {
  const read = adminPlace.safeParse(parsedJson(value));
  return read.success ? read.data : undefined;
}

export function writePlace(place: AdminPlace): string {
  return JSON.stringify(place);
}

const PREFIX = 'admin:';

/** Names of buttons that stand on administrators' pages. */
export function adminAction(name: string): string {
  return `${PREFIX}${name}`;
}

/** Undefined for a button of another kind. */
export function adminActionIn(actionId: string): string | undefined {
  return actionId.startsWith(PREFIX) ? actionId.slice(PREFIX.length) : undefined;
}
