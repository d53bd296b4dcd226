import { z } from 'zod';
import type { Target } from '../view/action.js';

/** What travels in a button: ids and counters, short because it stands in every button. */
const compact = z.strictObject({
  d: z.string().min(1),
  r: z.int().min(0),
  v: z.int().min(0),
  s: z.string().min(1).optional(),
  o: z.int().min(0).optional(),
  c: z.string().min(1).optional(),
});

export interface ButtonValue {
  readonly target: Target;
  /** The card that the button stands on; absent inside modals. */
  readonly cardId: string | undefined;
}

export function writeButtonValue(target: Target, cardId?: string): string {
  const step = target.step === undefined ? {} : { s: target.step.id, o: target.step.opening };
  const card = cardId === undefined ? {} : { c: cardId };
  const value: z.input<typeof compact> = {
    d: target.documentId,
    r: target.round,
    v: target.dataRevision,
    ...step,
    ...card,
  };
  return JSON.stringify(value);
}

/** What travels in a button that opens a file. */
const compactFile = z.strictObject({ d: z.string().min(1), f: z.string().min(1), c: z.string().min(1).optional() });

export interface FileButtonValue {
  readonly documentId: string;
  readonly fileId: string;
  readonly cardId: string | undefined;
}

export function writeFileValue(documentId: string, fileId: string, cardId?: string): string {
  const value: z.input<typeof compactFile> = { d: documentId, f: fileId, ...(cardId !== undefined && { c: cardId }) };
  return JSON.stringify(value);
}

/** Undefined for anything that no such button carries. */
export function readFileValue(text: string | undefined): FileButtonValue | undefined {
  const read = compactFile.safeParse(parsedJson(text));
  return read.success ? { documentId: read.data.d, fileId: read.data.f, cardId: read.data.c } : undefined;
}

/** Undefined for anything that no button of ours carries. */
export function readButtonValue(text: string | undefined): ButtonValue | undefined {
  const read = compact.safeParse(parsedJson(text));
  if (!read.success) return undefined;
  const { d, r, v, s, o, c } = read.data;
  const step = s === undefined || o === undefined ? {} : { step: { id: s, opening: o } };
  return { target: { documentId: d, round: r, dataRevision: v, ...step }, cardId: c };
}

export function parsedJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
