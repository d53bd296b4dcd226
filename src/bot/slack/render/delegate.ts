import type { DelegateField, DelegateView, GivenView } from '../../view/delegate.js';
import { blockIdOf } from '../form-input.js';
import type { ViewMetadata } from '../view-metadata.js';
import type { DrawnBlock, DrawnView } from '../within-limits.js';
import { asking, button, divider, header, lines } from './block.js';
import { elementOf, menu } from './form-element.js';
import { inputBlock } from './input-block.js';
import { modal } from './modal.js';

export const END_DELEGATION = 'end-delegation';

/** Names and types are many and long in some companies, and this is a list, not a document. */
const LINE_DATA_CHARS_MAX = 150;

/** What somebody has given and got, with a form for one more below where they may. */
export function renderDelegate(view: DelegateView, metadata: ViewMetadata<'delegate'>): DrawnView {
  const { words, fields } = view;
  const { delegate } = words;
  return modal({
    name: 'delegate',
    metadata,
    title: delegate.title,
    blocks: [
      ...lines([...view.notices, view.lead]),
      header(delegate.givenTitle),
      ...(view.given.length === 0
        ? lines([delegate.nothingGiven])
        : view.given.flatMap((one) => givenBlocks(one, view))),
      ...(view.got.length === 0 ? [] : [header(delegate.gotTitle), ...lines(view.got, LINE_DATA_CHARS_MAX)]),
      ...(fields.length === 0 ? [] : [divider, header(delegate.formTitle)]),
      ...fields.flatMap((field) => fieldBlocks(field, metadata.k, view)),
    ],
    submit: fields.length === 0 ? undefined : delegate.submit,
    close: words.buttons.close,
  });
}

function givenBlocks({ delegationId, lines: texts, confirm }: GivenView, { words }: DelegateView): DrawnBlock[] {
  const end = button(END_DELEGATION, words.delegate.endNow, delegationId, 'danger');
  return [
    ...lines(texts, LINE_DATA_CHARS_MAX),
    { type: 'actions', block_id: `given:${delegationId}`, elements: [asking(end, confirm)] },
  ];
}

/** `drawing` counts forms that were sent: an input that keeps its id would keep what was in it. */
function fieldBlocks({ field, hint, initial }: DelegateField, drawing: number, { words }: DelegateView): DrawnBlock[] {
  const { name, required } = field;
  const [currency = '', ...others] = field.type === 'money' ? field.currencies : [];
  const label = currency !== '' && others.length === 0 ? `${field.label} (${currency})` : field.label;
  const element = elementOf({ kind: 'input', field, hint, initial, filesMax: 0 }, words, nobody);
  const first = inputBlock(blockIdOf(name, undefined, drawing), label, required, element, { hint });
  if (others.length === 0) return [first];
  const choices = [currency, ...others].map((code) => ({ value: code, label: code }));
  const second = menu(choices, currency, words.form.choose);
  return [first, inputBlock(blockIdOf(name, 'currency', drawing), words.form.currency, required, second)];
}

/** The form begins without anybody chosen. */
const nobody: ReadonlyMap<string, string> = new Map();
