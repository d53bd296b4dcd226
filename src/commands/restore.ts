import { instant } from '../engine/instant.js';
import { BackupFault } from '../store/backup/house-places.js';
import type { CliCommand } from './command.js';
import { housePlaces } from './house-places.js';
import { isProven, restoreAndProve, restoredLines } from './restored-house.js';

export const restoreCommand: CliCommand = {
  name: 'restore',
  usage: 'FROM',
  summary: 'put a backup into the empty place that the settings name, and prove that it is what was backed up',
  run: async (args, { settings, print, complain, now }) => {
    const [from, ...others] = args;
    if (from === undefined || from.startsWith('-') || others.length > 0) {
      complain('Usage: countersign restore FROM');
      return 2;
    }
    const places = housePlaces(settings());
    try {
      const house = await restoreAndProve(from, places, instant(now()));
      for (const name of house.migrated) print(`applied ${name}`);
      const isGood = isProven(house);
      for (const line of restoredLines(house)) (isGood ? print : complain)(line);
      if (isGood) print(`Restored to ${places.databaseFile} as of ${house.backedUpAt}.`);
      return isGood ? 0 : 1;
    } catch (error) {
      if (!(error instanceof BackupFault)) throw error;
      complain(error.message);
      return 1;
    }
  },
};
