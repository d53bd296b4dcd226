import { useId } from 'react';
import type { Block, InteractiveElement } from '../../block-kit/blocks.js';
import { type ActValue, valueIn } from '../../element-value.js';
import { ButtonElement } from '../fields/button-element.js';
import { Field } from '../fields/field.js';
import { OverflowMenu } from '../fields/overflow-menu.js';
import { keyOf, useSurface } from './surface.js';

/** An element that tells the app as soon as it is touched. */
export function ElementAtOnce({ block, element }: { readonly block: Block; readonly element: InteractiveElement }) {
  const surface = useSurface();
  const fieldId = useId();
  const touch = (value?: ActValue) => surface.act(block, element, value);

  if (element.type === 'button') {
    return (
      <ButtonElement button={element} busy={surface.busy.includes(keyOf(block, element))} onPress={() => touch()} />
    );
  }
  if (element.type === 'overflow') return <OverflowMenu menu={element} onChoose={touch} />;
  return (
    <Field
      element={element}
      value={valueIn(block, element, surface.inputs)}
      ids={{ field: fieldId, describedBy: undefined }}
      name={labelOf(element)}
      invalid={false}
      onChange={touch}
      onSuggest={(typed) => surface.suggest(block, element, typed)}
    />
  );
}

/** Such elements have no label of their own; their placeholder says what they are for. */
function labelOf(element: InteractiveElement): string {
  return 'placeholder' in element ? (element.placeholder?.text ?? 'Choose') : 'Choose';
}
