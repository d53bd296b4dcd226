import { z } from 'zod';
import { LIMITS } from './limits.js';

export function plainText(charsMax: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(charsMax),
    emoji: z.boolean().default(true),
  });
}

function mrkdwn(charsMax: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(charsMax),
    verbatim: z.boolean().default(false),
  });
}

export function anyText(charsMax: number) {
  return z.discriminatedUnion('type', [plainText(charsMax), mrkdwn(charsMax)]);
}

export const placeholder = plainText(LIMITS.placeholderCharsMax).optional();

export const confirmDialog = z.strictObject({
  title: plainText(LIMITS.confirmTitleCharsMax),
  text: anyText(LIMITS.confirmTextCharsMax),
  confirm: plainText(LIMITS.confirmButtonCharsMax),
  deny: plainText(LIMITS.confirmButtonCharsMax),
  style: z.enum(['primary', 'danger']).optional(),
});

export type PlainText = z.infer<ReturnType<typeof plainText>>;
export type AnyText = z.infer<ReturnType<typeof anyText>>;
export type ConfirmDialog = z.infer<typeof confirmDialog>;
