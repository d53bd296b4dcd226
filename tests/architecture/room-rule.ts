import { computedImport, type Source, targetOf } from './source.js';

/** What a room of the house may import besides itself. */
interface Sight {
  readonly rooms: readonly string[];
  /** Packages; `node` stands for everything that Node brings along. Absent: any, but for those that have an owner. */
  readonly packages?: readonly string[];
}

const everyRoom = ['engine', 'store', 'jobs', 'bot', 'sandbox', 'config', 'version', 'compose', 'commands'];

const sights: Readonly<Record<string, Sight>> = {
  engine: { rooms: [], packages: ['zod', '@marcbachmann/cel-js', 'date-fns', '@date-fns/tz', 're2js'] },
  store: { rooms: ['engine'] },
  jobs: { rooms: ['engine'] },
  bot: { rooms: ['engine'] },
  sandbox: { rooms: [] },
  config: { rooms: [] },
  version: { rooms: [] },
  compose: { rooms: everyRoom },
  commands: { rooms: everyRoom },
  main: { rooms: everyRoom },
  migrations: { rooms: [], packages: ['kysely'] },
};

/** Packages that belong to one place, so that replacing one of them touches that place only. */
const owners: readonly { readonly package: RegExp; readonly folder: RegExp }[] = [
  { package: /^(react|react-dom|slack-blocks-to-jsx)$/, folder: /^src\/sandbox\/page\// },
  { package: /^(kysely|better-sqlite3)$/, folder: /^(src\/store|migrations)\// },
  { package: /^@slack\//, folder: /^src\/bot\/slack\// },
];

/** Finds migrations by their names in a folder: the one place where only the running program knows what is imported. */
const importsByName = 'src/store/migrate.ts';

/** What a file imports that its room must not see, in words. */
export function brokenRoomRules({ path, imports }: Source): readonly string[] {
  const room = roomOf(path);
  const sight = sights[room];
  if (sight === undefined) return [`${path} is in no room that the design names`];
  return imports.flatMap((specifier) => {
    const problem = specifier.startsWith('.')
      ? brokenByFile(path, room, sight, targetOf(path, specifier))
      : brokenByPackage(path, sight, specifier);
    return problem === undefined ? [] : [`${path} imports ${specifier}: ${problem}`];
  });
}

function brokenByFile(path: string, room: string, sight: Sight, target: string): string | undefined {
  if (target.startsWith('src/sandbox/page/') && !path.startsWith('src/sandbox/page/')) {
    return 'the page is built for the browser and imported by nobody';
  }
  const other = roomOf(target);
  return other === room || sight.rooms.includes(other) ? undefined : `${room} does not see ${other}`;
}

function brokenByPackage(path: string, sight: Sight, specifier: string): string | undefined {
  if (specifier === computedImport) return path === importsByName ? undefined : 'nobody can tell what it imports';
  const name = packageOf(specifier);
  const owner = owners.find((one) => one.package.test(name));
  if (owner !== undefined && !owner.folder.test(path)) return `${name} belongs to ${owner.folder.source}`;
  return sight.packages === undefined || sight.packages.includes(name) ? undefined : `${name} is not for this room`;
}

/** `src/store/documents/actor` is in the store, `src/main` in the room of its own name. */
export function roomOf(path: string): string {
  const [top = '', next = ''] = path.split('/');
  return top === 'src' ? next.replace(/\.ts$/, '') : top;
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
