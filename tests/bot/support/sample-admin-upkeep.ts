import type { AdminJobsWords, AdminStuckWords } from '../../../src/bot/view/admin/upkeep-words.js';
import type { UnablePerson } from '../../../src/engine/ports/radar.js';
import { at } from './dossier.js';
import { marker, type Samples } from './sample.js';

const [kind, name, step, error] = [marker('kind'), marker('name'), marker('step'), marker('error')];
const unable = (why: UnablePerson['why']): UnablePerson => ({ id: 'id', name, why });

export const jobsSamples: Samples<AdminJobsWords> = {
  load: [
    [kind, { due: 351, held: 352, later: 353, failed: 354, oldestDueAt: at(1) }],
    [kind, { due: 0, held: 0, later: 1, failed: 0, oldestDueAt: undefined }],
  ],
  failed: [
    [kind, marker('number'), name],
    [kind, null, null],
  ],
  failedAbout: [
    [1, at(1), error],
    [355, at(1), error],
  ],
  retried: [[1], [356]],
};

export const stuckSamples: Samples<AdminStuckWords> = {
  document: [
    [marker('title'), marker('number'), marker('type')],
    [marker('title'), null, marker('type')],
  ],
  about: [[name, at(1)]],
  openPlace: [[step]],
  ruleFailed: [[step, error]],
  unable: [
    [step, [unable('left')], 0],
    [step, [unable('left'), unable('unreachable'), unable('may-not-act')], 357],
  ],
  noCompleter: [[marker('role')]],
  submitterUnable: [[unable('left')], [unable('unreachable')], [unable('may-not-act')]],
  noAnswer: [
    [step, unable('left')],
    [step, unable('unreachable')],
    [step, unable('may-not-act')],
  ],
  undelivered: [[name, error]],
  fix: { noCompleter: [[marker('role')]] },
};
