import type { ExternalMenu, InteractiveElement } from '../block-kit/blocks.js';
import { checkSuggestions } from '../block-kit/check.js';
import { optionsOf } from '../block-kit/options-of.js';
import type { Suggestions } from '../block-kit/suggestions.js';
import type { ViewInputs } from '../element-value.js';
import type { BotAnswer } from '../outgoing/bot-link.js';
import { whoAndWhere } from '../outgoing/payload-parts.js';
import type { SandboxParts } from '../parts.js';
import { ActRefused } from './act-refused.js';
import { type ActOptions, type ActOutcome, actingPerson, sendCopies } from './person.js';
import { containerOf, type ElementTarget, findElement, inputsOn, surfaceOf } from './surface.js';

export interface SuggestTarget extends ElementTarget {
  /** What else is filled in on the same surface. */
  readonly values?: ViewInputs | undefined;
}

export interface SuggestOutcome extends ActOutcome {
  /** What the app offers; undefined where it failed. */
  readonly offered: Suggestions | undefined;
}

/** Characters after which Slack asks where the app says nothing. */
const QUERY_CHARS_MIN = 3;
const NOTHING_LOADED = 'Your options could not be loaded. Try again?';

/** Slack does not know where to ask. */
const nothingAsked: SuggestOutcome = {
  status: undefined,
  body: '',
  durationMs: 0,
  error: NOTHING_LOADED,
  answers: [],
  offered: undefined,
};

/** Types into a menu whose options the app supplies. Only what is offered here can be chosen later. */
export async function suggestOptions(
  parts: SandboxParts,
  userId: string,
  target: SuggestTarget,
  typed: string,
  options: ActOptions = {},
): Promise<SuggestOutcome> {
  const person = actingPerson(parts, userId);
  const surface = surfaceOf(parts, userId, target);
  const { block, element } = findElement(surface.blocks, target);
  const menu = externalMenu(element);
  const min = menu.min_query_length ?? QUERY_CHARS_MIN;
  if (typed.length < min) throw new ActRefused(`Slack asks for options from ${min} characters on`);
  if (parts.options.suggestsOptions === false) return nothingAsked;
  const { trigger_id: _none, ...who } = whoAndWhere(parts, person);
  const payload = {
    type: 'block_suggestion',
    ...who,
    ...containerOf(parts, person, surface, inputsOn(surface, parts, target.values ?? {})),
    action_id: menu.action_id,
    block_id: block.block_id,
    value: typed,
  };
  const answers = await sendCopies(parts, parts.bot.interaction('block_suggestion', payload), options.copies);
  const [answer] = answers;
  const offered = offeredIn(answer);
  if (offered !== undefined) parts.offers.remember(userId, block, menu, optionsOf(offered));
  const { status, body, durationMs } = answer;
  return { status, body, durationMs, error: offered === undefined ? NOTHING_LOADED : undefined, answers, offered };
}

function externalMenu(element: InteractiveElement): ExternalMenu {
  if (element.type === 'external_select' || element.type === 'multi_external_select') return element;
  throw new ActRefused(`${element.action_id} has options of its own`);
}

function offeredIn(answer: BotAnswer): Suggestions | undefined {
  if (answer.problem !== undefined) return undefined;
  const checked = checkSuggestions(parseJson(answer.body));
  return checked.ok ? checked.value : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
