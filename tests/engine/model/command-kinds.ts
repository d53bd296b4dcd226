import type { CommandKind } from '../../../src/engine/command.js';

const listed: Readonly<Record<CommandKind, true>> = {
  approve: true,
  cancel: true,
  complete: true,
  create: true,
  delete: true,
  edit: true,
  reassign: true,
  reject: true,
  return: true,
  submit: true,
};

/** Every kind there is, sorted: one that is missing here does not compile. */
export const commandKinds: readonly string[] = Object.keys(listed).sort();
