import type { PreviewStage, PreviewStep, PreviewView } from '../../view/preview.js';
import { type Rich, strong, wording } from '../../view/text.js';
import { type Allowance, drawToFit } from '../fit.js';
import type { ViewMetadata } from '../view-metadata.js';
import { type DrawnBlock, type DrawnView, fitsView, type RichTextPart } from '../within-limits.js';
import { button, divider, header, lines, richBlock } from './block.js';
import { fieldParts } from './fields.js';
import { modal } from './modal.js';
import { bullets, line } from './text.js';

export const BACK_TO_EDIT = 'back-to-edit';

export function renderPreview(view: PreviewView, metadata: ViewMetadata<'preview'>): DrawnView {
  const { words } = view;
  return drawToFit(
    (allowance) =>
      modal({
        name: 'preview',
        metadata,
        title: words.preview.title,
        blocks: previewBlocks(view, metadata.d, allowance),
        submit: words.buttons.submit,
        close: words.buttons.close,
        closesAll: true,
      }),
    fitsView,
  );
}

/** The same of a request that nobody makes: there is nothing to submit, and nothing to go back to. */
export function renderSimulation(view: PreviewView): DrawnView {
  const { words } = view;
  return drawToFit(
    (allowance) =>
      modal({
        name: 'notice',
        metadata: {},
        title: words.admin.simulate.title,
        blocks: previewBlocks(view, undefined, allowance),
        close: words.buttons.close,
      }),
    fitsView,
  );
}

/** A draft that no route fits: nothing to submit, but nothing lost either. */
export function renderPreviewRefused(text: Rich, documentId: string, view: PreviewView['words']): DrawnView {
  return modal({
    name: 'notice',
    metadata: {},
    title: view.preview.title,
    blocks: [...lines([text]), backToEdit(view, documentId)],
    close: view.buttons.close,
    closesAll: true,
  });
}

function previewBlocks(view: PreviewView, documentId: string | undefined, allowance: Allowance): DrawnBlock[] {
  const { words } = view;
  const { andMore } = words.card;
  return [
    ...lines([...view.notices, ...view.findings, view.lead], allowance.dataChars),
    ...route(view, allowance),
    divider,
    header(documentId === undefined ? words.admin.simulate.content : words.preview.content),
    ...lines([strong(view.title)]),
    ...richBlock(fieldParts(view.fields, allowance, andMore)),
    ...(documentId === undefined ? [] : [backToEdit(words, documentId)]),
  ];
}

/** Nothing where a policy rejects: then nobody is asked. */
function route(view: PreviewView, allowance: Allowance): DrawnBlock[] {
  if (view.stages.length === 0) return [];
  const { card, preview } = view.words;
  return [
    header(preview.route),
    ...richBlock(view.stages.flatMap((stage) => stageParts(stage, allowance, card.andMore))),
    ...lines([view.expected]),
  ];
}

function backToEdit(words: PreviewView['words'], documentId: string): DrawnBlock {
  return { type: 'actions', elements: [button(BACK_TO_EDIT, words.buttons['back-to-edit'], documentId)] };
}

function stageParts(stage: PreviewStage, allowance: Allowance, andMore: (count: number) => Rich): RichTextPart[] {
  return [...line(stage.caption), ...stage.steps.flatMap((step) => stepParts(step, allowance, andMore))];
}

function stepParts(
  { number, name, because, rule, people }: PreviewStep,
  { dataChars, peoplePerStep }: Allowance,
  andMore: (count: number) => Rich,
): RichTextPart[] {
  const shown = people.slice(0, peoplePerStep);
  const all = people.length > shown.length ? [...shown, andMore(people.length - shown.length)] : shown;
  const after = rule.length === 0 ? [] : [...wording(' · '), ...rule];
  return [
    ...line([...wording(`${number} `), ...strong(name), ...after, ...because], dataChars),
    ...bullets(all, dataChars),
  ];
}
