import type { DocumentType } from '../../engine/definition.js';
import type { ActingAhead } from '../../engine/delegation/acting-ahead.js';
import { type ApprovalDocument, openPlacesOf } from '../../engine/document.js';
import type { NamedPerson } from '../../engine/dossier.js';
import type { Instant } from '../../engine/instant.js';
import type { SubmissionPlan } from '../../engine/plan-submission.js';
import type { Route, RouteStep } from '../../engine/route.js';
import { type FieldView, fieldViews } from './fields.js';
import { findingTexts, isRejectedBy, rejectingOrAll } from './findings.js';
import { type Names, nameOf, peopleInReasons, reasonTexts, shortNames } from './people.js';
import type { Reader } from './plain.js';
import { stepNumber } from './progress.js';
import type { Rich } from './text.js';
import { type ReasonContext, type Words, wordsFor } from './words.js';

/** What is about to be submitted, and who will be asked in which order and why. */
export interface PreviewView {
  readonly notices: readonly Rich[];
  readonly lead: Rich;
  /** What the policies say, with their figures. */
  readonly findings: readonly Rich[];
  /** By when it would be decided; empty where a policy rejects it. */
  readonly expected: Rich;
  readonly title: string;
  readonly fields: readonly FieldView[];
  readonly stages: readonly PreviewStage[];
  readonly words: Words;
}

export interface PreviewStage {
  /** Empty above a step that stands alone. */
  readonly caption: Rich;
  readonly steps: readonly PreviewStep[];
}

export interface PreviewStep {
  readonly number: string;
  readonly name: string;
  /** Why the step is part of this route; empty where it always is. */
  readonly because: Rich;
  readonly rule: Rich;
  readonly people: readonly Rich[];
}

export interface PreviewSource {
  readonly document: Pick<ApprovalDocument, 'title' | 'data' | 'submitterId' | 'status'>;
  readonly type: DocumentType;
  readonly plan: Pick<SubmissionPlan, 'route' | 'findings' | 'expected'>;
  readonly names: Names;
  readonly reader: Reader;
  readonly notices: readonly Rich[];
  /** How those who would be asked stand now; where it is absent nobody is said to be away. */
  readonly people?: ReadonlyMap<string, NamedPerson>;
  /** Who could decide in whose place at this moment; absent, nobody is said to be away. */
  readonly acting?: ActingAhead;
  /** Whether somebody else than the submitter reads it, as when a request is simulated. */
  readonly isForOthers?: boolean;
}

/** Everyone who would be asked. */
export function approversIn(route: Route): readonly string[] {
  const approvers = route.stages.flatMap((steps) => steps.flatMap((step) => step.approvers));
  return [...new Set(approvers.map(({ personId }) => personId))];
}

/** Everyone whose name the preview of a route needs. */
export function peopleInRoute(route: Route): readonly string[] {
  const approvers = route.stages.flatMap((steps) => steps.flatMap((step) => step.approvers));
  return [...new Set(approvers.flatMap(({ personId, reasons }) => [personId, ...peopleInReasons(reasons)]))];
}

export function previewView(source: PreviewSource): PreviewView {
  const { document, type, plan, names, reader, notices } = source;
  const words = wordsFor(reader.locale);
  const { route, findings } = plan;
  const isRejected = isRejectedBy(findings);
  return {
    notices: [...notices, ...(isRejected ? [words.policy.wouldReject] : stuckAhead(route, words))],
    lead: isRejected ? words.preview.leadRejected : words.preview.leadFor(document.status),
    findings: findingTexts(rejectingOrAll(findings), words, reader.locale, 'now'),
    expected: expectedText(plan.expected, words),
    title: document.title,
    fields: fieldViews(type, document, { reader, words, names }),
    stages: route.stages.map((steps, index) => ({
      caption: steps.length > 1 ? words.preview.atTheSameTime : [],
      steps: steps.map((step, at) => ({
        number: stepNumber(index, at, steps.length),
        ...previewStep(step, source, words),
      })),
    })),
    words,
  };
}

function expectedText(expected: SubmissionPlan['expected'], words: Words): Rich {
  const latest = expected.flat().reduce<Instant | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined);
  return latest === undefined ? [] : words.preview.expected(latest);
}

function stuckAhead(route: Route, words: Words): readonly Rich[] {
  const empty = route.stages.flat().filter((step) => openPlacesOf(step) > 0);
  return empty.length === 0 ? [] : [words.preview.stuckAhead(shortNames(empty.map(({ name }) => name)))];
}

function aboutSubmitter({ document, names, isForOthers }: PreviewSource): ReasonContext {
  return { toThemselves: false, submitter: nameOf(names, document.submitterId), submitterReads: isForOthers !== true };
}

function previewStep(step: RouteStep, source: PreviewSource, words: Words): Omit<PreviewStep, 'number'> {
  const { names, people: standing } = source;
  const people = step.approvers.map(({ personId, reasons }) => {
    const said = reasonTexts(words, reasons, names, aboutSubmitter(source));
    const asked = words.card.asked(nameOf(names, personId), said);
    const line = standing?.get(personId)?.reachable === false ? words.card.unreachable(asked) : asked;
    return [...line, ...besideThem(step, personId, source, words)];
  });
  return {
    name: step.name,
    because: step.because === null ? [] : words.card.because(step.because),
    rule: words.card.rule(step.rule.approveWhen, step.approvers.length + openPlacesOf(step)),
    people: openPlacesOf(step) === 0 ? people : [...people, emptyPlaces(step, words)],
  };
}

/** In one line: whoever follows them on would not be read here. */
const ACTING_MAX = 2;

function besideThem({ key }: RouteStep, personId: string, { acting, names }: PreviewSource, { card }: Words): Rich {
  const theirs = acting?.get(key)?.filter(({ forId }) => forId === personId) ?? [];
  return theirs
    .slice(0, ACTING_MAX)
    .flatMap((one) => card.actsForThem(nameOf(names, one.personId), [{ kind: 'delegation', until: one.until }]));
}

function emptyPlaces(step: RouteStep, words: Words): Rich {
  const { name, problem, approvers } = step;
  if (problem !== null) return words.card.ruleFailed(name, problem);
  return approvers.length === 0 ? words.preview.nobody : words.card.openPlaces(openPlacesOf(step));
}
