import { z } from 'zod';
import { explainIssue, explainUnknownKeys } from './explain-issue.js';
import { quote } from './finding.js';
import { nearest } from './nearest.js';

const NAME_CHARS_MAX = 100;
const EMAIL_CHARS_MAX = 254;
const KEY = /^[a-z0-9][a-z0-9_.-]{0,63}$/;

/**
 * An object that knows all its properties: a mistyped one is refused, with the one that was probably meant. `orElse` is
 * the word that may stand in its place.
 */
export function strict<S extends z.core.$ZodLooseShape>(shape: S, orElse?: string) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') return explainUnknownKeys(issue.keys ?? [], known);
      const isOther = issue.code === 'invalid_type' && orElse !== undefined;
      return isOther ? `${explainIssue(issue)}, or ${orElse}` : undefined;
    },
  });
}

export function isKey(text: unknown): text is string {
  return typeof text === 'string' && KEY.test(text);
}

/** The id or key by which other entries, and the audit trail for ever, refer to something. */
export const key = z.string().superRefine((text, ctx) => {
  if (KEY.test(text)) return;
  refuse(ctx, `${quote(text)} cannot be an id; use a-z, 0-9, "-", "_" and ".", at most 64, beginning with a-z or 0-9`);
});

/** One line that people read. */
export function line(charsMax: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(charsMax)
    .superRefine((text, ctx) => {
      if (/\p{Cc}/u.test(text)) refuse(ctx, `${quote(text)} must be one line without control characters`);
      if (!text.isWellFormed()) refuse(ctx, `${quote(text)} holds half of a character; type it again`);
    });
}

export const name = line(NAME_CHARS_MAX);

/** Of types, templates, policies and steps: they stand in lists and buttons, whose texts hold this many in Slack. */
const LABEL_CHARS_MAX = 75;
export const definitionName = line(LABEL_CHARS_MAX);

const PRIORITY_MAX = 1000;
export const priority = z.int().min(0).max(PRIORITY_MAX).default(0);

/** A day that exists, as `2026-03-31`. */
export const day = z.string().superRefine((text, ctx) => {
  if (!z.iso.date().safeParse(text).success)
    refuse(ctx, `${quote(text)} is not a real day; write it like "2026-03-31"`);
});

/** Kept in lower case, as mail systems compare addresses. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(EMAIL_CHARS_MAX)
  .superRefine((text, ctx) => {
    if (!z.email().safeParse(text).success) refuse(ctx, `${quote(text)} is not an e-mail address`);
  });

export const timeZone = z.string().superRefine((text, ctx) => {
  if (isTimeZone(text)) return;
  const meant = nearest(text, Intl.supportedValuesOf('timeZone'));
  refuse(ctx, `${quote(text)} is not an IANA time zone; did you mean "${meant ?? 'Europe/Berlin'}"?`);
});

/** A BCP 47 tag, kept in its canonical spelling. */
export const locale = z.string().transform((text, ctx): string => {
  const [canonical] = canonicalLocales(text);
  if (canonical !== undefined) return canonical;
  refuse(ctx, `${quote(text)} is not a language tag; write one such as "en" or "pt-BR"`);
  return z.NEVER;
});

/** Slack's ids are as they stand in the address of a profile or workspace. */
export const slackUser = slackId(/^[UW][A-Z0-9]{2,20}$/, 'a Slack member id; it looks like U0ANA');
export const slackTeam = slackId(/^[TE][A-Z0-9]{2,20}$/, 'a Slack workspace id; it looks like T0ACME');

function slackId(pattern: RegExp, what: string) {
  return z.string().superRefine((text, ctx) => {
    if (!pattern.test(text)) refuse(ctx, `${quote(text)} is not ${what}`);
  });
}

export function refuse(ctx: z.RefinementCtx, sentence: string, path: PropertyKey[] = []): void {
  ctx.addIssue({ code: 'custom', path, message: sentence });
}

/** Intl also takes fixed offsets such as +02:00, which know nothing of daylight saving. */
function isTimeZone(text: string): boolean {
  if (/^[+-]/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
}

function canonicalLocales(text: string): readonly string[] {
  try {
    return Intl.getCanonicalLocales(text);
  } catch {
    return [];
  }
}
