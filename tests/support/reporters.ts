import type { Reporter } from 'vitest/node';

type Reporters = ('default' | Reporter | ['json', { outputFile: string }])[];

/** What a person reads, and a report for programs where `TEST_REPORT` names a file. */
export function reportersWith(...more: readonly Reporter[]): Reporters {
  const file = process.env.TEST_REPORT;
  return ['default', ...more, ...(file ? [['json', { outputFile: file }] satisfies Reporters[number]] : [])];
}
