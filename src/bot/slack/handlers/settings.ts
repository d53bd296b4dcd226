import { readPreferences, type TypedPreferences } from '../../../engine/read-preferences.js';
import { gathered, settingsProblem, settingsView } from '../../view/settings.js';
import type { SubmissionOutcome } from '../edge.js';
import { inputOf, ticksOf, type ViewState } from '../form-input.js';
import type { SlashCommand, Submission } from '../parse.js';
import { renderNoticeModal } from '../render/modal.js';
import { renderSettings, settingsBlocks } from '../render/settings.js';
import type { Visit } from '../visit.js';

/** What is typed behind `/approvals` for it, in every language, whichever the reader's is. */
const WORDS = /^(?:settings|preferences|pengaturan|preferensi)$/i;

export function isSettings(typed: string): boolean {
  return WORDS.test(typed);
}

/** `/approvals settings`: when and what I write to somebody where nobody clicked. */
export async function openSettings(visit: Visit, command: SlashCommand): Promise<void> {
  const { client, preferences, person, reader, words } = visit;
  const known = await preferences.preferences(person.personId);
  await client.openView(command.triggerId, renderSettings(settingsView(known, words, reader.locale), words));
}

/** Everything that is wrong is said at once, each where it is filled in. */
export async function onSettingsSent(visit: Visit, { state }: Submission): Promise<SubmissionOutcome> {
  const { preferences, person, requestId, words } = visit;
  const read = readPreferences(typedIn(state));
  if ('problems' in read) {
    // Slack shows one error an input, and the first is the one to begin with.
    const errors = read.problems
      .toReversed()
      .map((problem) => [settingsBlocks[problem.field], settingsProblem(problem, words)]);
    return { answer: { response_action: 'errors', errors: Object.fromEntries(errors) } };
  }
  await preferences.save(person.personId, read.preferences, requestId, visit.now());
  const view = renderNoticeModal([words.settings.saved], words, { title: words.settings.title });
  return { answer: { response_action: 'update', view } };
}

function typedIn(state: ViewState): TypedPreferences {
  return {
    from: inputOf(state, settingsBlocks.from) ?? null,
    to: inputOf(state, settingsBlocks.to) ?? null,
    days: ticksOf(state, settingsBlocks.days),
    isGathered: ticksOf(state, settingsBlocks.isGathered).includes(gathered),
    digestAt: inputOf(state, settingsBlocks.digestAt) ?? null,
    topics: ticksOf(state, settingsBlocks.topics),
  };
}
