import type { FormField } from '../../../engine/form/field.js';
import type { BegunView, FormPart, FormView, InputView } from '../../view/form.js';
import type { Words } from '../../view/words.js';
import { blockIdOf } from '../form-input.js';
import type { ViewMetadata } from '../view-metadata.js';
import type { DrawnBlock, DrawnInput, DrawnView } from '../within-limits.js';
import { asking, button, divider, lines } from './block.js';
import { keptFiles, newFiles } from './file-inputs.js';
import { datePicker, elementOf, menu } from './form-element.js';
import { inputBlock } from './input-block.js';
import { modal } from './modal.js';
import { amountOf, rangeOf } from './raw.js';

export const PREVIOUS_PAGE = 'previous-page';
export const START_OVER = 'start-over';
export const CONTINUE_DRAFT = 'continue-draft';
export const DISCARD_DRAFT = 'discard-draft';

/** Slack ids of people by our own: only those can stand in an input for people. */
export type ChatUsers = ReadonlyMap<string, string>;

export function renderForm(view: FormView, metadata: ViewMetadata<'form'>, chatUsers: ChatUsers): DrawnView {
  const { words } = view;
  return modal({
    name: 'form',
    metadata,
    title: view.title,
    blocks: [
      ...begunBlocks(view.begun, words),
      ...lines([...view.notices, view.progress, view.lead]),
      ...startOver(view),
      ...view.parts.flatMap((part) => partBlocks(part, { view, chatUsers, drawing: metadata.k })),
      ...wayBack(view),
    ],
    submit: view.hasNext ? words.buttons.next : words.buttons.save,
    close: words.buttons.close,
    tellsWhenClosed: true,
  });
}

/** Offered at most: whoever begins more forms than these at once looks for the newest. */
const OFFERED_MAX = 5;

/** Forms that were begun before, each with what can be done with it, and how many more there are. */
export function begunBlocks(begun: readonly BegunView[], words: Words): DrawnBlock[] {
  if (begun.length === 0) return [];
  const { buttons, card, form } = words;
  const ask = { title: card.discardTitle, text: card.discardText };
  const confirm = { ...ask, yes: buttons['discard-draft'], no: buttons['discard-keep'] };
  const each = begun.slice(0, OFFERED_MAX).flatMap(({ draftId, text }): DrawnBlock[] => [
    ...lines([text]),
    {
      type: 'actions',
      block_id: `draft:${draftId}`,
      elements: [
        button(CONTINUE_DRAFT, buttons['continue-draft'], draftId),
        asking(button(DISCARD_DRAFT, buttons['discard-draft'], draftId), confirm),
      ],
    },
  ]);
  const more = begun.length - OFFERED_MAX;
  return [...lines([form.begunTitle]), ...each, ...(more > 0 ? lines([form.moreBegun(more)]) : []), divider];
}

function startOver({ canStartOver, words }: FormView): DrawnBlock[] {
  if (!canStartOver) return [];
  return [{ type: 'actions', elements: [button(START_OVER, words.buttons['start-over'], START_OVER)] }];
}

function wayBack({ hasBack, words }: FormView): DrawnBlock[] {
  if (!hasBack) return [];
  return [{ type: 'actions', elements: [button(PREVIOUS_PAGE, words.buttons['previous-page'], PREVIOUS_PAGE)] }];
}

/** What all parts of one page are drawn with. */
interface Drawing {
  readonly view: FormView;
  readonly chatUsers: ChatUsers;
  readonly drawing: number;
}

function partBlocks(part: FormPart, on: Drawing): DrawnBlock[] {
  if (part.kind === 'computed') return lines([part.text]);
  const { field } = part;
  const { words, locale } = on.view;
  switch (field.type) {
    case 'money':
      return moneyBlocks(part, field, on);
    case 'date_range':
      return rangeBlocks(part, field, on);
    case 'file':
      return [...keptFiles(part, field, words, locale, on.drawing), newFiles(part, field, on.drawing)];
    default:
      return [fieldBlock(part, field.label, elementOf(part, words, on.chatUsers), on)];
  }
}

function moneyBlocks(part: InputView, field: FieldOf<'money'>, on: Drawing): DrawnBlock[] {
  const { words } = on.view;
  const element = elementOf(part, words, on.chatUsers);
  const [only, ...others] = field.currencies;
  if (others.length === 0) return [fieldBlock(part, `${field.label} (${only ?? ''})`, element, on)];
  const choices = field.currencies.map((code) => ({ value: code, label: code }));
  const currency = menu(choices, amountOf(part.initial).currency);
  const block = blockIdOf(field.name, 'currency', on.drawing);
  return [
    fieldBlock(part, field.label, element, on),
    inputBlock(block, words.form.currency, field.required, currency, { tellsAtOnce: true }),
  ];
}

function rangeBlocks(part: InputView, field: FieldOf<'date_range'>, on: Drawing): DrawnBlock[] {
  const { words } = on.view;
  const { name, label, required, placeholder = words.form.chooseDay } = field;
  const { from, to } = rangeOf(part.initial);
  const last = blockIdOf(name, 'to', on.drawing);
  return [
    fieldBlock(part, words.form.rangeFrom(label), datePicker(from, placeholder), on),
    inputBlock(last, words.form.rangeTo(label), required, datePicker(to, placeholder), { tellsAtOnce: true }),
  ];
}

type FieldOf<T extends FormField['type']> = Extract<FormField, { type: T }>;

function fieldBlock({ field, hint }: InputView, label: string, element: DrawnInput, { drawing }: Drawing): DrawnBlock {
  const block = blockIdOf(field.name, undefined, drawing);
  return inputBlock(block, label, field.required, element, { hint, tellsAtOnce: CHOICES.has(element.type) });
}

/** What is chosen and not typed: the form is drawn again, and what was typed until then is kept, when it happens. */
const CHOICES: ReadonlySet<DrawnInput['type']> = new Set([
  'static_select',
  'multi_static_select',
  'external_select',
  'multi_external_select',
  'radio_buttons',
  'checkboxes',
  'users_select',
  'multi_users_select',
  'datepicker',
  'timepicker',
  'datetimepicker',
]);
