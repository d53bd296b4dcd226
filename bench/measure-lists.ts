import { submitterId, tenantId } from './company.js';
import { type House, openHouse } from './house.js';
import { type Percentiles, percentilesOf } from './statistics.js';

const linesPerPage = 10;
const pagesDeep = 10;
const readsPerList = 200;
/** Every seeded document waits for this person. */
const readerId = 'bo';

export interface ListFigures {
  readonly documents: number;
  readonly lists: readonly ListFigure[];
}

export interface ListFigure extends Percentiles {
  readonly name: string;
}

type Read = (after?: string) => Promise<{ readonly items: readonly unknown[]; readonly next: string | undefined }>;

/** Reads the lists of people for whom all documents are, and of whom all are: nobody has longer ones. */
export async function measureLists(file: string, documents: number): Promise<ListFigures> {
  const house = await openHouse(file);
  const lists: ListFigure[] = [];
  for (const [name, read] of Object.entries(readsOf(house))) {
    const deep = await placeOf(read);
    lists.push({ name, ...(await measure(() => read())) });
    lists.push({ name: `${name}, page ${pagesDeep + 1}`, ...(await measure(() => read(deep))) });
  }
  await house.database.close();
  return { documents, lists };
}

function readsOf({ store }: House): Readonly<Record<string, Read>> {
  const reading = store.reading(tenantId);
  const admin = store.admin(tenantId);
  return {
    inbox: (after) => reading.waitingFor(readerId, linesPerPage, after),
    'my requests': (after) => reading.requestedBy(submitterId, linesPerPage, after),
    'audit trail of a person': (after) =>
      admin.trail({ personId: submitterId, limit: linesPerPage, ...(after === undefined ? {} : { after }) }),
  };
}

async function placeOf(read: Read): Promise<string> {
  let after: string | undefined;
  for (let page = 0; page < pagesDeep; page += 1) {
    const { items, next } = await read(after);
    if (items.length < linesPerPage || next === undefined) throw new Error('a list is shorter than it should be');
    after = next;
  }
  return after ?? '';
}

async function measure(read: () => Promise<unknown>): Promise<Percentiles> {
  const tookMs: number[] = [];
  for (let count = 0; count < readsPerList; count += 1) {
    const started = performance.now();
    await read();
    tookMs.push(performance.now() - started);
  }
  return percentilesOf(tookMs);
}
