/** Where everything lies that a running house keeps, or is to lie. */
export interface HousePlaces {
  readonly databaseFile: string;
  /** Folders; they need not exist. */
  readonly files: string;
  readonly checkpoints: string;
}

/** A backup cannot be made or used; the message says what to do. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault';
  readonly code = 'backup';
}
