import type { Calendar } from '../calendar/calendar.js';

// CEL tells the types of values by their class, so everything that has a type of its own has a class of its own.

/** By `readName`, the fields that the rule reads; by their own name those of them that have a value. */
export class RuleForm {
  [field: string]: unknown;
}

export class RuleRequester {
  readonly id: string;
  readonly unit: string;
  readonly units: readonly string[];
  readonly roles: readonly string[];
  readonly manager: string;

  constructor({ id, unit, units, roles, manager }: RequesterFacts) {
    [this.id, this.unit, this.units, this.roles, this.manager] = [id, unit, units, roles, manager];
  }
}

/** Who asks, as rules see them. */
export interface RequesterFacts {
  readonly id: string;
  /** Id of the unit, or empty. */
  readonly unit: string;
  /** Ids of the unit and those above it, upwards. */
  readonly units: readonly string[];
  /** Keys. */
  readonly roles: readonly string[];
  /** Id of the manager, or empty. */
  readonly manager: string;
}

export class RuleFile {
  readonly name: string;
  readonly media_type: string;
  readonly bytes: bigint;

  constructor(name: string, mediaType: string, bytes: number) {
    [this.name, this.media_type, this.bytes] = [name, mediaType, BigInt(bytes)];
  }
}

/** What `business_days` counts by. No rule can name it: lowering hands it to the function. */
export class RuleCalendar {
  readonly calendar: Calendar | undefined;

  constructor(calendar: Calendar | undefined) {
    this.calendar = calendar;
  }
}
