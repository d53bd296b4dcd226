import fc from 'fast-check';
import type {
  EscalationTarget,
  Rung,
  Sla,
  Stage,
  StepDefinition,
  Template,
  VoteRule,
  Who,
} from '../../../src/engine/definition.js';
import { decisions } from '../../../src/engine/document.js';
import { auditor, ghost, groupKeys, officeCalendar, reassigner, roleKeys, typeKeys } from './names.js';
import { randomRule } from './random-rule.js';

const side = fc.constantFrom('any' as const, 'all' as const);
const randomVoteRule: fc.Arbitrary<VoteRule> = fc.record({ approveWhen: side, rejectWhen: side });

/** Up to two templates for each type; a type without any cannot be submitted. */
export function randomTemplates(personId: fc.Arbitrary<string>): fc.Arbitrary<readonly Template[]> {
  const count = fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 3 }) },
  );
  const ofType = (type: string) =>
    count.chain((many) => fc.tuple(...Array.from({ length: many }, (_, at) => randomTemplate(type, at, personId))));
  return fc.tuple(...typeKeys.map(ofType)).map((all) => all.flat());
}

/** The first one usually has no condition, so that most documents find a way. */
function randomTemplate(type: string, at: number, personId: fc.Arbitrary<string>): fc.Arbitrary<Template> {
  return fc
    .record({
      priority: fc.nat({ max: 2 }),
      condition: fc.option(randomRule, { nil: undefined, freq: at === 0 ? 1 : 4 }),
      isConditional: fc.nat({ max: 5 }).map((nat) => at > 0 || nat === 0),
      stages: fc.array(randomStage(personId), { minLength: 1, maxLength: 4 }),
      author: fc.oneof(fc.constant(auditor), personId),
      isAuthored: fc.nat({ max: 5 }).map((nat) => nat === 0),
    })
    .map(({ condition, isConditional, author, isAuthored, ...rest }) => ({
      ...{ key: `${type}-${at}`, version: 1, name: `${type} ${at}`, type },
      ...rest,
      ...(isConditional && condition !== undefined && { condition }),
      ...(isAuthored && { authorId: author }),
    }));
}

function randomStage(personId: fc.Arbitrary<string>): fc.Arbitrary<Stage> {
  return fc
    .array(randomStep(personId), { minLength: 1, maxLength: 3 })
    .map((all) => ({ steps: all.map((step, at) => ({ ...step, key: `step-${at}`, name: `Step ${at}` })) }));
}

export function randomStep(personId: fc.Arbitrary<string>): fc.Arbitrary<Omit<StepDefinition, 'key' | 'name'>> {
  return fc
    .record({
      who: randomWho(personId),
      rule: randomVoteRule,
      when: randomRule,
      isConditional: fc.nat({ max: 3 }).map((nat) => nat === 0),
      sla: randomSla(personId),
    })
    .map(({ when, isConditional, sla, ...rest }) => ({
      ...rest,
      ...(isConditional && { when, because: 'it matters' }),
      ...(sla !== undefined && { sla }),
    }));
}

function randomSla(personId: fc.Arbitrary<string>): fc.Arbitrary<Sla | undefined> {
  const plain = fc.constantFrom(undefined, undefined, { hours: 4 }, { hours: 30, calendar: officeCalendar });
  const laddered = randomLadder(personId).map((ladder): Sla => ({ hours: 6, ladder }));
  return fc.oneof({ weight: 4, arbitrary: plain }, { weight: 3, arbitrary: laddered });
}

/** Ascending, and what decides comes last. */
function randomLadder(personId: fc.Arbitrary<string>): fc.Arbitrary<readonly Rung[]> {
  const named = (of: fc.Arbitrary<string>) => of.map((user): EscalationTarget => ({ kind: 'user', user }));
  const target: fc.Arbitrary<EscalationTarget> = fc.oneof(
    fc.constantFrom<EscalationTarget>({ kind: 'manager' }, { kind: 'manager', level: 2 }, { kind: 'unit_head' }),
    fc.constantFrom(...roleKeys).map((role): EscalationTarget => ({ kind: 'role', role })),
    fc.constantFrom(...groupKeys).map((group): EscalationTarget => ({ kind: 'group', group })),
    named(personId),
    // Who also puts people on steps: an escalation must not bring to them what they sent away.
    { weight: 3, arbitrary: named(fc.constantFrom(auditor, reassigner)) },
  );
  const to = fc.array(target, { minLength: 1, maxLength: 2 });
  const step: fc.Arbitrary<Rung> = fc.oneof(
    fc.constant<Rung>({ do: 'remind', afterHours: 0 }),
    to.map((targets): Rung => ({ do: 'escalate', afterHours: 0, to: targets })),
  );
  const last = fc.constantFrom<readonly Rung[]>(
    // To approve for others is what must be right most of all.
    ...([
      [],
      ...[...decisions, 'approve' as const, 'approve' as const].map((one) => [{ do: one, afterHours: 0 }]),
    ] as const),
  );
  return fc
    .tuple(fc.array(step, { maxLength: 2 }), last)
    .map(([before, end]) => [...before, ...end].map((rung, at): Rung => ({ ...rung, afterHours: 2 + at * 3 })));
}

function randomWho(personId: fc.Arbitrary<string>): fc.Arbitrary<readonly Who[]> {
  const user = fc.oneof({ weight: 12, arbitrary: personId }, { weight: 1, arbitrary: fc.constant(ghost) });
  const who: fc.Arbitrary<Who> = fc.oneof(
    { weight: 6, arbitrary: user.map((id): Who => ({ kind: 'user', user: id })) },
    { weight: 3, arbitrary: fc.constantFrom(...roleKeys).map((role): Who => ({ kind: 'role', role })) },
    { weight: 3, arbitrary: fc.constantFrom(...groupKeys).map((group): Who => ({ kind: 'group', group })) },
    { weight: 2, arbitrary: fc.constantFrom('who', 'people').map((field): Who => ({ kind: 'field', field })) },
    { weight: 2, arbitrary: fc.constant<Who>({ kind: 'manager' }) },
    { weight: 1, arbitrary: fc.integer({ min: 2, max: 3 }).map((level): Who => ({ kind: 'manager', level })) },
    { weight: 2, arbitrary: fc.constant<Who>({ kind: 'unit_head' }) },
  );
  return fc.array(who, { minLength: 1, maxLength: 3 });
}
