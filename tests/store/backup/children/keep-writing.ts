import { createHash, randomBytes } from 'node:crypto';
import { handle } from '../../../../src/engine/handle.js';
import { newSalt } from '../../../../src/store/audit/new-salt.js';
import { fileStoreOn } from '../../../../src/store/files/file-store.js';
import { openDatabase } from '../../../../src/store/open-database.js';
import { storeOn } from '../../../../src/store/store.js';

/** Makes documents with a file each, one after the other, until it is killed, and counts aloud. */
const [file = '', root = ''] = process.argv.slice(-2);
const database = await openDatabase(`sqlite:${file}`);
const newId = () => randomBytes(8).toString('hex');
const store = storeOn(database, { newId, newSalt });
const files = fileStoreOn(database, root, newId);
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

for (let count = 1; ; count += 1) {
  const documentId = newId();
  const now = new Date().toISOString();
  const source = { name: `${documentId}.txt`, open: async () => receiptOf(documentId) };
  const taken = await files.intake('acme').take({ source, uploaderId: 'ana', documentId, bytesMax: 10_000, now });
  if ('refused' in taken) throw new Error(`the file was refused as ${taken.refused.code}`);
  const input = { item: 'Desk', amount: { amount: '120', currency: 'USD' }, receipt: [taken.stored] };
  const command = {
    kind: 'create',
    actorId: 'ana',
    documentId,
    nonce: documentId,
    typeKey: 'purchase',
    input,
  } as const;
  const answer = await handle(store.documents('acme'), command, { requestId: 'load', platform: 'test' }, now, digest);
  if (answer.kind === 'refused') throw new Error(`create was refused: ${JSON.stringify(answer.refusal)}`);
  process.stdout.write(`written ${count}\n`);
}

async function* receiptOf(documentId: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`receipt of ${documentId}\n`);
}
