import { z } from 'zod';
import { type Checked, checkHome, checkModal } from '../block-kit/check.js';
import { elementsOf } from '../block-kit/elements-of.js';
import { LIMITS } from '../block-kit/limits.js';
import type { ModalView } from '../block-kit/surfaces.js';
import type { SandboxParts } from '../parts.js';
import { viewForApp } from '../view-shape.js';
import { ApiProblem } from './api-problem.js';
import { jsonArgument, type MethodArguments, readArguments } from './arguments.js';
import { demandScope } from './scopes.js';

const id = z.string().min(1);
const view = jsonArgument;
const openArguments = z.object({ trigger_id: id, view });
const updateArguments = z.object({ view_id: id.optional(), external_id: id.optional(), hash: id.optional(), view });
const publishArguments = z.object({ user_id: id, hash: id.optional(), view });

export function openView(parts: SandboxParts, given: MethodArguments) {
  const args = readArguments(openArguments, given);
  const modal = acceptedModal(parts, args.view);
  return { view: viewForApp(parts.views.open(parts.triggers.exchange(args.trigger_id), modal)) };
}

export function pushView(parts: SandboxParts, given: MethodArguments) {
  const args = readArguments(openArguments, given);
  const modal = acceptedModal(parts, args.view);
  return { view: viewForApp(parts.views.push(parts.triggers.exchange(args.trigger_id), modal)) };
}

export function updateView(parts: SandboxParts, given: MethodArguments) {
  const args = readArguments(updateArguments, given);
  if (args.view_id === undefined && args.external_id === undefined) {
    throw new ApiProblem('invalid_arguments', ['missing required field: view_id']);
  }
  const modal = acceptedModal(parts, args.view);
  const wanted = { viewId: args.view_id, externalId: args.external_id };
  return { view: viewForApp(parts.views.update(wanted, modal, args.hash)) };
}

export function publishView(parts: SandboxParts, given: MethodArguments) {
  const args = readArguments(publishArguments, given);
  const home = accepted(args.view, checkHome);
  const person = parts.workspace.person(args.user_id);
  if (person === undefined || parts.workspace.isOutsider(person)) throw new ApiProblem('user_not_found');
  return { view: viewForApp(parts.views.publish(person.id, home, args.hash)) };
}

/** @throws ApiProblem for a modal that Slack would refuse to show, also as the answer to a submission */
export function acceptedModal(parts: SandboxParts, given: unknown): ModalView {
  const modal = accepted(given, checkModal);
  const asksForFiles = modal.blocks.flatMap(elementsOf).some((element) => element.type === 'file_input');
  if (asksForFiles) demandScope(parts, 'files:read');
  return modal;
}

/** Slack looks at the size first, then at the structure. A trigger survives a view that was refused. */
function accepted<T>(given: unknown, check: (given: unknown) => Checked<T>): T {
  if (Buffer.byteLength(JSON.stringify(given) ?? '') > LIMITS.viewBytesMax) throw new ApiProblem('view_too_large');
  const checked = check(given);
  if (!checked.ok) throw new ApiProblem('invalid_arguments', checked.problems);
  return checked.value;
}
