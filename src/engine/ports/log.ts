/** What a line may tell: ids, counts, times, and under `err` an error. Never a token or anything a person wrote. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where log lines go; a pino logger is one. */
export interface Log {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}
