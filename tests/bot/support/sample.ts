type Say = (...args: never[]) => unknown;

/** For every word that takes arguments, some to say it with; the compiler names those that are missing. */
export type Samples<T> = T extends Say
  ? readonly [Parameters<T>, ...Parameters<T>[]]
  : T extends string | readonly unknown[]
    ? never
    : Filled<{ readonly [K in keyof T as [Samples<T[K]>] extends [never] ? never : K]: Samples<T[K]> }>;

type Filled<T> = [keyof T] extends [never] ? never : T;

/** What nobody would write, so that it is found again in a sentence. */
export function marker(name: string): string {
  return `‹${name}›`;
}
