import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

/** A key was given that cannot sign or verify checkpoints. Never holds the key itself. */
export class AuditKeyFault extends Error {
  override readonly name = 'AuditKeyFault';
  readonly code = 'audit-key';
}

/** An Ed25519 key that signs checkpoints. */
export interface SigningKey {
  readonly id: string;
  /** PEM, for whoever verifies. */
  readonly publicKey: string;
  /** Base64. */
  sign(text: string): string;
}

/** The public half. */
export interface VerifyingKey {
  readonly id: string;
  hasSigned(text: string, signature: string): boolean;
}

const SEED_BYTES = 32;
/** What comes before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SEED = /^[A-Za-z0-9+/]{43}=$/;
const PUBLIC_PEM = /-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----/g;

/**
 * Reads `AUDIT_SIGNING_KEY`: a PEM, in which `\n` may stand for a line's end, or the 32 bytes of its seed in base64.
 *
 * @throws AuditKeyFault
 */
export function signingKeyOf(text: string): SigningKey {
  const key = privateKeyOf(text.trim());
  if (key?.asymmetricKeyType !== 'ed25519') {
    throw new AuditKeyFault(
      'AUDIT_SIGNING_KEY must be an Ed25519 private key: its 32 bytes in base64, or a PEM. countersign audit-key new makes one.',
    );
  }
  const publicKey = createPublicKey(key);
  return {
    id: idOf(publicKey),
    publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    sign: (signed) => sign(null, Buffer.from(signed), key).toString('base64'),
  };
}

/**
 * Reads one public key, or several after each other: checkpoints from before a change of keys were signed by the former.
 *
 * @throws AuditKeyFault
 */
export function verifyingKeysOf(pem: string): readonly VerifyingKey[] {
  const keys = (pem.match(PUBLIC_PEM) ?? []).flatMap((block) => publicKeyOf(block) ?? []);
  if (keys.length === 0) throw new AuditKeyFault('it holds no Ed25519 public key in PEM');
  return keys.map((key) => ({
    id: idOf(key),
    hasSigned: (text, signature) => verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64')),
  }));
}

/** A new private key as `AUDIT_SIGNING_KEY` takes it. */
export function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { d } = privateKey.export({ format: 'jwk' });
  return Buffer.from(d ?? '', 'base64url').toString('base64');
}

function privateKeyOf(text: string): KeyObject | undefined {
  try {
    if (!SEED.test(text)) return createPrivateKey(text.replaceAll('\\n', '\n'));
    const der = Buffer.concat([PKCS8_PREFIX, Buffer.from(text, 'base64').subarray(0, SEED_BYTES)]);
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } catch {
    return undefined;
  }
}

function publicKeyOf(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Names a public key without showing it: the beginning of its SHA-256. */
function idOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, KEY_ID_CHARS);
}

const KEY_ID_CHARS = 16;
