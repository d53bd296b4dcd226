import { openDatabase } from '../../../../src/store/open-database.js';
import { StoredTimetable } from '../../../../src/store/upkeep/timetable.js';

/** Takes one slot after the other beside whoever else does, and prints those that it got. */
const [file = '', slots = '0'] = process.argv.slice(-2);
const database = await openDatabase(`sqlite:${file}`);
/** Children run apart, so their clocks show different minutes at one moment: within what is honest. */
const aheadMs = 86_400_000;
const timetable = new StoredTimetable(database);
for (let minute = 0; minute < Number(slots); minute += 1) {
  const slot = new Date(Date.parse('2026-03-02T10:00:00.000Z') + minute * 60_000).toISOString();
  if (await timetable.take('entry', slot, slot, aheadMs)) process.stdout.write(`${slot}\n`);
}
await database.close();
