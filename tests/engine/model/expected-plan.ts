import type { StepDefinition, Template } from '../../../src/engine/definition.js';
import type { FormValues } from '../../../src/engine/form/values.js';
import type { Instant } from '../../../src/engine/instant.js';
import type { MemoryCompany } from '../../support/memory-store.js';
import { unitsAbove } from './expected-people.js';
import { type Book, expectedPolicies, type Said } from './expected-policies.js';
import { answerOf, type RuleScene } from './random-rule.js';

/** What somebody is about to submit, at a moment when the other documents stand as they do. */
export interface Submission {
  readonly company: MemoryCompany;
  readonly submitterId: string;
  readonly typeKey: string;
  readonly values: FormValues;
  readonly at: Instant;
  /** All documents but this one. */
  readonly others: readonly Book[];
}

export interface ExpectedStep {
  readonly definition: StepDefinition;
  /** Its condition has no answer: it is there, and nobody is asked. */
  readonly isBroken: boolean;
}

export interface ExpectedPlan {
  readonly template: Template;
  readonly stages: readonly (readonly ExpectedStep[])[];
  readonly said: Said;
  /** Who may not act because they wrote what led here. */
  readonly authors: ReadonlySet<string>;
}

/** What a submit should lead to, read from the definitions to the letter. */
export function expectedPlan(submission: Submission): ExpectedPlan | 'no-template' | 'rule-failed' {
  const { company, typeKey, others } = submission;
  const scene = sceneOf(submission);
  const template = templateFor(company, typeKey, scene);
  if (template === 'no-template' || template === 'rule-failed') return template;
  const ofType = others.filter((book) => book.typeKey === typeKey);
  const said = expectedPolicies([...company.policies.values()], typeKey, scene, ofType);
  if (said === 'fails') return 'rule-failed';
  const isRejected = said.findings.some((finding) => finding.endsWith(' reject'));
  const stages = isRejected ? [] : withAdded(stagesOf(template, scene), said.steps, scene);
  const authors = authorsFor(company, typeKey);
  return { template, stages, said, authors };
}

/** Whoever wrote at anything of the type has led here, whatever it says. */
function authorsFor({ types, templates, policies }: MemoryCompany, typeKey: string): ReadonlySet<string> {
  const authors = new Set<string>();
  const note = (authorId: string | null | undefined) => typeof authorId === 'string' && authors.add(authorId);
  note(types.get(typeKey)?.authorId);
  for (const { type, authorId } of templates.values()) if (type === typeKey) note(authorId);
  for (const { type, active, authorId } of policies.values()) if (active && type === typeKey) note(authorId);
  return authors;
}

function sceneOf({ company, submitterId, typeKey, values, at }: Submission): RuleScene {
  const person = company.people.get(submitterId);
  const roles = [...company.roles.values()].filter(({ holdings }) =>
    holdings.some((one) => one.personId === submitterId),
  );
  const requester = {
    id: submitterId,
    unit: person?.unitId ?? '',
    units: unitsAbove(submitterId, company),
    roles: roles.map(({ key }) => key),
    manager: person?.managerId ?? '',
  };
  return { form: company.types.get(typeKey)?.form ?? [], values, requester, today: dayIn(company, at) };
}

/** The two zones that companies here are in are zero and seven hours ahead, all year. */
export function dayIn({ calendars }: MemoryCompany, at: Instant): string {
  const aheadMs = calendars.timeZone === 'Asia/Jakarta' ? 7 * 3_600_000 : 0;
  return new Date(Date.parse(at) + aheadMs).toISOString().slice(0, 10);
}

function templateFor(company: MemoryCompany, typeKey: string, scene: RuleScene) {
  const ofType = [...company.templates.values()].filter((one) => one.type === typeKey);
  for (const priority of [2, 1, 0]) {
    for (const key of ofType.map((one) => one.key).sort()) {
      const template = ofType.find((one) => one.key === key && one.priority === priority);
      if (template === undefined) continue;
      const applies = template.condition === undefined ? true : answerOf(template.condition, scene);
      if (applies === 'fails') return 'rule-failed';
      if (applies && stagesOf(template, scene).length > 0) return template;
    }
  }
  return 'no-template';
}

function stagesOf(template: Template, scene: RuleScene): ExpectedStep[][] {
  return template.stages
    .map((stage) => stage.steps.flatMap((definition) => included(definition, scene)))
    .filter((steps) => steps.length > 0);
}

function included(definition: StepDefinition, scene: RuleScene): ExpectedStep[] {
  const answer = definition.when === undefined ? true : answerOf(definition.when, scene);
  return answer === false ? [] : [{ definition, isBroken: answer === 'fails' }];
}

/** No two steps of the model's policies and templates ask the same. */
function withAdded(stages: ExpectedStep[][], added: readonly StepDefinition[], scene: RuleScene) {
  return [...stages, ...added.map((definition) => included(definition, scene)).filter((steps) => steps.length > 0)];
}
