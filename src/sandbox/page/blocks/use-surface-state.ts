import { useState } from 'react';
import type { Block, InteractiveElement } from '../../block-kit/blocks.js';
import type { ConfirmDialog } from '../../block-kit/text.js';
import type { ActValue, ViewInputs } from '../../element-value.js';
import { type ActAnswer, type ClickRequest, click, type SuggestAnswer, suggest } from '../sandbox-api.js';
import { keyOf, type Surface } from './surface.js';

type Place = Pick<ClickRequest, 'messageTs' | 'seen' | 'viewId'>;

interface SurfaceOptions {
  readonly userId: string;
  readonly where: Place;
  /** Where the inputs live; a modal keeps them while it is hidden below another. */
  readonly inputs: ViewInputs;
  setInputs(inputs: ViewInputs): void;
  /** Shows what went wrong, in Slack's words. */
  complain(problem: string): void;
}

export interface SurfaceState extends Surface {
  /** What the app wants to have confirmed before it is told. */
  readonly question: ConfirmDialog | undefined;
  answer(yes: boolean): void;
  showErrors(errors: Readonly<Record<string, string>>): void;
}

/** Something touched, and the surface as it was when that happened. */
interface Touch {
  readonly block: Block;
  readonly element: InteractiveElement;
  readonly value: ActValue | undefined;
  readonly where: Place;
}

/** Lets the elements of one message, modal or Home tab be filled in and clicked. */
export function useSurfaceState(options: SurfaceOptions): SurfaceState {
  const [busy, setBusy] = useState<readonly string[]>([]);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [asked, setAsked] = useState<Touch>();

  function withValue(block: Block, element: InteractiveElement, value: ActValue): ViewInputs {
    const inBlock = { ...options.inputs[block.block_id], [element.action_id]: value };
    return { ...options.inputs, [block.block_id]: inBlock };
  }

  function fill(block: Block, element: InteractiveElement, value: ActValue): void {
    options.setInputs(withValue(block, element, value));
    const { [block.block_id]: _mended, ...others } = errors;
    setErrors(others);
  }

  function act(block: Block, element: InteractiveElement, value?: ActValue): void {
    if (busy.includes(keyOf(block, element))) return;
    const touch = { block, element, value, where: options.where };
    if (confirmOf(element) === undefined) void send(touch);
    else setAsked(touch);
  }

  function answer(yes: boolean): void {
    setAsked(undefined);
    if (yes && asked !== undefined) void send(asked);
  }

  async function send({ block, element, value, where }: Touch): Promise<void> {
    const key = keyOf(block, element);
    setBusy((before) => [...before, key]);
    if (value !== undefined && element.type !== 'overflow') fill(block, element, value);
    const values = value === undefined ? options.inputs : withValue(block, element, value);
    const ids = { blockId: block.block_id, actionId: element.action_id };
    const problem = await click(options.userId, { ...where, ...ids, value, values }).then(problemOf, messageOf);
    setBusy((before) => before.filter((one) => one !== key));
    if (problem !== undefined) options.complain(problem);
  }

  function suggestFor(block: Block, element: InteractiveElement, typed: string): Promise<SuggestAnswer> {
    const { messageTs, viewId } = options.where;
    const ids = { blockId: block.block_id, actionId: element.action_id };
    return suggest(options.userId, { messageTs, viewId, ...ids, values: options.inputs }, typed);
  }

  const question = asked && confirmOf(asked.element);
  const { inputs } = options;
  return { inputs, errors, busy, fill, act, suggest: suggestFor, question, answer, showErrors: setErrors };
}

function confirmOf(element: InteractiveElement): ConfirmDialog | undefined {
  return 'confirm' in element ? element.confirm : undefined;
}

function problemOf(answer: ActAnswer): string | undefined {
  return answer.error;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
