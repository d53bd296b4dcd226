import { createHash, randomUUID } from 'node:crypto';
import { newSalt } from '../src/store/audit/new-salt.js';
import { type OpenedDatabase, openDatabase } from '../src/store/open-database.js';
import { type Store, storeOn } from '../src/store/store.js';

export interface House {
  readonly database: OpenedDatabase;
  readonly store: Store;
}

/** The store on a file, wired as the product wires it: the salts of the trail are as random and as long. */
export async function openHouse(file: string): Promise<House> {
  const database = await openDatabase(`sqlite:${file}`);
  return { database, store: storeOn(database, { newId: randomUUID, newSalt }) };
}

export function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
