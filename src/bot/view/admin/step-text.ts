import type { Rung, StepDefinition, Who } from '../../../engine/definition.js';
import { explainRule } from '../../../engine/rules/explain-rule.js';
import { type Names, nameOf } from '../people.js';
import type { Rich } from '../text.js';
import type { Words } from '../words.js';
import type { NamedRung, NamedWho } from './words.js';

/** What ids and keys of definitions are called. */
export interface NamesOfCompany {
  readonly people: Names;
  readonly roles: Names;
  readonly groups: Names;
  readonly types: Names;
  readonly calendars: Names;
  /** Labels of the fields of the type that it is about. */
  readonly fields: Names;
}

/** A step of a definition: whom it asks, when, why and how long they have. */
export function stepText(step: StepDefinition, { admin }: Words, names: NamesOfCompany): Rich {
  const { definition } = admin;
  const { sla } = step;
  const calendar = sla?.calendar === undefined ? undefined : nameOf(names.calendars, sla.calendar);
  return [
    ...definition.step(step.name),
    ...definition.who(
      step.who.map((who) => named(who, names)),
      step.rule,
    ),
    ...(step.when === undefined ? [] : definition.when(explainRule(step.when))),
    ...(step.because === undefined ? [] : definition.because(step.because)),
    ...(sla === undefined ? [] : definition.sla(sla.hours, calendar)),
    ...(sla?.ladder === undefined ? [] : definition.ladder(sla.ladder.map((rung) => namedRung(rung, names)))),
  ];
}

function namedRung(rung: Rung, names: NamesOfCompany): NamedRung {
  return rung.do === 'escalate' ? { ...rung, to: rung.to.map((who) => named(who, names)) } : rung;
}

function named(who: Who, names: NamesOfCompany): NamedWho {
  switch (who.kind) {
    case 'user':
      return { kind: 'user', name: nameOf(names.people, who.user) };
    case 'role':
      return { kind: 'role', name: nameOf(names.roles, who.role) };
    case 'group':
      return { kind: 'group', name: nameOf(names.groups, who.group) };
    case 'field':
      return { kind: 'field', name: nameOf(names.fields, who.field) };
    case 'manager':
      return { kind: 'manager', level: who.level ?? 1 };
    case 'unit_head':
      return { kind: 'unit_head' };
  }
}
