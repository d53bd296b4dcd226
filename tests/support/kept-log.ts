import type { Log, LogFields } from '../../src/engine/ports/log.js';

export interface KeptLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: LogFields;
  readonly message: string;
}

/** Keeps the lines for a test to look at. */
export class KeptLog implements Log {
  readonly lines: KeptLine[] = [];

  debug(fields: LogFields, message: string): void {
    this.lines.push({ level: 'debug', fields, message });
  }

  info(fields: LogFields, message: string): void {
    this.lines.push({ level: 'info', fields, message });
  }

  warn(fields: LogFields, message: string): void {
    this.lines.push({ level: 'warn', fields, message });
  }

  error(fields: LogFields, message: string): void {
    this.lines.push({ level: 'error', fields, message });
  }

  saying(message: string): readonly LogFields[] {
    return this.lines.filter((line) => line.message === message).map((line) => line.fields);
  }
}
