import { existsSync, readFileSync } from 'node:fs';

/** The same file seen from `src` and from `dist/src`. */
const places = ['../package.json', '../../package.json'];

/** The version of this program, as package.json has it. */
export function ownVersion(): string {
  const place = places.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
  if (place === undefined) return 'unknown';
  const { version }: { version?: unknown } = JSON.parse(readFileSync(place, 'utf8'));
  return typeof version === 'string' ? version : 'unknown';
}
