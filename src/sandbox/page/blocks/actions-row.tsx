import type { Block } from '../../block-kit/blocks.js';
import { ElementAtOnce } from './element-at-once.js';

export function ActionsRow({ block }: { readonly block: Extract<Block, { type: 'actions' }> }) {
  return (
    <div className="block-actions">
      {block.elements.map((element) => (
        <ElementAtOnce key={element.action_id} block={block} element={element} />
      ))}
    </div>
  );
}
