import { randomBytes, randomUUID } from 'node:crypto';
import { v7 as timeOrderedId } from 'uuid';
import type { DocumentType, StepDefinition, Template } from '../../src/engine/definition.js';
import { instant } from '../../src/engine/instant.js';
import { defaultPreferences } from '../../src/engine/preferences.js';
import { defaultSettings } from '../../src/engine/settings.js';
import { openDatabase } from '../../src/store/open-database.js';
import { type Store, storeOn } from '../../src/store/store.js';
import { seedCompany, type TestCompany } from './company.js';

/** People who ask and decide among themselves, over and over. */
export interface Team {
  readonly key: string;
  readonly askerId: string;
  /** All of them have to agree. */
  readonly panel: readonly string[];
  /** One of them is enough. */
  readonly desk: readonly string[];
  /** Asked after panel and desk; one of them is enough. */
  readonly finance: readonly string[];
  /** One of the panel is out of office, and this one may decide for them; on such a team people also ask and answer. */
  readonly away: { readonly personId: string; readonly substituteId: string } | undefined;
}

export const tenantId = 'acme';

/** The last of them has somebody who is out of office. */
export function teams(count: number): readonly Team[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `t${index}`,
    askerId: `s${index}`,
    panel: [`p${index}a`, `p${index}b`, `p${index}c`],
    desk: [`d${index}a`, `d${index}b`],
    finance: [`f${index}a`, `f${index}b`],
    away: index === count - 1 ? { personId: `p${index}a`, substituteId: `v${index}` } : undefined,
  }));
}

/** Who is out of office decides nothing themselves. */
export function decidersOf(team: Team): readonly string[] {
  const { askerId, away } = team;
  return membersOf(team).filter((id) => id !== askerId && id !== away?.personId);
}

export function membersOf({ askerId, panel, desk, finance, away }: Team): readonly string[] {
  return [askerId, ...panel, ...desk, ...finance, ...(away === undefined ? [] : [away.substituteId])];
}

export function teamCompany(all: readonly Team[]): TestCompany {
  const ids = all.flatMap(membersOf);
  return {
    tenantId,
    people: ids.map((id) => ({ id, roles: ['staff'] })),
    roles: [{ key: 'staff', permissions: ['document.create', 'approval.act'] }],
    types: all.map(typeOf),
    templates: all.map(templateOf),
  };
}

function typeOf({ key }: Team): DocumentType {
  return {
    key,
    version: 1,
    name: 'Purchase request',
    prefix: key.toUpperCase(),
    form: [
      { type: 'text', name: 'item', label: 'Item', required: true },
      { type: 'money', name: 'amount', label: 'Amount', required: true, currencies: ['USD'] },
    ],
    titleField: 'item',
    visibleToManagers: false,
  };
}

function templateOf({ key, panel, desk, finance }: Team): Template {
  const stages = [
    { steps: [step('panel', 'Panel', panel, 'all'), step('desk', 'Desk', desk, 'any')] },
    { steps: [step('finance', 'Finance', finance, 'any')] },
  ];
  return { key, version: 1, name: 'Purchase', type: key, priority: 0, stages };
}

function step(key: string, name: string, people: readonly string[], approveWhen: 'all' | 'any'): StepDefinition {
  const who = people.map((user) => ({ kind: 'user', user }) as const);
  return { key, name, who, rule: { approveWhen, rejectWhen: 'any' } };
}

const dayMs = 86_400_000;
const origin = { requestId: 'seed', platform: 'test' };

/** Makes the database file: the company with nothing asked yet, and whoever is out of office. */
export async function seedTeams(file: string, all: readonly Team[]): Promise<void> {
  const database = await openDatabase(`sqlite:${file}`);
  try {
    await database.migrate(new Date().toISOString());
    await seedCompany(database, teamCompany(all));
    const store = storeOn(database, { newId: timeOrderedId, newSalt: () => randomBytes(16).toString('hex') });
    for (const personId of all.flatMap(membersOf)) await neverRest(store, personId);
    for (const { away } of all) if (away !== undefined) await delegate(store, away);
  } finally {
    await database.close();
  }
}

/** A proof runs at night and on Sundays, too. */
async function neverRest(store: Store, personId: string): Promise<void> {
  const quiet = { from: '00:00', to: '00:00', days: [] };
  const now = instant(Date.now());
  await store.preferences(tenantId).save(personId, { ...defaultPreferences, quiet }, origin.requestId, now);
}

async function delegate(store: Store, { personId, substituteId }: NonNullable<Team['away']>): Promise<void> {
  const now = Date.now();
  const given = await store.delegations(tenantId).give(
    {
      id: randomUUID(),
      fromId: personId,
      toId: substituteId,
      startsAt: instant(now),
      endsAt: instant(now + dayMs),
      types: null,
      cap: null,
    },
    origin,
    instant(now),
    defaultSettings,
  );
  if ('code' in given) throw new Error(`${personId} could not delegate: ${given.code}`);
}
