import type { Path } from '../company/finding.js';

/** What was found so far in one rule as a file writes it. */
export class RuleReading {
  readonly problems: { readonly sentence: string; readonly path: Path }[] = [];
  /** Conditions and groups; counted because an alias in YAML lets one list stand in many places. */
  members = 0;

  refuse(path: Path, sentence: string): undefined {
    this.problems.push({ sentence, path });
  }
}
