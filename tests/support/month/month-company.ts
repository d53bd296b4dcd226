import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary.js';

/** The sample company in a folder of its own, with an account for everybody and ladders that come to their end. */
export function monthCompany(): string {
  const folder = temporaryFolder();
  cpSync('examples/company', folder, { recursive: true });
  cpSync('tests/support/month/company.yaml', join(folder, 'month.yaml'));
  // What the sentences of the sample say of routes does not hold any more when people leave.
  rewrite(folder, (text) => text.replace(/\n(# [^\n]*\n)?tests:\n[\s\S]*$/, '\n'));
  for (const id of ['jonas', 'elif']) change(folder, id, `    slack: { user: U0${id.toUpperCase()} }`);
  return folder;
}

/** Somebody leaves. */
export function leaveCompany(folder: string, id: string): void {
  change(folder, id, '    status: inactive');
}

function change(folder: string, id: string, line: string): void {
  const file = join(folder, 'people.yaml');
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(`  - id: ${id}\n`, `  - id: ${id}\n${line}\n`);
  if (changed === text) throw new Error(`nobody is called ${id}`);
  writeFileSync(file, changed);
}

function rewrite(folder: string, by: (text: string) => string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  for (const name of files) {
    const file = join(folder, name);
    writeFileSync(file, by(readFileSync(file, 'utf8')));
  }
}
