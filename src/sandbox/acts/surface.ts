import type { Block, InteractiveElement } from '../block-kit/blocks.js';
import { elementsOf } from '../block-kit/elements-of.js';
import { listOf, type ViewInputs } from '../element-value.js';
import { mergedInputs } from '../kept-inputs.js';
import { lookupsFor } from '../lookups.js';
import type { StoredMessage } from '../message.js';
import type { SandboxPerson } from '../options.js';
import type { SandboxParts } from '../parts.js';
import type { SlackView } from '../view.js';
import { viewForApp } from '../view-shape.js';
import { stateOf } from '../view-values.js';
import { messageForApp } from '../web-api/message-shape.js';
import { ActRefused } from './act-refused.js';

/** Which element, in which message or view. Without a block_id the first with that action_id is meant. */
export interface ElementTarget {
  readonly messageTs?: string | undefined;
  readonly viewId?: string | undefined;
  readonly actionId: string;
  readonly blockId?: string | undefined;
}

/** The message, modal or Home tab that an element stands on. */
export interface ActSurface {
  readonly blocks: readonly Block[];
  readonly message?: StoredMessage | undefined;
  readonly view?: SlackView | undefined;
}

export function surfaceOf(parts: SandboxParts, userId: string, target: ElementTarget): ActSurface {
  if (target.viewId !== undefined) {
    const views = parts.views.stackWith(userId, target.viewId)?.views ?? [];
    const view = [...views, parts.views.homeOf(userId)].find((one) => one?.id === target.viewId);
    if (view === undefined) throw new ActRefused('That view is not open');
    return { blocks: view.blocks, view };
  }
  const message = parts.workspace.message(parts.workspace.channelFor(userId).id, target.messageTs ?? '');
  if (message === undefined) throw new ActRefused('That message is not there');
  return { blocks: message.blocks, message };
}

export function findElement(
  blocks: readonly Block[],
  target: ElementTarget,
): { block: Block; element: InteractiveElement } {
  for (const block of blocks) {
    if (target.blockId !== undefined && block.block_id !== target.blockId) continue;
    const element = elementsOf(block).find((one) => one.action_id === target.actionId);
    if (element !== undefined) return { block, element };
  }
  throw new ActRefused(`There is no ${target.actionId} to click`);
}

/** What stands in all fields of the surface now: what is given here, over what was filled in before. */
export function inputsOn({ view }: ActSurface, parts: SandboxParts, given: ViewInputs): ViewInputs {
  return view === undefined ? given : mergedInputs(parts.views.heldIn(view.id), given);
}

/** In a menu that is searched by typing, a person can choose nothing but what the app offered. */
export function refuseNeverOffered(
  parts: SandboxParts,
  userId: string,
  blocks: readonly Block[],
  given: ViewInputs,
): void {
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      if (element.type !== 'external_select' && element.type !== 'multi_external_select') continue;
      const chosen = listOf(given[block.block_id]?.[element.action_id] ?? null);
      const strange = chosen.find((value) => parts.offers.find(userId, block, element, value) === undefined);
      if (strange !== undefined) throw new ActRefused(`${strange} was never offered for ${element.action_id}`);
    }
  }
}

/** Messages carry themselves and the state beside; views carry their state inside. Ephemeral messages do not travel. */
export function containerOf(parts: SandboxParts, person: SandboxPerson, surface: ActSurface, inputs: ViewInputs) {
  const state = stateOf(surface.blocks, inputs, lookupsFor(parts, person.id));
  const { view, message } = surface;
  if (view !== undefined) {
    return { container: { type: 'view', view_id: view.id }, view: viewForApp(view, state) };
  }
  if (message === undefined) throw new ActRefused('That message is not there');
  const isEphemeral = message.onlyFor !== undefined;
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: message.channel, is_ephemeral: isEphemeral },
    channel: { id: message.channel, name: 'directmessage' },
    ...(isEphemeral ? {} : { message: messageForApp(parts.options, message, true) }),
    state: { values: state },
  };
}
