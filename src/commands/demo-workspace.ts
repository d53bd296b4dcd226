import type { SandboxPerson } from '../sandbox/options.js';
import type { OpenedDatabase } from '../store/open-database.js';

/** Somebody of the sample company who can ask at once and has others above who decide; the README begins there too. */
const beginner = 'lucas';

/** Who is in the workspace of the demo. */
export interface DemoWorkspace {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly people: readonly SandboxPerson[];
  /** The company's own, an IANA name. */
  readonly timeZone: string;
  /** Through whose eyes the page opens. */
  readonly startAs: string | undefined;
}

/** Whom a real workspace has beside the employees: the bot must know them for what they are. */
const others: readonly SandboxPerson[] = [
  {
    id: 'U0ROBIN',
    name: 'robin',
    realName: 'Robin Castell',
    title: 'Not in the company files',
    email: 'robin@example.com',
  },
  {
    id: 'U0GIL',
    name: 'gil',
    realName: 'Gil Ferrer',
    title: 'Auditor',
    email: 'gil@example.org',
    guest: 'multi-channel',
  },
  {
    id: 'U0OLGA',
    name: 'olga',
    realName: 'Olga Sund',
    title: 'Supplier',
    email: 'olga@example.net',
    teamId: 'T0SUPPLIER',
  },
];

/** Every employee has an account, also whom the bot does not know by it yet: it gets to know them by their address. */
export async function demoWorkspace({ read }: OpenedDatabase): Promise<DemoWorkspace> {
  const company = await read
    .selectFrom('tenants as t')
    .innerJoin('chat_installations as i', 'i.tenant_id', 't.id')
    .select(['t.id', 't.name', 't.time_zone', 'i.installation'])
    .where('i.platform', '=', 'slack')
    .executeTakeFirstOrThrow();
  const employees = await read
    .selectFrom('users as u')
    .leftJoin('chat_identities as c', (join) =>
      join.onRef('c.tenant_id', '=', 'u.tenant_id').onRef('c.user_id', '=', 'u.id').on('c.platform', '=', 'slack'),
    )
    .select(['c.chat_user', 'u.id', 'u.name', 'u.title', 'u.email', 'u.time_zone', 'u.locale'])
    .where('u.tenant_id', '=', company.id)
    .where((where) => where.or([where('c.chat_user', 'is not', null), where('u.status', '=', 'active')]))
    .orderBy('u.name')
    .execute();
  const people = employees.map(
    (person): SandboxPerson => ({
      id: person.chat_user ?? accountOf(person.id),
      name: person.id,
      realName: person.name,
      title: person.title ?? undefined,
      email: person.email,
      tz: person.time_zone ?? company.time_zone,
      locale: person.locale ?? undefined,
    }),
  );
  const taken = new Set(people.map(({ id }) => id));
  return {
    team: { id: company.installation, name: company.name, domain: company.id },
    timeZone: company.time_zone,
    startAs: people.find(({ name }) => name === beginner)?.id,
    people: [...people, ...others.filter(({ id }) => !taken.has(id))],
  };
}

/** The same after every restart, so that a conversation stays with its person. */
function accountOf(employeeId: string): string {
  return `U0${employeeId.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`;
}
