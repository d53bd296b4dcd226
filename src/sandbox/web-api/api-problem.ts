/** An answer of Slack's Web API that begins with `ok: false`. */
export class ApiProblem extends Error {
  readonly code: string;
  /** Slack's sentences about what is wrong with the arguments. */
  readonly details: readonly string[];
  readonly retryAfterSeconds: number | undefined;
  /** What else the answer says. */
  readonly more: Readonly<Record<string, string>>;

  constructor(
    code: string,
    details: readonly string[] = [],
    retryAfterSeconds?: number,
    more: Readonly<Record<string, string>> = {},
  ) {
    super(code);
    this.code = code;
    this.details = details;
    this.retryAfterSeconds = retryAfterSeconds;
    this.more = more;
  }
}
