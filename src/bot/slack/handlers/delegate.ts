import { localDate } from '../../../engine/calendar/local-date.js';
import type { Delegation, DelegationRefusal } from '../../../engine/delegation/delegation.js';
import { wholeDays } from '../../../engine/delegation/whole-days.js';
import type { FormContext } from '../../../engine/form/context.js';
import type { FormField } from '../../../engine/form/field.js';
import { checkForm, type FormValues, type RawValues } from '../../../engine/form/values.js';
import type { Money } from '../../../engine/money.js';
import type { NewDelegation } from '../../../engine/ports/delegations.js';
import {
  type DelegateSource,
  delegateFields,
  delegateView,
  delegationContext,
  delegationLine,
} from '../../view/delegate.js';
import type { Rich } from '../../view/text.js';
import { PLATFORM } from '../card-platform.js';
import type { SubmissionOutcome } from '../edge.js';
import { blockIdOf, blockIn, chatUserIn, sentPage, strangerOf, type ViewState } from '../form-input.js';
import type { Click, SlashCommand, Submission, ViewPlace } from '../parse.js';
import { renderNotices } from '../render/card.js';
import { END_DELEGATION, renderDelegate } from '../render/delegate.js';
import { readMetadata, type ViewMetadata } from '../view-metadata.js';
import type { Visit } from '../visit.js';
import type { DrawnView } from '../within-limits.js';
import { blockErrors } from './form-problems.js';
import { notOurs, onInput, onTop } from './step-form.js';
import { isHelp } from './submit.js';

/** `/delegate`: who decides for me while I am away, for whom I decide, and a form for more. */
export async function openDelegate(visit: Visit, command: SlashCommand): Promise<void> {
  const { client, words, reader } = visit;
  if (isHelp(command.text)) return client.respond(command.responseUrl, renderNotices(words.form.help, reader));
  await client.openView(command.triggerId, await delegateModal(visit, { n: visit.newId(), k: 0 }, []));
}

/** What is wrong with an input lands on it; what was set up is told above the list that has it now. */
export async function onDelegateSent(visit: Visit, submission: Submission): Promise<SubmissionOutcome> {
  const { state } = submission;
  const metadata = readMetadata('delegate', submission.metadata);
  if (metadata === undefined) return notOurs(visit);
  const types = await visit.reading.documentTypes();
  const fields = delegateFields(types, visit.words);
  const checked = checkForm(fields, await typedIn(visit, fields, state), contextFor(visit));
  if (!checked.ok) {
    const errors = blockErrors(checked.errors, fields, state, visit.words);
    if (errors !== undefined) return { answer: { response_action: 'errors', errors } };
    return shown(visit, metadata, [visit.words.form.changedMeanwhile]);
  }
  const wanted = wantedBy(visit, metadata, checked.values);
  const given = await visit.delegations.give(wanted, originOf(visit), visit.now(), visit.settings);
  if ('code' in given) return refused(visit, given, state);
  const names = await visit.reading.names([given.toId]);
  const line = delegationLine(given, given.toId, { names, types, reader: visit.reader, now: visit.now() });
  return shown(visit, { n: visit.newId(), k: metadata.k + 1 }, [visit.words.delegate.given(line)]);
}

/** Ends one before its time. What is filled in below stays. */
export async function onDelegateButton(visit: Visit, { actionId, value = '' }: Click, place: ViewPlace): Promise<void> {
  if (actionId !== END_DELEGATION) return;
  const ended = await visit.delegations.end(value, visit.person.personId, originOf(visit), visit.now());
  const notice = 'code' in ended ? await refusalText(visit, ended) : await endedText(visit, ended);
  const k = readMetadata('delegate', place.metadata)?.k ?? 0;
  await visit.client.updateView(place.viewId, await delegateModal(visit, { n: visit.newId(), k }, [notice]));
}

async function shown(
  visit: Visit,
  metadata: ViewMetadata<'delegate'>,
  notices: readonly Rich[],
): Promise<SubmissionOutcome> {
  return { answer: { response_action: 'update', view: await delegateModal(visit, metadata, notices) } };
}

async function delegateModal(
  visit: Visit,
  metadata: ViewMetadata<'delegate'>,
  notices: readonly Rich[],
): Promise<DrawnView> {
  const { reading, person, delegations, reader } = visit;
  const now = visit.now();
  const { given, got } = await delegations.of(person.personId, now);
  const names = await reading.names([...given.map(({ toId }) => toId), ...got.map(({ fromId }) => fromId)]);
  const types = await reading.documentTypes();
  const obstacle = await obstacleFor(visit);
  const source: DelegateSource = { given, got, names, types, reader, now, notices, obstacle };
  return renderDelegate(delegateView(source), metadata);
}

/** Why this person cannot set up any; what there is can be ended all the same. */
async function obstacleFor({ settings, reading, person, words }: Visit): Promise<Rich | undefined> {
  if (!settings.allowsDelegation) return words.delegate.off;
  const actor = await reading.actor(person.personId);
  const isAble = actor?.active === true && actor.permissions.has('approval.act');
  return isAble ? undefined : words.delegate.refusals['no-permission']({ code: 'no-permission' }, nobodyNamed);
}

const nobodyNamed = { names: { names: [], more: 0 }, from: '', until: '' };

/** What was filled in, with whom was chosen as a person of ours; whom we do not know stays as Slack calls them. */
async function typedIn({ people }: Visit, fields: readonly FormField[], state: ViewState): Promise<RawValues> {
  const chosen = chatUserIn(state, blockIdOf('to'));
  if (chosen === undefined) return sentPage(fields, state).input;
  return { ...sentPage(fields, state).input, to: (await people.personOf(chosen)) ?? strangerOf(chosen) };
}

/** Whether somebody can act for another is for the rules to say; here they only have to be somebody. */
function contextFor(visit: Visit): FormContext {
  const { person, reader, settings } = visit;
  const { attachmentsMax: max, fileBytesMax: bytesMax } = settings;
  return {
    today: localDate(visit.now(), reader.timeZone),
    requesterId: person.personId,
    standingOf: (id) => (id.startsWith(strangerOf('')) ? 'unknown' : 'active'),
    attachments: { required: false, max, bytesMax },
    calendar: undefined,
  };
}

/** The form has been checked: its values are of the kinds that its fields say. */
function wantedBy({ person, reader }: Visit, { n: id }: ViewMetadata<'delegate'>, values: FormValues): NewDelegation {
  const { to, from, until, types, cap } = values as {
    readonly to: string;
    readonly from: string;
    readonly until: string;
    readonly types?: readonly string[];
    readonly cap?: Money;
  };
  const days = wholeDays(from, until, reader.timeZone);
  return { id, fromId: person.personId, toId: to, ...days, types: types ?? null, cap: cap ?? null };
}

async function refused(visit: Visit, refusal: DelegationRefusal, state: ViewState): Promise<SubmissionOutcome> {
  const sentence = await refusalText(visit, refusal);
  const field = fieldOf[refusal.code];
  const block = field && blockIn(state, blockIdOf(field));
  if (block !== undefined) return onInput(visit, block, sentence);
  return { answer: onTop(visit, sentence, visit.words.stepForm.kept) };
}

/** The field that a refusal is about; the others are about none. */
const fieldOf: Readonly<Partial<Record<DelegationRefusal['code'], string>>> = {
  'unknown-person': 'to',
  'to-oneself': 'to',
  unable: 'to',
  cycle: 'to',
  'chain-too-long': 'to',
  overlap: 'from',
  'ends-before-start': 'until',
  'over-already': 'until',
  'too-long': 'until',
  'unknown-type': 'types',
};

async function refusalText({ reading, reader, words }: Visit, refusal: DelegationRefusal): Promise<Rich> {
  const people = peopleIn(refusal);
  const meets = refusal.code === 'overlap' ? refusal.delegation : undefined;
  const about = delegationContext(people, meets, await reading.names(people), reader);
  // The union and the table have the same keys; only the compiler cannot pair them up.
  const say = words.delegate.refusals[refusal.code] as (given: DelegationRefusal, context: typeof about) => Rich;
  return say(refusal, about);
}

function peopleIn(refusal: DelegationRefusal): readonly string[] {
  switch (refusal.code) {
    case 'unable':
      return [refusal.personId];
    case 'overlap':
      return [refusal.delegation.toId];
    case 'cycle':
      return refusal.through;
    case 'chain-too-long':
      return refusal.people;
    default:
      return [];
  }
}

async function endedText({ reading, words }: Visit, { toId }: Delegation): Promise<Rich> {
  return words.delegate.ended((await reading.names([toId])).get(toId) ?? toId);
}

function originOf({ requestId }: Visit) {
  return { requestId, platform: PLATFORM };
}
