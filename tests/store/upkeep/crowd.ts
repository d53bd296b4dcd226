import { type RawBuilder, sql } from 'kysely';
import { type House, openHouse } from '../../support/house.js';
import { managedCompany, stepOf, submitted } from '../documents/acting.js';

/** One in so many is still pending, and as many were returned. */
export const oneIn = 50;

/** A company with so many documents, most of them done, as copies of one. */
export async function crowdedHouse(copies: number): Promise<House> {
  const house = await openHouse(managedCompany());
  const id = await submitted(house);
  const isOpen = sql`i % ${sql.lit(oneIn)} = 0`;
  await copy(house, 'documents', sql`id = ${id}`, copies, {
    id: sql`'copy-' || i`,
    number: sql`'copy-' || i`,
    status: sql`case i % ${sql.lit(oneIn)} when 0 then 'pending' when 1 then 'returned' else 'approved' end`,
    closed_at: sql`iif(${isOpen}, null, created_at)`,
  });
  await giveCard(house, id);
  await copy(house, 'cards', sql`document_id = ${id}`, copies, {
    id: sql`'card-' || i`,
    document_id: sql`'copy-' || i`,
    subject: sql`'step-' || i || '-0'`,
  });
  for (const bit of [0, 1]) {
    await copy(house, 'approval_steps', sql`document_id = ${id} and bit = ${bit}`, copies, {
      id: sql`'step-' || i || '-' || bit`,
      document_id: sql`'copy-' || i`,
      status: sql`iif(${isOpen}, 'pending', 'approved')`,
      closed_at: sql`iif(${isOpen}, null, opened_at)`,
      next_rung_at: sql`iif(${isOpen}, next_rung_at, null)`,
    });
    const ofStep = sql`document_id = ${id} and step_id like ${`%:${bit}`}`;
    await copy(house, 'approvers', ofStep, copies, {
      step_id: sql`'step-' || i || '-' || ${sql.lit(bit)}`,
      document_id: sql`'copy-' || i`,
      asked_since: sql`iif(${isOpen}, asked_since, null)`,
      decision: sql`iif(${isOpen}, null, 'approve')`,
    });
  }
  return house;
}

async function giveCard(house: House, documentId: string): Promise<void> {
  const { id: subject } = await stepOf(house, documentId);
  const wanted = [{ role: 'approver', personId: 'bo', subject }] as const;
  await house.store.cards('acme').plan(documentId, wanted, 'req', house.now());
}

/** So many copies of what is there, each with its number `i` in it. */
async function copy(
  house: House,
  table: 'documents' | 'approval_steps' | 'approvers' | 'cards',
  where: RawBuilder<unknown>,
  copies: number,
  change: Readonly<Record<string, RawBuilder<unknown>>>,
): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(
    house.database.read,
  );
  const columns = sql.join(rows.map(({ name }) => sql.ref(name)));
  const values = sql.join(rows.map(({ name }) => change[name] ?? sql.ref(name)));
  await house.database.write((trx) =>
    sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(copies)})
      insert into ${sql.table(table)} (${columns}) select ${values} from n, ${sql.table(table)} where ${where}`.execute(
      trx,
    ),
  );
}
