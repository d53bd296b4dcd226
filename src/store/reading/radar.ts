import { awaitedPlaces, stepById } from '../../engine/document.js';
import { canAnswer, isStuck, type NamedPerson } from '../../engine/dossier.js';
import type { Radar, StuckCause, StuckDocument, UnablePerson } from '../../engine/ports/radar.js';
import type { Page } from '../../engine/ports/reading.js';
import type { Database } from '../database.js';
import { loadDocument } from '../documents/load-document.js';
import { loadPeople } from './dossier.js';
import { pageOf } from './page.js';
import {
  type Cursor,
  findIdleSubmitters,
  findNotDelivered,
  findOpenPlaces,
  findSuspects,
  findUnanswered,
  rowsWithoutCompleter,
  type StuckRow,
} from './stuck-rows.js';

/** A cause, and where it stands in the order of the list. */
interface Found {
  readonly place: Cursor;
  readonly document: StuckDocument;
}

/** From where on, and how many at most. */
interface Wanted {
  readonly after: Cursor;
  readonly limit: number;
}

type Search = (wanted: Wanted) => Promise<readonly Found[]>;

/** Of one tenant. Looks at what is open and at nothing that is done, cause by cause. */
export class StoredRadar implements Radar {
  readonly #database: Database;
  readonly #tenant: string;

  constructor(database: Database, tenant: string) {
    this.#database = database;
    this.#tenant = tenant;
  }

  async stuck(limit: number, after?: string): Promise<Page<StuckDocument>> {
    const wanted = { after: cursorOf(after), limit: limit + 1 };
    const searches: readonly Search[] = [
      (from) => this.#openPlaces(from),
      (from) => this.#unable(from),
      (from) => this.#withoutCompleter(from),
      (from) => this.#withIdleSubmitters(from),
      (from) => this.#unanswered(from),
      (from) => this.#undelivered(from),
    ];
    const found: Found[] = [];
    for (const search of searches) found.push(...(await search(wanted)));
    const page = pageOf(found.toSorted(inOrder).slice(0, wanted.limit), limit, ({ place }) => place.join(' '));
    return { items: page.items.map(({ document }) => document), next: page.next };
  }

  async #openPlaces(wanted: Wanted): Promise<readonly Found[]> {
    const rows = await findOpenPlaces(this.#database.read, this.#tenant, wanted);
    return rows.map((row) => foundIn(row, openPlace(row)));
  }

  /** The rules judge what the rows only make suspicious: others may be able to vote in somebody's place. */
  async #unable({ after, limit }: Wanted): Promise<readonly Found[]> {
    const found: Found[] = [];
    for (let from = after; found.length < limit; ) {
      const rows = await findSuspects(this.#database.read, this.#tenant, { after: from, limit });
      for (const row of rows) {
        const people = await this.#unableOn(row);
        if (people.length > 0) found.push(foundIn(row, { kind: 'unable', ...stepOf(row), people }));
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < limit) break;
      from = placeOf(last);
    }
    return found.slice(0, limit);
  }

  /** Whose vote is missing on a stuck step and who cannot give it; nobody where the step can move. */
  async #unableOn({ document_id, step_id }: StuckRow): Promise<readonly UnablePerson[]> {
    const db = this.#database.read;
    const document = await loadDocument(db, this.#tenant, document_id);
    const step = document && stepById(document, step_id ?? '');
    if (step === undefined) return [];
    const concerned = [...step.approvers, ...step.deputies].map(({ personId }) => personId);
    const people = await loadPeople(db, this.#tenant, concerned);
    if (!isStuck(step, { people })) return [];
    return awaitedPlaces(step)
      .filter(({ personId }) => !canAnswer({ people }, personId))
      .flatMap(({ personId }) => unablePerson(people.get(personId)));
  }

  async #withoutCompleter(wanted: Wanted): Promise<readonly Found[]> {
    const rows = await rowsWithoutCompleter(this.#database.read, this.#tenant, wanted);
    return rows.map((row) => foundIn(row, { kind: 'no-completer', role: row.detail ?? '' }));
  }

  async #withIdleSubmitters(wanted: Wanted): Promise<readonly Found[]> {
    const rows = await findIdleSubmitters(this.#database.read, this.#tenant, wanted);
    const submitters = await this.#submittersIn(rows);
    return rows.map((row, at) => foundIn(row, { kind: 'submitter-unable', person: submitters[at] ?? nameless }));
  }

  async #unanswered(wanted: Wanted): Promise<readonly Found[]> {
    const rows = await findUnanswered(this.#database.read, this.#tenant, wanted);
    const submitters = await this.#submittersIn(rows);
    return rows.map((row, at) => {
      return foundIn(row, { kind: 'no-answer', step: row.step ?? '', person: submitters[at] ?? nameless });
    });
  }

  /** Of each row, who cannot make requests, and why. */
  async #submittersIn(rows: readonly StuckRow[]): Promise<readonly UnablePerson[]> {
    const ids = rows.map(({ person_id }) => person_id ?? '');
    const people = await loadPeople(this.#database.read, this.#tenant, ids);
    return ids.map((of) => {
      const { id, name, active, reachable } = people.get(of) ?? nobody;
      return { id, name, why: active ? (reachable ? 'may-not-act' : 'unreachable') : 'left' };
    });
  }

  async #undelivered(wanted: Wanted): Promise<readonly Found[]> {
    const rows = await findNotDelivered(this.#database.read, this.#tenant, wanted);
    return rows.map(({ person_id, person_name, detail, ...row }) => {
      const person = { id: person_id ?? '', name: person_name ?? '' };
      return foundIn(row, { kind: 'undelivered', person, error: detail ?? '' });
    });
  }
}

function openPlace(row: StuckRow): StuckCause {
  const step = stepOf(row);
  return row.detail === null ? { kind: 'open-place', ...step } : { kind: 'rule-failed', ...step, error: row.detail };
}

function stepOf({ step, step_id }: Pick<StuckRow, 'step' | 'step_id'>) {
  return { step: step ?? '', stepId: step_id ?? '' };
}

function unablePerson(person: NamedPerson | undefined): readonly UnablePerson[] {
  if (person === undefined) return [];
  const { id, name, active, mayAct } = person;
  return [{ id, name, why: active ? (mayAct ? 'unreachable' : 'may-not-act') : 'left' }];
}

const nobody: NamedPerson = { id: '', name: '', active: false, reachable: false, mayAct: false };
const nameless: UnablePerson = { id: '', name: '', why: 'left' };

type Row = Omit<StuckRow, 'person_id' | 'person_name' | 'detail'>;

function foundIn(row: Row, cause: StuckCause): Found {
  const { document_id: documentId, number, title, type_name: typeName, submitter: submitterName, since } = row;
  return {
    place: placeOf(row),
    document: { documentId, number, title, typeName, submitterName, since, cause },
  };
}

function placeOf({ since, document_id, cause, part }: Row): Cursor {
  return [since, document_id, cause, part];
}

function inOrder({ place: a }: Found, { place: b }: Found): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at === -1 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}

/** Neither times nor ids have spaces. */
function cursorOf(after = ''): Cursor {
  const [since = '', documentId = '', cause = '', part = ''] = after.split(' ');
  return [since, documentId, cause, part];
}
