/**
 * Whether data has more values than that, every one counted wherever it stands: aliases make the same list stand in many
 * places at once, and whoever goes through the data goes through it each time. Counts no further than it has to, so data
 * that contains itself, which has no end, has more.
 */
export function hasMoreValues(data: unknown, valuesMax: number): boolean {
  const open: unknown[] = [data];
  for (let count = 0; open.length > 0; ) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    const inside: readonly unknown[] = Object.values(value);
    count += inside.length;
    if (count > valuesMax) return true;
    for (const one of inside) open.push(one);
  }
  return false;
}
