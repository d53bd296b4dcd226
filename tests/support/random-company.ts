import type { CompanyFile, TownPerson } from './town.js';

/** Numbers from 0 up to 1 that follow from a seed (mulberry32, public domain): a failing run can be had again. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface RandomCompany {
  readonly file: CompanyFile;
  readonly asker: TownPerson;
  readonly manager: TownPerson;
  readonly buyers: readonly TownPerson[];
  readonly accountants: readonly TownPerson[];
  readonly stranger: TownPerson;
  /** What a form takes, e.g. `1,234.50`. */
  readonly amount: string;
  readonly item: string;
}

const firstNames = [
  'Ana',
  'Björn',
  'Chidi',
  'Đorđe',
  'Élise',
  'Farah',
  'Göran',
  'Hiro',
  'Ines',
  'Jun',
  'Kofi',
  'Leïla',
];
const lastNames = ['Okoro', 'Lind', 'Świątek', 'Haddad', 'O’Neil', 'Tanaka', 'da Silva', 'Vogel', 'Nguyễn', 'Pereira'];
const items = ['Loom', 'Ladder', 'Label printer', 'Lamp “Ålesund”', 'Licence <b>Pro</b>', 'Lunch & learn'];

/** Manager and procurement at once, then finance, with names, sizes and amounts that chance picks. */
export function randomCompany(seed: number): RandomCompany {
  const random = seededRandom(seed);
  const among = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  let made = 0;
  const person = (more: Record<string, unknown> = {}): TownPerson => {
    made += 1;
    const name = `${among(firstNames)} ${among(lastNames)} ${made}`;
    return { id: `p${made}`, name, email: `p${made}@example.com`, unit: 'all', slack: { user: `U0P${made}` }, ...more };
  };
  const several = (role: string) =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => person({ roles: [role] }));
  const manager = person();
  const asker = person({ manager: manager.id });
  const buyers = several('buyer');
  const accountants = several('accountant');
  const admin = person({ roles: ['admin'] });
  const stranger = person();
  const file: CompanyFile = {
    company: {
      id: 'random',
      name: 'Random & Co',
      time_zone: among(['Asia/Jakarta', 'Europe/Berlin']),
      locale: 'en',
      slack: { team: 'T0RANDOM' },
    } as CompanyFile['company'],
    units: [{ id: 'all', name: 'All of us' }],
    roles: [
      { key: 'buyer', name: 'Buyer' },
      { key: 'accountant', name: 'Accountant' },
    ],
    people: [manager, asker, ...buyers, ...accountants, admin, stranger],
    types: [
      {
        key: 'purchase',
        name: 'Purchase',
        prefix: 'PU',
        title_field: 'item',
        form: [
          { name: 'item', type: 'text', label: 'Item', required: true },
          { name: 'amount', type: 'money', label: 'Amount', required: true, currencies: ['USD'] },
          { name: 'why', type: 'long_text', label: 'Why' },
        ],
      },
    ],
    templates: [
      {
        key: 'purchase',
        name: 'Purchase',
        type: 'purchase',
        stages: [
          {
            steps: [
              { key: 'manager', name: 'Manager', who: 'manager' },
              { key: 'buyer', name: 'Buying', who: { role: 'buyer' }, approve_when: 'all' },
            ],
          },
          { steps: [{ key: 'accountant', name: 'Accounting', who: { role: 'accountant' } }] },
        ],
      },
    ],
  };
  const amount = `${1 + Math.floor(random() * 9)},${String(Math.floor(random() * 1000)).padStart(3, '0')}.${Math.floor(random() * 90) + 10}`;
  return { file, asker, manager, buyers, accountants, stranger, amount, item: among(items) };
}
