import type { StepDefinition, Who } from '../definition.js';
import { targetsOf } from '../ladder.js';
import type { CompanyDraft } from './assemble.js';
import type { TemplateContent } from './company.js';
import { dayWarnings } from './day-warnings.js';
import type { Finding, Path } from './finding.js';

/** What may well be meant, but will surprise somebody if it is not. */
export function warnings(draft: CompanyDraft): readonly Finding[] {
  return [
    ...chatWarnings(draft),
    ...absenceWarnings(draft),
    ...priorityWarnings(draft),
    ...gapWarnings(draft),
    ...dayWarnings(draft),
  ];
}

/** Whoever is not linked here links themselves in chat; that takes a workspace. */
function chatWarnings({ people, slackTeam }: CompanyDraft): readonly Finding[] {
  const linked = people.some(({ slack }) => slack !== undefined && slack !== 'none');
  if (!linked && slackTeam === null) {
    const message = 'no Slack workspace is named, so nobody reaches the bot; add "slack: { team: T… }" to the company';
    return [{ path: ['company'], message }];
  }
  return people.flatMap(({ name, slack }, at) => {
    if (slackTeam === null || slack === undefined || slack === 'none') return [];
    if (slack.team === undefined || slack.team === slackTeam) return [];
    const message = `${name} is in another workspace than the company's; the bot reaches them only if installed there too`;
    return [{ path: ['people', at, 'slack', 'team'], message }];
  });
}

/** Steps go on to somebody else then, which is what the ladder is for, but seldom what was planned. */
function absenceWarnings(draft: CompanyDraft): readonly Finding[] {
  const { people, units, groups } = draft;
  const absent = new Map(people.filter((person) => !person.active).map((person) => [person.id, person.name]));
  if (absent.size === 0) return [];
  const managers = people.flatMap(({ name, active, managerId }, at) => {
    const manager = absent.get(managerId ?? '');
    if (!active || manager === undefined) return [];
    return [{ path: ['people', at, 'manager'], message: `${manager}, the manager of ${name}, is inactive` }];
  });
  const heads = units.flatMap(({ name, headId }, at) => {
    const head = absent.get(headId ?? '');
    return head === undefined
      ? []
      : [{ path: ['units', at, 'head'], message: `${head}, the head of ${name}, is inactive` }];
  });
  const members = groups.flatMap(({ name, memberIds }, at) =>
    memberIds.flatMap((id) => {
      const member = absent.get(id);
      return member === undefined
        ? []
        : [{ path: ['groups', at, 'members'], message: `${member}, a member of ${name}, is inactive` }];
    }),
  );
  const asked = stepsIn(draft).flatMap(({ step, path }) => [
    ...named(step.who, absent).map((person) => {
      return { path: [...path, 'who'], message: `${person}, whom step "${step.key}" asks, is inactive` };
    }),
    ...named(targetsOf(step), absent).map((person) => {
      const message = `${person}, to whom step "${step.key}" is escalated, is inactive`;
      return { path: [...path, 'sla', 'ladder'], message };
    }),
  ]);
  return [...managers, ...heads, ...members, ...asked];
}

/** The names of those people that lines name themselves. */
function named(lines: readonly Who[], names: ReadonlyMap<string, string>): readonly string[] {
  return lines.flatMap((who) => (who.kind === 'user' ? (names.get(who.user) ?? []) : []));
}

function stepsIn({ templates, policies }: CompanyDraft): readonly { step: StepDefinition; path: Path }[] {
  const own = templates.flatMap(({ stages }, at) =>
    stages.flatMap(({ steps }, stageAt) =>
      steps.map((step, stepAt) => ({ step, path: ['templates', at, 'stages', stageAt, 'steps', stepAt] })),
    ),
  );
  const added = policies.flatMap(({ check }, at) =>
    'step' in check && check.step !== undefined
      ? [{ step: check.step, path: ['policies', at, check.kind, 'step'] }]
      : [],
  );
  return [...own, ...added];
}

/** Whatever is asked for, this template takes it. */
function takesAll({ condition, stages }: TemplateContent): boolean {
  return condition === undefined && stages.some(({ steps }) => steps.some((step) => step.when === undefined));
}

function priorityWarnings({ templates }: CompanyDraft): readonly Finding[] {
  return templates.flatMap((template, at) => {
    const better = templates.find(
      (other) =>
        other.type === template.type &&
        takesAll(other) &&
        (other.priority > template.priority || (other.priority === template.priority && other.key < template.key)),
    );
    if (better === undefined) return [];
    return [{ path: ['templates', at], message: `never used: template "${better.key}" always comes before it` }];
  });
}

/** Somebody's request may fit no template, which they would learn only when they submit it. */
function gapWarnings({ types, templates }: CompanyDraft): readonly Finding[] {
  return types.flatMap((type, at) => {
    const own = templates.filter((template) => template.type === type.key);
    if (own.length === 0 || own.some(takesAll)) return [];
    const message = `every template of type "${type.key}" or each of its steps has a condition, so that some requests may find none; add a template of priority 0 without "when"`;
    return [{ path: ['types', at], message }];
  });
}
