import type { z } from 'zod';
import { explainIssue } from './explain-issue.js';
import type { Finding, Path } from './finding.js';
import { addMistakes, mistakesMax } from './mistakes-max.js';

/** Checks what stands at one place. Its mistakes go to `mistakes`; undefined when there are any. */
export function readShape<T>(shape: z.ZodType<T>, value: unknown, path: Path, mistakes: Finding[]): T | undefined {
  const read = shape.safeParse(value, { error: explainIssue });
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    if (mistakes.length > mistakesMax) break;
    addMistakes(mistakes, findings(issue, path));
  }
  return undefined;
}

function findings(issue: z.core.$ZodIssue, path: Path): readonly Finding[] {
  const place = [...path, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code !== 'unrecognized_keys') return [{ path: place, message: issue.message }];
  const sentences = issue.message.split('\n');
  return issue.keys.map((key, at) => ({ path: [...place, key], message: sentences[at] ?? issue.message }));
}
