import type { Block, InteractiveElement } from '../block-kit/blocks.js';
import { type ActValue, type ViewInputs, valueIn } from '../element-value.js';
import { mergedInputs } from '../kept-inputs.js';
import { lookupsFor } from '../lookups.js';
import type { StoredMessage } from '../message.js';
import type { SandboxPerson } from '../options.js';
import { whoAndWhere } from '../outgoing/payload-parts.js';
import type { SandboxParts } from '../parts.js';
import { heldBy } from '../view-values.js';
import { ActRefused } from './act-refused.js';
import { type ActOptions, type ActOutcome, actingPerson, sendCopies } from './person.js';
import {
  type ActSurface,
  containerOf,
  type ElementTarget,
  findElement,
  inputsOn,
  refuseNeverOffered,
  surfaceOf,
} from './surface.js';

export interface ClickTarget extends ElementTarget {
  /** What was chosen in a menu, picker or input. Not for buttons. */
  readonly value?: ActValue | undefined;
  /** What else is filled in on the same surface. */
  readonly values?: ViewInputs | undefined;
}

export interface ClickOptions extends ActOptions {
  /** The message as the person still has it on the screen, when it has changed since. */
  readonly seen?: StoredMessage | undefined;
}

/** Clicks a button, or picks something in an element that tells the app at once. */
export async function clickElement(
  parts: SandboxParts,
  userId: string,
  target: ClickTarget,
  options: ClickOptions = {},
): Promise<ActOutcome> {
  const person = actingPerson(parts, userId);
  const { seen } = options;
  const surface = seen === undefined ? surfaceOf(parts, userId, target) : { blocks: seen.blocks, message: seen };
  const { block, element } = findElement(surface.blocks, target);
  const given = withValue(target, block, element);
  refuseNeverOffered(parts, userId, surface.blocks, given);
  const inputs = inputsOn(surface, parts, given);
  const payload = {
    type: 'block_actions',
    ...whoAndWhere(parts, person, tabOf(parts, userId, target) ?? options.tab),
    ...containerOf(parts, person, surface, inputs),
    ...responseUrlFor(parts, person, surface),
    actions: [action(parts, person, { block, element }, inputs, target.value)],
  };
  if (surface.view !== undefined) parts.views.remember(surface.view.id, inputs);
  const answers = await sendCopies(parts, parts.bot.interaction('block_actions', payload), options.copies);
  const [answer] = answers;
  const error =
    answer.problem === undefined ? undefined : `${parts.options.bot.name} is not responding. Please try again.`;
  return { status: answer.status, body: answer.body, durationMs: answer.durationMs, error, answers };
}

/** What lies in a modal opens its next one on the same page. */
function tabOf(parts: SandboxParts, userId: string, { viewId }: ClickTarget): string | undefined {
  return viewId === undefined ? undefined : parts.views.stackWith(userId, viewId)?.tab;
}

function withValue(target: ClickTarget, block: Block, element: InteractiveElement): ViewInputs {
  const inputs = target.values ?? {};
  if (target.value === undefined) return inputs;
  return mergedInputs(inputs, { [block.block_id]: { [element.action_id]: target.value } });
}

function responseUrlFor(parts: SandboxParts, person: SandboxPerson, { message }: ActSurface) {
  if (message === undefined) return {};
  return { response_url: `${parts.url}${parts.responseUrls.make(person.id, message.ts)}` };
}

function action(
  parts: SandboxParts,
  person: SandboxPerson,
  { block, element }: { readonly block: Block; readonly element: InteractiveElement },
  inputs: ViewInputs,
  chosen: ActValue | undefined,
) {
  const ids = { action_id: element.action_id, block_id: block.block_id, action_ts: parts.workspace.nextTs() };
  if (element.type === 'button') {
    const { text, value, style, url } = element;
    return { type: 'button', ...ids, text, value, style, url };
  }
  if (element.type === 'overflow') {
    const option = element.options.find((one) => one.value === chosen);
    if (option === undefined) throw new ActRefused('That choice is not in the menu');
    return { type: 'overflow', ...ids, selected_option: option };
  }
  return { ...ids, ...heldBy(block, element, valueIn(block, element, inputs), lookupsFor(parts, person.id)) };
}
