import type { Company } from '../../../src/engine/company/company.js';
import { type CompanyReading, readCompany } from '../../../src/engine/company/read-company.js';

/** What a folder of files says, as plain data that a test may change. */
export interface RawCompany {
  company: Record<string, unknown>;
  units: Record<string, unknown>[];
  people: Record<string, unknown>[];
  roles: Record<string, unknown>[];
  types: Record<string, unknown>[];
  templates: Record<string, unknown>[];
  groups: Record<string, unknown>[];
  calendars: Record<string, unknown>[];
  policies: Record<string, unknown>[];
  tests: Record<string, unknown>[];
}

/** Ana leads and is the admin; Bo and Cy work under her in the shop; purchases go to the manager, then to the buyers. */
export function acme(): RawCompany {
  return {
    company: { id: 'acme', name: 'Acme', time_zone: 'Europe/Berlin', slack: { team: 'T0ACME' } },
    units: [
      { id: 'root', name: 'Acme', head: 'ana' },
      { id: 'shop', name: 'Shop', parent: 'root', head: 'bo' },
    ],
    people: [
      { id: 'ana', name: 'Ana', email: 'ana@example.com', unit: 'root', roles: ['admin'], slack: { user: 'U0ANA' } },
      { id: 'bo', name: 'Bo', email: 'bo@example.com', unit: 'shop', manager: 'ana', slack: { user: 'U0BO' } },
      {
        id: 'cy',
        name: 'Cy',
        email: 'cy@example.com',
        unit: 'shop',
        manager: 'bo',
        roles: [{ role: 'buyers', unit: 'shop' }],
        slack: { user: 'U0CY' },
      },
    ],
    roles: [{ key: 'buyers', name: 'Buyers' }],
    types: [
      {
        key: 'purchase',
        name: 'Purchase',
        prefix: 'PR',
        title_field: 'item',
        form: [
          { name: 'item', type: 'text', label: 'Item', required: true },
          { name: 'count', type: 'integer', label: 'How many' },
        ],
      },
    ],
    templates: [
      {
        key: 'purchase',
        name: 'Purchase',
        type: 'purchase',
        stages: [
          { steps: [{ key: 'manager', name: 'Manager', who: ['manager'] }] },
          { steps: [{ key: 'buyers', name: 'Buyers', who: [{ role: 'buyers' }], approve_when: 'all' }] },
        ],
      },
    ],
    groups: [],
    calendars: [],
    policies: [],
    tests: [],
  };
}

export type Edit = (raw: RawCompany) => unknown;

export function readingOf(edit: Edit = () => undefined): CompanyReading {
  const raw = acme();
  edit(raw);
  return readCompany({ ...raw });
}

export function acceptedReading(edit?: Edit): Extract<CompanyReading, { ok: true }> {
  const reading = readingOf(edit);
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  return reading;
}

export function companyOf(edit?: Edit): Company {
  return acceptedReading(edit).company;
}

/** `people.1.name: what is wrong with it`. */
export function mistakesOf(edit: Edit): readonly string[] {
  const reading = readingOf(edit);
  return reading.ok ? [] : reading.mistakes.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

export function warningsOf(edit?: Edit): readonly string[] {
  return acceptedReading(edit).warnings.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

export function set(entry: unknown, values: object): void {
  Object.assign(entry as object, values);
}

export function step(key: string, more: object = {}): object {
  return { key, name: key, who: 'manager', ...more };
}

/** Gives the template these stages. */
export function stagesOf(...stages: object[][]): Edit {
  return (raw) => set(raw.templates[0], { stages: stages.map((steps) => ({ steps })) });
}
