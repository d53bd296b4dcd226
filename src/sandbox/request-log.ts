import type { MethodArguments } from './web-api/arguments.js';

/** Enough to look back in a test; a demo that runs for days must not fill the memory. */
const REMEMBERED_MAX = 5000;

/** One call of the Web API, one use of a response_url or one fetch of a file, as it was answered. Tokens are left out. */
export interface RequestRecord {
  /** A method of the Web API, `response_url`, or `file`. */
  readonly method: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly args: MethodArguments;
  /** `ok`, Slack's error code, or the kind of the fault that was played. */
  readonly outcome: string;
}

export class RequestLog {
  readonly records: RequestRecord[] = [];

  add(record: RequestRecord): void {
    this.records.push(record);
    if (this.records.length > REMEMBERED_MAX) this.records.shift();
  }
}
