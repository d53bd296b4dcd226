import type { CommandKind } from '../../../src/engine/command.js';

const listed: Readonly<Record<CommandKind, true>> = {
  answer: true,
  approve: true,
  ask: true,
  cancel: true,
  complete: true,
  create: true,
  'delegate-step': true,
  delete: true,
  edit: true,
  'fire-rung': true,
  lapse: true,
  nudge: true,
  reassign: true,
  reject: true,
  'replace-leaver': true,
  return: true,
  submit: true,
  'sync-delegations': true,
};

/** Every kind there is, sorted: one that is missing here does not compile. */
export const commandKinds: readonly string[] = Object.keys(listed).sort();
