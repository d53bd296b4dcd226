/** Why the store could not do what was asked. Refusals of the rules are values and never appear here. */
export type StoreFaultCode = keyof typeof faults;

/** What a caller may do about each fault, and what a person should. */
const faults = {
  'database-busy': {
    retryable: true,
    remedy: 'Try again in a moment; if it lasts, look for another process that keeps the database locked.',
  },
  'database-full': { retryable: true, remedy: 'Free space on the disk that holds the database.' },
  'database-io': { retryable: true, remedy: 'Check the disk that holds the database and the permissions on it.' },
  'database-corrupt': {
    retryable: false,
    remedy: 'Stop the service, keep a copy of the files, restore the last backup.',
  },
  'database-newer': {
    retryable: false,
    remedy: 'Start the newer version again, or restore the backup made before the upgrade.',
  },
  'database-unusable': { retryable: false, remedy: 'Use a local file on a disk that this account may write to.' },
  'database-closed': { retryable: false, remedy: 'The service is stopping; ask again once it has started.' },
  'migrations-differ': { retryable: false, remedy: 'Use the version of Countersign that belongs to this database.' },
  'write-lost': { retryable: true, remedy: 'Nothing of it was kept; do it again.' },
  'write-too-slow': {
    retryable: true,
    remedy: 'Nothing of it was kept; do slow work before the write, not inside it.',
  },
  'write-over': { retryable: false, remedy: 'Await everything a write does before it returns.' },
  conflict: { retryable: true, remedy: 'Load again and decide again.' },
  'row-refused': { retryable: false, remedy: 'The row breaks a rule of its table; correct what writes it.' },
  'integer-unsafe': { retryable: false, remedy: 'Select it as text: it does not fit a JavaScript number.' },
} as const;

/** The world failed, not the rules. `retryable` says whether the same call may succeed later. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly code: StoreFaultCode;
  readonly retryable: boolean;

  constructor(code: StoreFaultCode, what: string, options?: { readonly cause: unknown }) {
    super(`${what}. ${faults[code].remedy}`, options);
    this.code = code;
    this.retryable = faults[code].retryable;
  }
}
