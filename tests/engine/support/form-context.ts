import type { FormContext } from '../../../src/engine/form/context.js';

/** Ana fills a form on a Tuesday in March; Bo has left, and nobody is called anything else. */
export const context: FormContext = {
  today: '2026-03-31',
  requesterId: 'ana',
  standingOf: (personId) => (personId === 'bo' ? 'inactive' : /^(?:ana|cy|di)$/.test(personId) ? 'active' : 'unknown'),
  attachments: { required: false, max: 5, bytesMax: 1000 },
  calendar: undefined,
};
