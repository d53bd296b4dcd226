/** Longer rules are programs, and nobody who must agree to them can read them. */
export const RULE_CHARS_MAX = 2000;
/** Parts of a rule: every name, value, operator and call is one. */
export const RULE_PARTS_MAX = 400;
/** Parentheses, calls and properties within each other. */
export const RULE_DEPTH_MAX = 32;
/** Entries of a list that a rule writes or walks through. */
export const LIST_ENTRIES_MAX = 100;
/** Macros such as `all()` within each other: one. Two would walk through the product of two lists. */
export const MACRO_DEPTH_MAX = 1;
/** Conditions of the structured form, and how deep `all` and `any` may stand within each other. */
export const CONDITIONS_MAX = 50;
export const GROUP_DEPTH_MAX = 8;
/** What one compilation complains about at most: the first mistakes explain the others. */
export const PROBLEMS_MAX = 10;
