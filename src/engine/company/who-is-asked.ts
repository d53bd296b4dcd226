import { type Asking, canAct } from '../asking.js';
import type { StepDefinition, Who } from '../definition.js';
import { targetsOf } from '../ladder.js';
import type { Organisation, Person } from '../organisation.js';
import type { Policy } from '../policy/policy.js';
import { approversFor } from '../route-people.js';
import { directoryOf } from './company-directory.js';
import { isWithdrawn, type StoredCompany } from './stored-company.js';

/** Whom a line of a step leads to for one person's documents, stand-ins included; sorted ids. */
export type WhoIsAsked = (who: Who, submitter: Person) => readonly string[];

/** A company, as far as it decides whom its steps ask. */
export interface AskingCompany {
  readonly organisation: Organisation;
  readonly whoIsAsked: WhoIsAsked;
}

export function askingCompany(company: StoredCompany): AskingCompany {
  const { organisation } = directoryOf(company);
  const asking = (submitter: Person): Asking => ({ submitter, organisation, form: [], values: {}, authorIds: [] });
  const rule = { approveWhen: 'any', rejectWhen: 'any' } as const;
  return {
    organisation,
    whoIsAsked: (who, submitter) =>
      approversFor({ who: [who], rule }, asking(submitter))
        .map(({ personId }) => personId)
        .filter((id) => canAct(organisation.people.get(id), asking(submitter))),
  };
}

/** The different lines by which the steps of templates and policies in use ask people, or are escalated to them. */
export function linesInUse({ templates, policies }: StoredCompany): readonly Who[] {
  const ofTemplates = templates.filter((template) => !isWithdrawn(template)).flatMap(({ stages }) => stages);
  const steps = [
    ...ofTemplates.flatMap((stage) => stage.steps),
    ...policies.filter((policy) => policy.active).flatMap(stepOf),
  ];
  const asked = steps.flatMap((step) => [...step.who, ...targetsOf(step)]);
  return [...new Map(asked.map((who): [string, Who] => [JSON.stringify(who), who])).values()];
}

function stepOf({ check }: Policy): readonly StepDefinition[] {
  const step = check.kind === 'amount_threshold' || check.kind === 'custom' ? check.step : undefined;
  return step === undefined ? [] : [step];
}
