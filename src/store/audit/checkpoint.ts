import { z } from 'zod';
import { canonicalJson, genesisHash, sha256 } from './audit-hash.js';
import { parsedJson } from './parsed-json.js';
import type { SigningKey, VerifyingKey } from './signing-key.js';

/** Where one chain ended. */
export interface ChainHead {
  readonly entity: string;
  readonly seq: number;
  readonly hash: string;
}

/** What a checkpoint says, and what its signature covers. */
export interface CheckpointBody {
  readonly format: typeof CHECKPOINT_FORMAT;
  readonly tenant: string;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly at: string;
  /** Hash of the checkpoint before; zeros before the first. */
  readonly previous: string;
  /** Chains that there were, signed here or before. */
  readonly chains: number;
  /** False where more had moved than one checkpoint holds: the rest stands in the next, made at once. */
  readonly complete: boolean;
  /** The chains that moved since the checkpoint before. */
  readonly heads: readonly ChainHead[];
}

export interface Checkpoint {
  readonly body: CheckpointBody;
  /** The body as canonical JSON: these are the bytes that are signed. */
  readonly text: string;
  readonly hash: string;
  readonly keyId: string;
  readonly signature: string;
}

const CHECKPOINT_FORMAT = 'countersign-checkpoint-1';
/** Larger than any checkpoint that is ever written. */
const CHECKPOINT_CHARS_MAX = 4_000_000;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(1);
const bodyShape = z.strictObject({
  format: z.literal(CHECKPOINT_FORMAT),
  tenant: z.string().min(1),
  seq: count,
  at: z.iso.datetime(),
  previous: hash,
  chains: count,
  complete: z.boolean(),
  heads: z.array(z.strictObject({ entity: z.string().min(1), seq: count, hash })),
});
const fileShape = bodyShape.extend({ hash, key_id: z.string(), signature: z.string() });

/** Signs what follows `previous`, or is the first. */
export function signCheckpoint(
  content: Omit<CheckpointBody, 'format' | 'seq' | 'previous'>,
  previous: { readonly seq: number; readonly hash: string } | undefined,
  key: SigningKey,
): Checkpoint {
  const { seq, hash: before } = previous ?? { seq: 0, hash: genesisHash };
  const body: CheckpointBody = { ...content, format: CHECKPOINT_FORMAT, seq: seq + 1, previous: before };
  const text = canonicalJson(body);
  return { body, text, hash: sha256(text), keyId: key.id, signature: key.sign(text) };
}

/** Reads back the body of a stored checkpoint; undefined for anything that is none. */
export function readBody(text: string): CheckpointBody | undefined {
  return bodyShape.safeParse(parsedJson(text)).data;
}

/** A checkpoint as the file that is kept elsewhere. */
export function checkpointText({ body, hash, keyId, signature }: Checkpoint): string {
  return `${JSON.stringify({ ...body, hash, key_id: keyId, signature }, null, 1)}\n`;
}

/** Reads such a file; undefined for anything that is none. Its signature is yet to be looked at. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  if (text.length > CHECKPOINT_CHARS_MAX) return undefined;
  const read = fileShape.safeParse(parsedJson(text));
  if (!read.success) return undefined;
  const { hash, key_id: keyId, signature, ...body } = read.data;
  return { body, text: canonicalJson(body), hash, keyId, signature };
}

/** What is wrong with a checkpoint by itself. Without keys nobody can say who signed it. */
export function problemOfCheckpoint(
  { text, hash, keyId, signature }: Checkpoint,
  keys: readonly VerifyingKey[] | undefined,
): string | undefined {
  if (sha256(text) !== hash) return 'what it says was changed: its hash is another';
  if (keys === undefined || keys.some((key) => key.hasSigned(text, signature))) return undefined;
  return keys.some((key) => key.id === keyId)
    ? 'its signature is not of what it says'
    : `it is signed by the key ${keyId}, and ${keys.map((key) => key.id).join(', ')} was given`;
}
