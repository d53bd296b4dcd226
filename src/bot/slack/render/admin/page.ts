import type { AdminPage, AdminPart, AdminWay } from '../../../view/admin/page.js';
import type { Words } from '../../../view/words.js';
import { adminAction, writePlace } from '../../admin-place.js';
import type { DrawnBlock, DrawnButton, DrawnView, RichTextPart } from '../../within-limits.js';
import { asking, button, header, lines, richBlock } from '../block.js';
import { textInput } from '../form-element.js';
import { inputBlock } from '../input-block.js';
import { modal } from '../modal.js';
import { bullets, line } from '../text.js';

export const SEARCH_BLOCK_ID = 'search';

/** Of what people wrote inside one line. */
const LINE_CHARS_MAX = 700;
const SEARCH_CHARS_MAX = 100;

/** One page of what an administrator looks at. */
export function renderAdminPage(page: AdminPage, words: Words): DrawnView {
  const { admin } = words;
  const isSearched = page.search !== undefined;
  return modal({
    name: 'admin',
    metadata: { p: page.place },
    title: admin.title,
    blocks: [
      header(page.heading),
      ...lines(page.notices, LINE_CHARS_MAX),
      ...(page.search === undefined ? [] : [searchInput(page.search, admin.searchLabel)]),
      ...partBlocks(page.parts),
      ...wayRow(page.ways, 'ways'),
    ],
    ...(isSearched && { submit: admin.buttons.search }),
    close: words.buttons.close,
  });
}

function searchInput(search: string, label: string): DrawnBlock {
  const input = textInput(search === '' ? null : search, { charsMax: SEARCH_CHARS_MAX });
  return inputBlock(SEARCH_BLOCK_ID, label, false, input);
}

/** Lines and bullets that follow each other stand in one block; Slack takes a hundred of them. */
function partBlocks(parts: readonly AdminPart[]): DrawnBlock[] {
  const blocks: DrawnBlock[] = [];
  let run: AdminPart[] = [];
  const end = () => {
    blocks.push(...richBlock(runParts(run)));
    run = [];
  };
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'title' || part.kind === 'entry') {
      end();
      blocks.push(...(part.kind === 'title' ? [header(part.text)] : entryBlocks(part, index)));
    } else run.push(part);
  }
  end();
  return blocks;
}

function runParts(run: readonly AdminPart[]): RichTextPart[] {
  return run.flatMap((part) => {
    if (part.kind === 'line') return line(part.text, LINE_CHARS_MAX);
    return part.kind === 'bullet' ? bullets([part.text], LINE_CHARS_MAX) : [];
  });
}

function entryBlocks({ text, about, ways }: Extract<AdminPart, { kind: 'entry' }>, index: number): DrawnBlock[] {
  return [...lines([text, ...about], LINE_CHARS_MAX), ...wayRow(ways, `entry:${index}`)];
}

function wayRow(ways: readonly AdminWay[], blockId: string): DrawnBlock[] {
  if (ways.length === 0) return [];
  return [{ type: 'actions', block_id: blockId, elements: ways.map((way) => wayButton(way)) }];
}

export function wayButton({ name, label, place, confirm }: AdminWay, style?: 'primary' | 'danger'): DrawnButton {
  const drawn = button(adminAction(name), label, writePlace(place), style);
  return confirm === undefined ? drawn : asking(drawn, confirm);
}
