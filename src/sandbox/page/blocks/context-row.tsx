import type { Block } from '../../block-kit/blocks.js';
import { SlackText } from '../text/slack-text.js';
import { ImageFrame } from './image-frame.js';

export function ContextRow({ block }: { readonly block: Extract<Block, { type: 'context' }> }) {
  return (
    <div className="block-context">
      {block.elements.map((element, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the elements have no name, and their order is what they are
        <div key={index}>
          {element.type === 'image' ? <ImageFrame image={element} /> : <SlackText text={element} />}
        </div>
      ))}
    </div>
  );
}
