import { type Approver, openPlacesOf, type Step, type StepStatus } from '../../engine/document.js';
import { canAnswer, type Dossier, isActive, isStuck } from '../../engine/dossier.js';
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
      ...(step.status === 'pending' && step.dueAt !== null ? card.due(step.dueAt) : []),
      ...(step.because === null ? [] : card.because(step.because)),
    ],
    rule: isOpen ? card.rule(step.rule.approveWhen, people.length + openPlacesOf(step)) : [],
    people: [
      ...people.map((approver) => marked(personLine(approver, step, source), approver, source)),
      ...(isOpen ? placesBeside(step, source) : []),
    ],
  };
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

/** Who was put there by hand is marked everywhere, and stays so when they have decided. */
function marked(line: PersonLine, approver: Approver, source: ProgressSource): PersonLine {
  const reasons = approver.reasons.filter(({ kind }) => kind === 'reassigned');
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
    const why = isActive(source.dossier, approver.personId) ? card.unreachable : card.inactive;
    return { mark: 'inactive', text: why(asked ?? [{ kind: 'data', text: name, strong: false }]) };
  }
  return asked === undefined ? { mark: 'open', text: card.waits(name) } : { mark: 'none', text: asked };
}

function reasonsFor(approver: Approver, { dossier, names, words, readerId }: ProgressSource): readonly Rich[] {
  const { submitterId } = dossier.document;
  return reasonTexts(words, approver.reasons, names, {
    toThemselves: approver.personId === readerId,
    submitter: nameOf(names, submitterId),
    submitterReads: readerId === submitterId,
  });
}
