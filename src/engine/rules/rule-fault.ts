/** Why a rule has no answer, as a sentence for an admin. Never leaves `evaluate`. */
export class RuleFault extends Error {
  override readonly name = 'RuleFault';
  /** The field whose value was needed and is not there. */
  readonly missing: string | undefined;

  constructor(sentence: string, missing?: string) {
    super(sentence);
    this.missing = missing;
  }
}
