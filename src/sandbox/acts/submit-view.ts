import { z } from 'zod';
import type { ViewInputs } from '../element-value.js';
import { mergedInputs } from '../kept-inputs.js';
import { lookupsFor } from '../lookups.js';
import type { BotAnswer } from '../outgoing/bot-link.js';
import { whoAndWhere } from '../outgoing/payload-parts.js';
import type { SandboxParts } from '../parts.js';
import type { SlackView } from '../view.js';
import { viewForApp } from '../view-shape.js';
import type { Screen } from '../view-stacks.js';
import { stateOf } from '../view-values.js';
import { ApiProblem } from '../web-api/api-problem.js';
import { acceptedModal } from '../web-api/views.js';
import { ActRefused } from './act-refused.js';
import { fieldErrors } from './field-checks.js';
import { type ActOptions, type ActOutcome, actingPerson, sendCopies } from './person.js';
import { refuseNeverOffered } from './surface.js';

export interface SubmitOutcome extends ActOutcome {
  /** By block_id: from Slack's own checks (then nothing was sent), or from the bot. */
  readonly fieldErrors: Readonly<Record<string, string>>;
}

/** What Slack's client shows when an app fails to answer a modal. */
const TROUBLE = 'We had some trouble connecting. Try again?';

const responseAction = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
]);
type ResponseAction = z.infer<typeof responseAction>;

/** Presses a modal's submit button. */
export async function submitModal(
  parts: SandboxParts,
  userId: string,
  viewId: string,
  values: ViewInputs,
  options: ActOptions = {},
): Promise<SubmitOutcome> {
  const person = actingPerson(parts, userId);
  const { screen, view } = topView(parts, userId, viewId);
  refuseNeverOffered(parts, userId, view.blocks, values);
  const inputs = mergedInputs(parts.views.heldIn(view.id), values);
  const errors = fieldErrors(view.blocks, inputs);
  if (Object.keys(errors).length > 0) return notSent(errors);
  parts.views.remember(view.id, values);
  const state = stateOf(inputsOnly(view), inputs, lookupsFor(parts, userId));
  const payload = {
    type: 'view_submission',
    ...whoAndWhere(parts, person, screen.tab),
    view: viewForApp(view, state),
    response_urls: [],
  };
  const answers = await sendCopies(parts, parts.bot.interaction('view_submission', payload), options.copies);
  return conclude(parts, screen, view, answers);
}

function topView(parts: SandboxParts, userId: string, viewId: string): { screen: Screen; view: SlackView } {
  const stack = parts.views.stackWith(userId, viewId);
  const view = stack?.views.at(-1);
  if (stack === undefined || view?.id !== viewId) throw new ActRefused('That modal is not open');
  return { screen: stack, view };
}

function inputsOnly(view: SlackView) {
  return view.blocks.filter((block) => block.type === 'input' || block.type === 'section' || block.type === 'actions');
}

function notSent(errors: Readonly<Record<string, string>>): SubmitOutcome {
  return { status: undefined, body: '', durationMs: 0, error: undefined, answers: [], fieldErrors: errors };
}

/** With several copies Slack's client acts on the first good answer; the others found the modal gone. */
function conclude(
  parts: SandboxParts,
  screen: Screen,
  view: SlackView,
  answers: readonly [BotAnswer, ...BotAnswer[]],
): SubmitOutcome {
  const answer = answers.find((one) => one.problem === undefined) ?? answers[0];
  const shown = answer.problem === undefined ? show(parts, screen, view, answer.body) : TROUBLE;
  return {
    status: answer.status,
    body: answer.body,
    durationMs: answer.durationMs,
    error: typeof shown === 'string' ? shown : undefined,
    answers,
    fieldErrors: typeof shown === 'string' ? {} : shown,
  };
}

/** Does what the app answered; gives errors by block_id, or the sentence for an answer that Slack cannot follow. */
function show(parts: SandboxParts, screen: Screen, view: SlackView, body: string): Record<string, string> | string {
  const action = parseAction(body);
  if (action === undefined) return TROUBLE;
  if (action === 'close') {
    closeSubmitted(parts, screen, view);
    return {};
  }
  try {
    return follow(parts, screen, view, action);
  } catch (error) {
    if (error instanceof ApiProblem) return TROUBLE;
    throw error;
  }
}

function follow(
  parts: SandboxParts,
  screen: Screen,
  view: SlackView,
  action: ResponseAction,
): Record<string, string> | string {
  switch (action.response_action) {
    case 'errors':
      return areForInputs(view, action.errors) ? action.errors : TROUBLE;
    case 'update':
      parts.views.update({ viewId: view.id }, acceptedModal(parts, action.view));
      return {};
    case 'push':
      parts.views.push(screen, acceptedModal(parts, action.view));
      return {};
    case 'clear':
      parts.views.clear(screen);
      return {};
  }
}

function closeSubmitted(parts: SandboxParts, screen: Screen, view: SlackView): void {
  if (parts.views.stackOf(screen).at(-1)?.id === view.id) parts.views.pop(screen);
}

function areForInputs(view: SlackView, errors: Readonly<Record<string, string>>): boolean {
  const inputs = new Set(view.blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : [])));
  const named = Object.keys(errors);
  return named.length > 0 && named.every((id) => inputs.has(id));
}

function parseAction(body: string): ResponseAction | 'close' | undefined {
  if (body.trim() === '') return 'close';
  try {
    const json: unknown = JSON.parse(body);
    if (typeof json === 'object' && json !== null && Object.keys(json).length === 0) return 'close';
    return responseAction.safeParse(json).data;
  } catch {
    return undefined;
  }
}
