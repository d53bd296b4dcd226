/**
 * A condition as its author wrote it: CEL, or the structured form that compiles to the same thing. Kept as written, so
 * that an export says what the files said.
 */
export type Rule = string | StructuredRule;

export type StructuredRule =
  | { readonly all: readonly (Condition | StructuredRule)[] }
  | { readonly any: readonly (Condition | StructuredRule)[] };

export const operators = ['<', '>', '<=', '>=', '==', '!='] as const;
export type Operator = (typeof operators)[number];

export interface Condition {
  /** A field's name, or a property of the requester such as `requester.unit`. */
  readonly path: string;
  readonly operator: Operator;
  /** Money as `{amount: "5000.00", currency: USD}`, dates as text. */
  readonly value: ConditionValue;
}

export type ConditionValue = string | number | boolean | { readonly amount: string; readonly currency: string };
