import type { ListLine, ListView, OverviewView } from '../../view/lists.js';
import type { Words } from '../../view/words.js';
import type { ViewMetadata } from '../view-metadata.js';
import type { DrawnBlock, DrawnButton, DrawnView } from '../within-limits.js';
import { button, divider, header, lines } from './block.js';
import { modal } from './modal.js';

/** Two blocks a line, two lists and what surrounds them stay below the 100 blocks of a modal. */
export const LINES_PER_PAGE = 10;

const LINE_DATA_CHARS_MAX = 150;

export function renderOverview(view: OverviewView, metadata: ViewMetadata<'overview'>): DrawnView {
  const { words, sections } = view;
  return modal({
    name: 'overview',
    metadata,
    title: words.overview.title,
    blocks: sections.flatMap((section, index) => [...(index === 0 ? [] : [divider]), ...sectionBlocks(section, words)]),
    close: words.buttons.close,
  });
}

function sectionBlocks(section: ListView, words: Words): DrawnBlock[] {
  const rows = section.lines.flatMap((one) => lineBlocks(one, section.name, words));
  const paging = pagingButtons(section, words);
  return [
    header(section.heading),
    ...(rows.length === 0 ? lines([section.nothing]) : rows),
    ...(paging.length === 0 ? [] : [{ type: 'actions' as const, elements: paging }]),
  ];
}

function lineBlocks({ text, about, documentId, isDraft }: ListLine, list: string, words: Words): DrawnBlock[] {
  const row = isDraft
    ? [
        button('continue', words.buttons.continue, documentId, 'primary'),
        button('open', words.buttons.open, documentId),
      ]
    : [button('open', words.buttons.open, documentId)];
  return [
    ...lines([text, about], LINE_DATA_CHARS_MAX),
    { type: 'actions', block_id: `${list}:${documentId}`, elements: row },
  ];
}

/** Cursors travel in the buttons: nothing about a page is kept on our side. */
function pagingButtons({ name, next, isFirstPage }: ListView, words: Words): DrawnButton[] {
  const more = next === undefined ? [] : [button(`more:${name}`, words.buttons['show-more'], next)];
  const back = isFirstPage ? [] : [button(`start:${name}`, words.buttons['back-to-start'], name)];
  return [...more, ...back];
}
