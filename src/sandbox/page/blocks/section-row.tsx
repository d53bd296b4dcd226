import type { Block } from '../../block-kit/blocks.js';
import { SlackText } from '../text/slack-text.js';
import { ElementAtOnce } from './element-at-once.js';
import { ImageFrame } from './image-frame.js';

export function SectionRow({ block }: { readonly block: Extract<Block, { type: 'section' }> }) {
  const { text, fields, accessory } = block;
  return (
    <div className="block-section">
      <div className="block-section-body">
        {text !== undefined && <SlackText text={text} />}
        {fields !== undefined && (
          <div className="block-fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no name, and their order is what they are
              <SlackText key={index} text={field} />
            ))}
          </div>
        )}
      </div>
      {accessory !== undefined && (
        <div className="block-accessory">
          {accessory.type === 'image' ? (
            <ImageFrame image={accessory} />
          ) : (
            <ElementAtOnce block={block} element={accessory} />
          )}
        </div>
      )}
    </div>
  );
}
