import { formatAmount } from '../../engine/money.js';
import type { PolicyExplanation, PolicyFinding } from '../../engine/policy/policy.js';
import { dayText } from './fields.js';
import type { QuotaFact } from './policy-words.js';
import type { Rich } from './text.js';
import type { Words } from './words.js';

type Explained<K extends PolicyExplanation['kind']> = Extract<PolicyExplanation, { kind: K }>;

/** Quantities of policies are kept in hundredths. */
const HUNDREDTHS = 100;

/** Figures are those of a moment: of this one in a preview, of the submit afterwards. */
export type AsOf = 'now' | 'submit';

/** What a policy found, in one sentence with the figures it comes from. */
export function findingText(
  { name, effect, explanation }: PolicyFinding,
  words: Words,
  locale: string,
  asOf: AsOf,
): Rich {
  const { policy } = words;
  switch (explanation.kind) {
    case 'quota':
      return policy.quota({ ...quotaFact(name, effect !== 'reject', explanation, locale), isPast: asOf === 'submit' });
    case 'threshold':
      return policy.threshold(
        formatAmount(explanation.amount, locale),
        formatAmount(explanation.above, locale),
        explanation.step,
      );
    case 'notice':
      return policy.notice(name, explanation.days, dayText(explanation.earliest, locale));
    case 'blackout':
      return policy.blackout(
        name,
        dayText(explanation.from, locale),
        dayText(explanation.to, locale),
        explanation.reason,
      );
    case 'overlap':
      return policy.overlap(
        name,
        explanation.number,
        dayText(explanation.from, locale),
        dayText(explanation.to, locale),
      );
    case 'message':
      return policy.message(name, explanation.text, explanation.step);
  }
}

/** What rejects comes first, then warnings, then the rest. */
export function findingTexts(
  findings: readonly PolicyFinding[],
  words: Words,
  locale: string,
  asOf: AsOf = 'submit',
): readonly Rich[] {
  const order = ['reject', 'warn', 'add_step', 'pass'] as const;
  return order
    .flatMap((effect) => findings.filter((finding) => finding.effect === effect))
    .map((finding) => findingText(finding, words, locale, asOf));
}

/** While something rejects, what else was found is of no use yet. */
export function rejectingOrAll(findings: readonly PolicyFinding[]): readonly PolicyFinding[] {
  const rejecting = findings.filter(({ effect }) => effect === 'reject');
  return rejecting.length > 0 ? rejecting : findings;
}

export function isRejectedBy(findings: readonly PolicyFinding[]): boolean {
  return findings.some(({ effect }) => effect === 'reject');
}

function quotaFact(
  policy: string,
  fits: boolean,
  quota: Explained<'quota'>,
  locale: string,
): Omit<QuotaFact, 'isPast'> {
  const text = (hundredths: number) => quantityText(hundredths, locale);
  const { moved = 0 } = quota;
  const left = quota.limit + quota.carried - quota.spent - quota.held - moved;
  return {
    policy,
    unit: quota.unit,
    year: quota.year,
    limit: text(quota.limit),
    carried: quota.carried === 0 ? undefined : text(quota.carried),
    spent: text(quota.spent),
    held: quota.held === 0 ? undefined : text(quota.held),
    moved: moved === 0 ? undefined : text(moved),
    asked: text(quota.asked),
    left: text(left),
    leftAfter: fits ? text(left - quota.asked) : undefined,
  };
}

export function quantityText(hundredths: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(hundredths / HUNDREDTHS);
}
