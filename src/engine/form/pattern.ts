import { RE2JS } from 're2js';
import { z } from 'zod';

const PATTERN_CHARS_MAX = 200;
/** Instructions of the compiled pattern: matching takes this times the length of the text, whatever either says. */
const PATTERN_STEPS_MAX = 300;

/** RE2 syntax: no look-around and no back references, and in return no text can make it run long. */
export const pattern = z.string().min(1).max(PATTERN_CHARS_MAX).superRefine(refuseUnreadable);

/** Whether the whole text is as the pattern says. */
export function matchesPattern(expression: string, text: string): boolean {
  return compiled(expression).testExact(text);
}

function refuseUnreadable(expression: string, ctx: z.RefinementCtx): void {
  const why = mistakeIn(expression);
  if (why !== undefined) ctx.addIssue({ code: 'custom', message: why });
}

function mistakeIn(expression: string): string | undefined {
  try {
    if (compiled(expression).programSize() <= PATTERN_STEPS_MAX) return undefined;
    return 'repeats too much at once; write smaller counts, or limit the length by "max"';
  } catch (error) {
    const said = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : '';
    return `is no pattern in RE2 syntax (${said}); look-around and back references are not part of it`;
  }
}

/** Compiling costs more than matching, and the same few patterns are asked for again and again. */
const known = new Map<string, RE2JS>();
const KNOWN_MAX = 500;

function compiled(expression: string): RE2JS {
  const kept = known.get(expression);
  if (kept !== undefined) return kept;
  const made = RE2JS.compile(expression);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(expression, made);
  return made;
}
