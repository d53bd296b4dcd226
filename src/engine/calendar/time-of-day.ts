/** Milliseconds after midnight of `HH:MM`; of `24:00` a whole day. */
export function timeMs(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}
