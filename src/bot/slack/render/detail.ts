import type { ActionGroup, DetailView, FormerRound } from '../../view/detail.js';
import { type Rich, strong, wording } from '../../view/text.js';
import { type Allowance, drawToFit } from '../fit.js';
import type { ViewMetadata } from '../view-metadata.js';
import { type DrawnBlock, type DrawnView, fitsView } from '../within-limits.js';
import { actionRow, button, divider, header, lines, richBlock } from './block.js';
import { fieldParts } from './fields.js';
import { fileButtons } from './file-buttons.js';
import { modal } from './modal.js';
import { progressParts } from './progress.js';
import { line } from './text.js';
import { threadBlocks, threadParts } from './thread.js';

export const BACK_TO_LIST = 'back-to-list';

/** One document in a modal. `notices` is what the last click came to. */
export function renderDetail(
  view: DetailView,
  metadata: ViewMetadata<'detail'>,
  notices: readonly Rich[] = [],
): DrawnView {
  const { words } = view;
  return drawToFit(
    (allowance) =>
      modal({
        name: 'detail',
        metadata,
        title: words.overview.title,
        blocks: detailBlocks(view, metadata.d, notices, allowance),
        close: words.buttons.close,
      }),
    fitsView,
  );
}

function detailBlocks(view: DetailView, documentId: string, notices: readonly Rich[], allowance: Allowance) {
  const { words } = view;
  const { andMore, earlierQuestions } = words.card;
  const progress = view.stages.length === 0 ? [] : [divider, ...titled(words.card.progress)];
  const blocks: DrawnBlock[] = [
    ...lines(notices),
    header(view.heading),
    ...lines([view.lead, ...view.state, ...view.findings], allowance.dataChars),
    ...richBlock(fieldParts(view.fields, allowance, andMore)),
    ...fileButtons(view.fields, documentId, words),
    ...threadBlocks({ thread: view.thread, threadTitle: words.card.questions, earlierQuestions }, allowance),
    // Twenty open steps of one person fill a tenth of the modal; more than that never reach one person.
    ...view.actions.slice(0, ACTION_GROUPS_MAX).flatMap(actionBlocks),
    ...progress,
    ...richBlock(progressParts(view.stages, allowance, andMore)),
    ...formerBlocks(view.former.slice(0, allowance.rounds), allowance, words),
    divider,
    { type: 'actions', elements: [button(BACK_TO_LIST, words.buttons['back-to-list'], documentId)] },
  ];
  return blocks;
}

const ACTION_GROUPS_MAX = 20;

function actionBlocks({ caption, actions }: ActionGroup, index: number): DrawnBlock[] {
  return [...lines([caption]), ...actionRow(actions, undefined, `actions:${index}`)];
}

function formerBlocks(
  rounds: readonly FormerRound[],
  allowance: Allowance,
  { overview, card }: DetailView['words'],
): DrawnBlock[] {
  const { andMore, earlierQuestions } = card;
  if (rounds.length === 0) return [];
  return [
    divider,
    ...titled(overview.history),
    ...rounds.flatMap((round) =>
      richBlock([
        ...line(strong(round.title)),
        ...progressParts(round.stages, allowance, andMore),
        ...threadParts({ thread: round.thread, earlierQuestions }, allowance),
      ]),
    ),
  ];
}

function titled(text: string): DrawnBlock[] {
  return lines([strong(wording(text))]);
}
