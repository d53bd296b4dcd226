import { join } from 'node:path';
import type { Company, CompanyPerson } from '../src/engine/company/company.js';
import { applyTo } from './apply.js';
import { company, personOf } from './company.js';
import { openHouse } from './house.js';

const people = 2000;
const peoplePerManager = 20;
const appliedAt = '2026-03-02T08:00:00.000Z';

export interface ApplyFigures {
  readonly people: number;
  /** Into an empty database, in seconds. */
  readonly first: number;
  /** With nothing changed since. */
  readonly again: number;
  /** With every second person renamed. */
  readonly changed: number;
}

/** Applies a large company to an empty file, then as it is, then with changes. */
export async function measureApply(folder: string): Promise<ApplyFigures> {
  const house = await openHouse(join(folder, 'applied.sqlite'));
  await house.database.migrate(appliedAt);
  const large = withPeople((at) => personOf(idAt(at), `Person ${at}`, managerOf(at)));
  const renamed = withPeople((at) => personOf(idAt(at), at % 2 ? `Person ${at}` : `Somebody ${at}`, managerOf(at)));
  const seconds = async (applied: Company) => {
    const started = performance.now();
    await applyTo(house, applied, appliedAt);
    return (performance.now() - started) / 1000;
  };
  const figures = { people, first: await seconds(large), again: await seconds(large), changed: await seconds(renamed) };
  await house.database.close();
  return figures;
}

function withPeople(make: (at: number) => CompanyPerson): Company {
  return { ...company, people: [...company.people, ...Array.from({ length: people }, (_, at) => make(at))] };
}

function idAt(index: number): string {
  return `employee-${String(index).padStart(4, '0')}`;
}

/** The first of each group manages it, and is managed by Bo. */
function managerOf(index: number): string {
  return index % peoplePerManager === 0 ? 'bo' : idAt(index - (index % peoplePerManager));
}
