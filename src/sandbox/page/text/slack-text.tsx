import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import type { RichTextBlock } from '../../block-kit/blocks.js';
import type { AnyText } from '../../block-kit/text.js';
import { type ReaderSurroundings, useReader } from '../reader-context.js';
import { type Paragraph, readMrkdwn, readPlainText } from './mrkdwn.js';
import { formatSlackDate } from './slack-date.js';

type Hooks = NonNullable<MessageProps['hooks']>;

/**
 * A text object. The block renderer reads escaped text a second time, so that a harmless `&lt;!channel&gt;` would look
 * like a real mention, and formats plain text too; so the text is read here and handed over in finished pieces.
 */
export function SlackText({ text }: { readonly text: AnyText }) {
  const paragraphs = text.type === 'mrkdwn' ? readMrkdwn(text.text) : readPlainText(text.text, text.emoji);
  return <Drawn paragraphs={paragraphs} />;
}

export function SlackRichText({ block }: { readonly block: RichTextBlock }) {
  return <Drawn paragraphs={block.elements} />;
}

interface DrawnProps {
  readonly paragraphs: readonly Paragraph[] | RichTextBlock['elements'];
}

function Drawn({ paragraphs }: DrawnProps) {
  const surroundings = useReader();
  const blocks = [{ type: 'rich_text', elements: paragraphs }] as unknown as MessageProps['blocks'];
  return (
    <div className="slack-text" dir="auto">
      <Message blocks={blocks} name="" logo="" theme="light" withoutWrapper hooks={hooksFor(surroundings)} />
    </div>
  );
}

function hooksFor({ reader, people, aheadMs }: ReaderSurroundings): Hooks {
  return {
    user: ({ id }) => {
      const name = people.find((person) => person.id === id)?.realName;
      return <span className={id === reader.id ? 'mention mention-self' : 'mention'}>@{name ?? id}</span>;
    },
    date: ({ timestamp, format }) => {
      const at = Number(timestamp);
      return (
        <time dateTime={new Date(at * 1000).toISOString()}>
          {formatSlackDate(at, format, reader, Date.now() + aheadMs)}
        </time>
      );
    },
    emoji: (emoji, parse) => {
      const drawn = parse(emoji);
      return drawn === emoji.name ? `:${emoji.name}:` : drawn;
    },
  };
}
