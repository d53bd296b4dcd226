import { type Approver, openPlacesOf, type Step, type StepStatus } from '../../engine/document.js';
import { canAnswer, type Dossier, isStuck } from '../../engine/dossier.js';
import { deputiesFor } from './acting-place.js';
import { type Names, nameOf, reasonTexts, voteOf } from './people.js';
import { type Rich, wording } from './text.js';
import type { Words } from './words.js';

/** Steps that run at the same time. */
export interface StageView {
  readonly steps: readonly StepView[];
}

export interface StepView {
  /** `2.`, or `2.1` among steps that run at the same time. */
  readonly number: string;
  readonly status: StepStatus;
  readonly text: Rich;
  /** How many have to agree; empty where one person is asked. */
  readonly rule: Rich;
  readonly people: readonly PersonLine[];
}

export interface PersonLine {
  readonly mark: Mark;
  readonly text: Rich;
}

/** Drawn by each platform its own way. */
export type Mark = 'approved' | 'rejected' | 'returned' | 'open' | 'inactive' | 'not-needed' | 'none';

/** Whose chain it is, and who reads it, so that reasons can say "you". */
export interface ProgressSource {
  readonly dossier: Dossier;
  readonly names: Names;
  readonly words: Words;
  readonly readerId: string;
}

/** The chain of one round, stage by stage. People who voted come first, then the reader, then the others. */
export function progressOf(steps: readonly Step[], source: ProgressSource): StageView[] {
  const stages = [...new Set(steps.map((step) => step.stage))].sort((a, b) => a - b);
  return stages.map((stage, index) => {
    const together = steps.filter((step) => step.stage === stage);
    return { steps: together.map((step, at) => stepView(step, stepNumber(index, at, together.length), source)) };
  });
}

/** The same in a preview and on a card, so that people find the step again. */
export function stepNumber(stageIndex: number, stepIndex: number, stepsInStage: number): string {
  return stepsInStage > 1 ? `${stageIndex + 1}.${stepIndex + 1}` : `${stageIndex + 1}.`;
}

function stepView(step: Step, number: string, source: ProgressSource): StepView {
  const { card } = source.words;
  const people = [...step.approvers].sort((a, b) => rank(a, source) - rank(b, source));
  const isOpen = step.status === 'pending' || step.status === 'waiting';
  return {
    number,
    status: step.status,
    text: [
      ...card.step(step.name, stateText(step, source), step.status === 'skipped' ? null : step.closedAt),
      ...clockText(step, source.words),
      ...(step.expiredAs === null ? [] : card.byTemplate),
      ...(step.because === null ? [] : card.because(step.because)),
    ],
    rule: isOpen ? card.rule(step.rule.approveWhen, people.length + openPlacesOf(step)) : [],
    people: [
      ...people.map((approver) =>
        besideThem(marked(personLine(approver, step, source), approver, step, source), approver, step, source),
      ),
      ...(isOpen ? placesBeside(step, source) : []),
    ],
  };
}

/** By when an open step is due, unless its clock stands still. */
function clockText({ status, pausedAt, dueAt }: Step, { card }: Words): Rich {
  if (status !== 'pending') return [];
  if (pausedAt !== null) return card.paused(pausedAt);
  return dueAt === null ? [] : card.due(dueAt);
}

/** Where nobody is on the step at all its state says so already. */
function placesBeside(step: Step, { words: { card } }: ProgressSource): readonly PersonLine[] {
  const isShared = step.approvers.length > 0 && step.openPlaces > 0;
  return isShared ? [{ mark: 'inactive', text: card.openPlaces(step.openPlaces) }] : [];
}

function stateText(step: Step, { dossier, words: { stepStates } }: ProgressSource): string {
  const isOpen = step.status === 'pending' || step.status === 'waiting';
  if (isOpen && step.approvers.length === 0) return stepStates['nobody-found'];
  return isStuck(step, dossier) ? stepStates.stuck : stepStates[step.status];
}

function rank(approver: Approver, { readerId }: ProgressSource): number {
  if (approver.vote !== null) return 0;
  return approver.personId === readerId ? 1 : 2;
}

/** Who can decide in the place of an approver of an open step. */
function besideThem(line: PersonLine, { personId, vote }: Approver, step: Step, source: ProgressSource): PersonLine {
  if (step.status !== 'pending' || vote !== null) return line;
  const { card } = source.words;
  const deputies = deputiesFor(step, personId);
  const shown = deputies.slice(0, DEPUTIES_MAX);
  const beside = shown.map((one) => card.actsForThem(nameOf(source.names, one.personId), one.grounds));
  const hidden = deputies.length - shown.length;
  const more = hidden > 0 ? [...wording(' · '), ...card.andMore(hidden)] : [];
  return { ...line, text: [...line.text, ...beside.flat(), ...more] };
}

/** In one line, where an escalation to a whole role would fill the card. */
const DEPUTIES_MAX = 3;

/** Who was put there by hand, or for somebody who left, is marked everywhere, and stays so when they have decided. */
function marked(line: PersonLine, approver: Approver, { replaced }: Step, source: ProgressSource): PersonLine {
  const hasLeft = (id: string | null) => replaced.some(({ personId }) => personId === id);
  const reasons = approver.reasons.filter(
    (reason) => reason.kind === 'reassigned' || (reason.kind === 'stand-in' && hasLeft(reason.for)),
  );
  if (reasons.length === 0 || line.mark === 'none') return line;
  const said = reasonsFor({ ...approver, reasons }, source);
  return { ...line, text: [...line.text, ...said.flatMap((reason) => [...wording(' · '), ...reason])] };
}

function personLine(approver: Approver, step: Step, source: ProgressSource): PersonLine {
  const { card } = source.words;
  const vote = voteOf(approver, source.names);
  if (vote !== undefined) {
    const marks = { approve: 'approved', reject: 'rejected', return: 'returned' } as const;
    return { mark: marks[vote.decision], text: card.voted(vote) };
  }
  const name = nameOf(source.names, approver.personId);
  if (step.status !== 'pending' && step.status !== 'waiting') return { mark: 'not-needed', text: card.notNeeded(name) };
  const asked = step.status === 'waiting' ? card.asked(name, reasonsFor(approver, source)) : undefined;
  if (!canAnswer(source.dossier, approver.personId)) {
    const why = card[obstacleOf(source.dossier, approver.personId)];
    return { mark: 'inactive', text: why(asked ?? [{ kind: 'data', text: name, strong: false }]) };
  }
  return asked === undefined ? { mark: 'open', text: card.waits(name) } : { mark: 'none', text: asked };
}

/** Why somebody who is asked cannot answer. */
function obstacleOf({ people }: Dossier, personId: string): 'inactive' | 'mayNotAct' | 'unreachable' {
  const person = people.get(personId);
  if (person?.active !== true) return 'inactive';
  return person.mayAct ? 'unreachable' : 'mayNotAct';
}

function reasonsFor(approver: Approver, { dossier, names, words, readerId }: ProgressSource): readonly Rich[] {
  const { submitterId } = dossier.document;
  return reasonTexts(words, approver.reasons, names, {
    toThemselves: approver.personId === readerId,
    submitter: nameOf(names, submitterId),
    submitterReads: readerId === submitterId,
  });
}
