import type { StepDefinition, Template, Who } from './definition.js';
import type { FormValues } from './form/values.js';
import type { Policy } from './policy/policy.js';
import type { OrganisationNeeds } from './ports/document-store.js';
import { peopleIn } from './route-people.js';

/** What must be loaded before a route by any of these definitions can be planned for this content. */
export function organisationNeeds(
  templates: readonly Template[],
  policies: readonly Policy[],
  values: FormValues,
): OrganisationNeeds {
  const asked = [...templates.flatMap(stepsIn), ...policies.flatMap(stepsAddedBy)].flatMap((step) => step.who);
  return {
    people: unique(asked.flatMap((who) => peopleNamed(who, values))),
    roles: unique(asked.flatMap((who) => (who.kind === 'role' ? [who.role] : []))),
    groups: unique(asked.flatMap((who) => (who.kind === 'group' ? [who.group] : []))),
  };
}

function stepsIn({ stages }: Template): readonly StepDefinition[] {
  return stages.flatMap((stage) => stage.steps);
}

function stepsAddedBy({ check }: Policy): readonly StepDefinition[] {
  return 'step' in check && check.step !== undefined ? [check.step] : [];
}

function peopleNamed(who: Who, values: FormValues): readonly string[] {
  if (who.kind === 'user') return [who.user];
  return who.kind === 'field' ? peopleIn(values, who.field) : [];
}

function unique(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)];
}
