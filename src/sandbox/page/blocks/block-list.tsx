import type { Block } from '../../block-kit/blocks.js';
import { SlackRichText, SlackText } from '../text/slack-text.js';
import { ActionsRow } from './actions-row.js';
import { ContextRow } from './context-row.js';
import { ImageFrame } from './image-frame.js';
import { InputRow } from './input-row.js';
import { SectionRow } from './section-row.js';

/** Draws Block Kit: texts by the block renderer, everything that can be touched by the page itself. */
export function BlockList({ blocks }: { readonly blocks: readonly Block[] }) {
  return (
    <div className="blocks">
      {blocks.map((block) => (
        <OneBlock key={block.block_id} block={block} />
      ))}
    </div>
  );
}

function OneBlock({ block }: { readonly block: Block }) {
  switch (block.type) {
    case 'section':
      return <SectionRow block={block} />;
    case 'header':
      return (
        <h3 className="block-header">
          <SlackText text={block.text} />
        </h3>
      );
    case 'divider':
      return <hr className="block-divider" />;
    case 'context':
      return <ContextRow block={block} />;
    case 'actions':
      return <ActionsRow block={block} />;
    case 'image':
      return <ImageFrame image={block} title={block.title?.text} />;
    case 'input':
      return <InputRow block={block} />;
    case 'rich_text':
      return <SlackRichText block={block} />;
  }
}
