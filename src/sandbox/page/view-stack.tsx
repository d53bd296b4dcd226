import { useEffect, useState } from 'react';
import type { Block } from '../block-kit/blocks.js';
import type { ViewInputs } from '../element-value.js';
import { keptInputs, mergedInputs } from '../kept-inputs.js';
import type { OpenView } from '../page-state.js';
import { ModalView } from './modal-view.js';

interface ViewStackProps {
  readonly userId: string;
  /** The first one opened first. Only the last one shows. */
  readonly views: readonly OpenView[];
  complain(problem: string): void;
}

/** What was filled in, and the blocks it was filled into. */
interface Filled {
  readonly hash: string;
  readonly blocks: readonly Block[];
  readonly inputs: ViewInputs;
}

/** Keeps what was typed into every open modal, also while another lies on top of it. */
export function ViewStack({ userId, views, complain }: ViewStackProps) {
  const [filled, setFilled] = useState<Readonly<Record<string, Filled>>>({});
  const top = views.at(-1);
  const inputs = top === undefined ? {} : inputsNow(top, filled[top.view.id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each drawing of a view begins with what the one before left
  useEffect(() => {
    if (top !== undefined) keep(inputs);
  }, [top?.view.hash]);

  function keep(next: ViewInputs): void {
    if (top === undefined) return;
    const { id, hash, blocks } = top.view;
    setFilled((before) => ({ ...before, [id]: { hash, blocks, inputs: next } }));
  }

  if (top === undefined) return null;
  return (
    <ModalView
      key={top.view.id}
      userId={userId}
      view={top.view}
      isStacked={views.length > 1}
      inputs={mergedInputs(top.held, inputs)}
      setInputs={keep}
      complain={complain}
    />
  );
}

/** An update of the view takes away what its blocks no longer have room for. */
function inputsNow({ view }: OpenView, filled: Filled | undefined): ViewInputs {
  if (filled === undefined) return {};
  return filled.hash === view.hash ? filled.inputs : keptInputs(filled.inputs, filled.blocks, view.blocks);
}
