import { describe, expect, test } from 'vitest';
import { type Inline, readMrkdwn, readPlainText } from '../../src/sandbox/page/text/mrkdwn.js';

function inline(text: string): readonly Inline[] {
  return readMrkdwn(text).flatMap((paragraph) => paragraph.elements);
}

describe('mrkdwn', () => {
  test.each<[string, object[]]>([
    ['plain', [{ text: 'plain' }]],
    [
      '*bold* and _italic_',
      [{ text: 'bold', style: { bold: true } }, { text: ' and ' }, { text: 'italic', style: { italic: true } }],
    ],
    ['~gone~', [{ text: 'gone', style: { strike: true } }]],
    ['*_both_*', [{ text: 'both', style: { bold: true, italic: true } }]],
    ['`a *b* <@U1>`', [{ text: 'a *b* <@U1>', style: { code: true } }]],
    ['<@U1> <#C1>', [{ type: 'user', user_id: 'U1' }, { text: ' ' }, { type: 'channel', channel_id: 'C1' }]],
    ['<!channel>', [{ type: 'broadcast', range: 'channel' }]],
    ['<https://example.com?a=1&amp;b=2|here>', [{ type: 'link', url: 'https://example.com?a=1&b=2', text: 'here' }]],
    ['<!date^1767225600^{date} at {time}|then>', [{ type: 'date', timestamp: 1767225600, format: '{date} at {time}' }]],
    [':tada:', [{ type: 'emoji', name: 'tada' }]],
  ])('%s is read', (text, pieces) => {
    expect(inline(text)).toMatchObject(pieces);
  });

  test.each([['snake_case_name'], ['5*3*2'], ['* not bold*'], ['*not bold *'], ['10 : 30 : 15'], ['a ~ b ~ c']])(
    '%s stays as it is',
    (text) => {
      expect(inline(text)).toEqual([{ type: 'text', text, style: {} }]);
    },
  );

  test.each([
    ['&lt;!channel&gt;', '<!channel>'],
    ['&lt;@U1&gt;', '<@U1>'],
    ['&amp;lt;', '&lt;'],
    ['<javascript:alert(1)|click>', '<javascript:alert(1)|click>'],
    ['<script>', '<script>'],
  ])('%s is harmless text', (text, shown) => {
    expect(inline(text)).toEqual([{ type: 'text', text: shown, style: {} }]);
  });

  test('quotes and code blocks are paragraphs of their own', () => {
    expect(readMrkdwn('before\n> one\n&gt; two\nafter\n```\ncode *x*\n```\nend')).toMatchObject([
      { type: 'rich_text_section', elements: [{ text: 'before' }] },
      { type: 'rich_text_quote', elements: [{ text: 'one\ntwo' }] },
      { type: 'rich_text_section', elements: [{ text: 'after' }] },
      { type: 'rich_text_preformatted', elements: [{ text: 'code *x*' }] },
      { type: 'rich_text_section', elements: [{ text: 'end' }] },
    ]);
  });

  test('ten thousand marks are read in no time', () => {
    const started = performance.now();
    readMrkdwn('*_~`<'.repeat(2000));
    readMrkdwn('*a'.repeat(5000));
    readMrkdwn('<a'.repeat(5000));
    readMrkdwn('`a` '.repeat(10_000));
    readMrkdwn('```a```'.repeat(5000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('plain text', () => {
  test('knows emoji and nothing else', () => {
    expect(readPlainText('*x* :tada: <@U1> &lt;', true)[0]?.elements).toEqual([
      { type: 'text', text: '*x* ' },
      { type: 'emoji', name: 'tada' },
      { type: 'text', text: ' <@U1> <' },
    ]);
    expect(readPlainText(':tada:', false)[0]?.elements).toEqual([{ type: 'text', text: ':tada:' }]);
  });
});
