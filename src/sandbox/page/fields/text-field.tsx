import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { InteractiveElement } from '../../block-kit/blocks.js';
import { textOf } from '../../element-value.js';
import type { FieldProps } from './field.js';

type TextElement = Extract<
  InteractiveElement,
  { type: 'plain_text_input' | 'number_input' | 'email_text_input' | 'url_text_input' }
>;

/** How many characters before the end, and at most which part of the whole, the rest is counted. */
const COUNT_FROM = 100;
const COUNT_FROM_PART = 0.2;

export function TextField({ element, value, ids, invalid, onChange, onEnter }: FieldProps<TextElement>) {
  const control = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    if (element.focus_on_load === true) control.current?.focus();
  }, [element.focus_on_load]);
  const text = textOf(value) ?? '';
  const isMultiline = element.type === 'plain_text_input' && element.multiline === true;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || isMultiline || onEnter === undefined) return;
    event.preventDefault();
    onEnter(text);
  }

  const shared = {
    id: ids.field,
    ref: control,
    className: isMultiline ? 'control control-area' : 'control',
    dir: 'auto',
    placeholder: element.placeholder?.text,
    'aria-describedby': ids.describedBy,
    'aria-invalid': invalid,
    value: text,
    onKeyDown,
  };
  return (
    <>
      {isMultiline ? (
        <textarea {...shared} rows={4} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...shared} {...kindOf(element)} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
      )}
      <Remaining element={element} text={text} />
    </>
  );
}

function Remaining({ element, text }: { readonly element: TextElement; readonly text: string }) {
  if (element.type !== 'plain_text_input' || element.max_length === undefined) return null;
  const left = element.max_length - text.length;
  const isFar = left > Math.min(COUNT_FROM, element.max_length * COUNT_FROM_PART);
  return isFar ? null : <p className={left < 0 ? 'control-count control-over' : 'control-count'}>{left}</p>;
}

/** Numbers and addresses stay text, because Slack, not the browser, says what is wrong with them. */
function kindOf(element: TextElement) {
  switch (element.type) {
    case 'number_input':
      return { type: 'text', inputMode: element.is_decimal_allowed ? 'decimal' : 'numeric' } as const;
    case 'email_text_input':
      return { type: 'text', inputMode: 'email' } as const;
    case 'url_text_input':
      return { type: 'text', inputMode: 'url' } as const;
    case 'plain_text_input':
      return { type: 'text' } as const;
  }
}
