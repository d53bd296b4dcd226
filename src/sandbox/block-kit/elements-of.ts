import type { Block, InteractiveElement } from './blocks.js';

/** The interactive elements of a block, wherever Slack lets them stand. */
export function elementsOf(block: Block): readonly InteractiveElement[] {
  if (block.type === 'actions') return block.elements;
  if (block.type === 'input') return [block.element];
  if (block.type === 'section' && block.accessory !== undefined && block.accessory.type !== 'image')
    return [block.accessory];
  return [];
}
