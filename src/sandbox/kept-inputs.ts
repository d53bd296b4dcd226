import type { Block, InteractiveElement } from './block-kit/blocks.js';
import { elementsOf } from './block-kit/elements-of.js';
import { type ActValue, type ViewInputs, valueIn } from './element-value.js';

interface Place {
  readonly block: Block;
  readonly element: InteractiveElement;
}

/**
 * What elements still hold after an app has drawn a view anew. An element is the same one where block_id, action_id and
 * type are; everything else begins afresh.
 */
export function keptInputs(inputs: ViewInputs, before: readonly Block[], after: readonly Block[]): ViewInputs {
  return collect(survivorsOf(before, after), ({ block, element }) => inputs[block.block_id]?.[element.action_id]);
}

/**
 * The same with the values that nobody has touched: in Slack an element goes on holding what it began with, so that
 * another initial value under the same ids changes nothing.
 */
export function heldInputs(inputs: ViewInputs, before: readonly Block[], after: readonly Block[]): ViewInputs {
  return collect(survivorsOf(before, after), ({ block, element }) => valueIn(block, element, inputs));
}

/** `over` wins, element by element. */
export function mergedInputs(under: ViewInputs, over: ViewInputs): ViewInputs {
  const blocks = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries([...blocks].map((id) => [id, { ...under[id], ...over[id] }]));
}

function survivorsOf(before: readonly Block[], after: readonly Block[]): readonly Place[] {
  const known = new Set(placesIn(after).map(identityOf));
  return placesIn(before).filter((place) => known.has(identityOf(place)));
}

/** Buttons and the three dots hold nothing. */
function placesIn(blocks: readonly Block[]): readonly Place[] {
  return blocks.flatMap((block) =>
    elementsOf(block)
      .filter(({ type }) => type !== 'button' && type !== 'overflow')
      .map((element) => ({ block, element })),
  );
}

function identityOf({ block, element }: Place): string {
  return JSON.stringify([block.block_id, element.action_id, element.type]);
}

function collect(places: readonly Place[], held: (place: Place) => ActValue | undefined): ViewInputs {
  const collected: Record<string, Record<string, ActValue>> = {};
  for (const place of places) {
    const value = held(place);
    if (value === undefined) continue;
    const { block_id } = place.block;
    collected[block_id] = { ...collected[block_id], [place.element.action_id]: value };
  }
  return collected;
}
