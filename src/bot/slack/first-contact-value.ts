import { z } from 'zod';
import type { Intention } from '../view/first-contact-words.js';
import { parsedJson } from './button-value.js';
import { LIMITS } from './limits.js';

/** What travels in the button by which somebody says who they are: who that would be, and what they wanted to do. */
const answer = z.strictObject({ p: z.string().min(1), c: z.string().optional(), t: z.string().optional() });
const claim = z.strictObject({ k: z.string().min(1) });

export interface AnswerValue {
  readonly personId: string;
  /** Undefined where they had clicked something, or typed more than fits. */
  readonly intention: Intention | undefined;
}

export function writeAnswerValue({ personId, intention }: AnswerValue): string {
  const whole: z.input<typeof answer> = { p: personId, ...(intention && { c: intention.name, t: intention.text }) };
  const text = JSON.stringify(whole);
  return text.length <= LIMITS.buttonValueCharsMax ? text : JSON.stringify({ p: personId });
}

/** Undefined for anything that no such button carries. */
export function readAnswerValue(text: string | undefined): AnswerValue | undefined {
  const { success, data } = answer.safeParse(parsedJson(text));
  if (!success) return undefined;
  return { personId: data.p, intention: data.c === undefined ? undefined : { name: data.c, text: data.t ?? '' } };
}

export function writeClaimValue(claimId: string): string {
  return JSON.stringify({ k: claimId } satisfies z.input<typeof claim>);
}

/** Undefined for anything that no such button carries. */
export function readClaimValue(text: string | undefined): string | undefined {
  return claim.safeParse(parsedJson(text)).data?.k;
}
