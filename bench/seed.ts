import Sqlite, { type Database } from 'better-sqlite3';
import type { Answer } from '../src/engine/answer.js';
import { desiredCards } from '../src/engine/card.js';
import { handle, previewRoute } from '../src/engine/handle.js';
import { applyTo } from './apply.js';
import { company, submitterId, tenantId } from './company.js';
import { documentIdAt } from './decisions.js';
import { digest, type House, openHouse } from './house.js';

const seededAt = '2026-03-02T08:00:00.000Z';
const origin = { requestId: 'request-seed', platform: 'slack' };

/** Makes a database file with a company and `count` documents that wait for their first decision. */
export async function seed(file: string, count: number): Promise<void> {
  const house = await openHouse(file);
  await house.database.migrate(seededAt);
  await applyTo(house, company, seededAt);
  await submitFirst(house);
  await planCards(house);
  await house.database.close();
  cloneFirst(file, count);
}

/** One document through the same door as everybody's. */
async function submitFirst({ store }: House): Promise<void> {
  const documents = store.documents(tenantId);
  const documentId = documentIdAt(1);
  const by = { actorId: submitterId, documentId };
  const input = { item: 'Height-adjustable desk', amount: { amount: '749.00', currency: 'USD' }, why: reason };
  expectDone(
    await handle(
      documents,
      { ...by, kind: 'create', nonce: 'create', typeKey: 'purchase', input },
      origin,
      seededAt,
      digest,
    ),
  );
  const draft = await documents.read((reader) => reader.document(documentId));
  const content = { documentId, values: draft?.data ?? {} };
  const preview = await previewRoute(documents, 'purchase', submitterId, content, seededAt, digest);
  if (!('digest' in preview)) throw new Error(`no route: ${preview.code}`);
  const seen = { dataRevision: 1, round: 0 };
  const submit = { ...by, kind: 'submit', nonce: 'submit', seen, routeDigest: preview.digest } as const;
  expectDone(await handle(documents, submit, origin, seededAt, digest));
}

async function planCards({ store }: House): Promise<void> {
  const cards = store.cards(tenantId);
  const dossier = await cards.dossier(documentIdAt(1));
  if (dossier === undefined) throw new Error('there is no first document');
  await cards.plan(documentIdAt(1), desiredCards(dossier), origin.requestId, seededAt);
}

const reason =
  'The old one is fixed at one height and two of us share the place on alternate days; the doctor asked for one that moves.';

function expectDone(answer: Answer): void {
  if (answer.kind === 'refused') throw new Error(`seeding was refused: ${JSON.stringify(answer.refusal)}`);
}

const clonedTables = [
  ['documents', 'id = :from'],
  ['approval_steps', 'document_id = :from'],
  ['approvers', 'document_id = :from'],
  ['audit_logs', "entity = 'document/' || :from"],
  ['audit_payloads', "entity = 'document/' || :from"],
  ['cards', 'document_id = :from'],
  ['handled_commands', "idempotency_key like '%/' || :from || '/%'"],
] as const;

/**
 * As after delivery and a checkpoint: cards stand in their readers' conversations, and nothing is owed any more. Nor will
 * it be before a bench wants it: by the machine's clock every ladder of these documents is long over.
 */
const settle = `
  update cards set id = document_id || ':' || user_id, state = 'posted', conversation = 'D' || chat_user,
    message = '1772438400.000100', drawn_version = (select version from documents where id = document_id);
  update approval_steps set next_rung_at = '9999-12-31T00:00:00.000Z' where next_rung_at is not null;
  delete from outbox; delete from audit_moved_chains`;

/**
 * Every row of the first document again under each new id. The copies' hashes are the first one's: deciding reads the
 * newest hash of a chain but never checks it.
 */
function cloneFirst(file: string, count: number): void {
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = OFF');
  database.exec('begin; create temp table clones (id text primary key, number text)');
  database.exec(settle);
  const addClone = database.prepare('insert into clones values (?, ?)');
  for (let index = 2; index <= count; index += 1) addClone.run(documentIdAt(index), numberAt(index));
  for (const [table, where] of clonedTables) cloneRows(database, table, where);
  database.prepare('update document_sequences set last = ?').run(count);
  database.exec('commit');
  // The pages go into the file, so that a copy of the file is a copy of the database.
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

function cloneRows(database: Database, table: string, where: string): void {
  const columns = database.pragma(`table_info(${table})`) as readonly {
    readonly name: string;
    readonly type: string;
  }[];
  const names = columns.map(({ name }) => name).join(', ');
  const values = columns.map(({ name, type }) => {
    if (name === 'number') return 'clones.number';
    return type === 'TEXT' ? `replace(original.${name}, :from, clones.id)` : `original.${name}`;
  });
  database
    .prepare(
      `insert into ${table} (${names}) select ${values.join(', ')}
       from clones, (select * from ${table} where ${where}) as original`,
    )
    .run({ from: documentIdAt(1) });
}

/** Six digits, so that a hundred thousand numbers sort as they count. */
function numberAt(index: number): string {
  return `PR-2026-${String(index).padStart(6, '0')}`;
}
