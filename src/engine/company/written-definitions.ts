import type { Completion, Rung, StepDefinition, Who } from '../definition.js';
import type { FormField } from '../form/field-types.js';
import { amountText, type Money } from '../money.js';
import type { PolicyCheck } from '../policy/policy.js';
import type { PolicyContent, TemplateContent, TypeContent } from './company.js';
import type { ExpectedStep, PolicyTest } from './policy-test.js';
import { writtenQuantity } from './quantity.js';
import { bytesPerMib } from './type-shape.js';
import { said, type Written } from './written-entries.js';

export function writtenType(type: TypeContent): Written {
  const { key, name, prefix, description, titleField, visibleToManagers, attachments, completion, form } = type;
  return said({
    key,
    name,
    prefix,
    description,
    title_field: titleField,
    visible_to_managers: visibleToManagers || null,
    attachments:
      attachments &&
      said({
        required: attachments.required || null,
        max: attachments.max,
        max_mib: attachments.bytesMax === undefined ? null : attachments.bytesMax / bytesPerMib,
      }),
    completion: completion && writtenCompletion(completion),
    form: form.map(writtenField),
  });
}

function writtenField({ name, type, label, required, ...more }: FormField): Written {
  return said({ name, type, label, required: required || null, ...more });
}

function writtenCompletion(completion: Completion): unknown {
  return completion.kind === 'automatic' ? 'automatic' : { role: completion.role };
}

export function writtenTemplate({ key, name, type, priority, condition, stages }: TemplateContent): Written {
  return said({
    key,
    name,
    type,
    priority: priority || null,
    when: condition,
    stages: stages.map((stage) => ({ steps: stage.steps.map(writtenStep) })),
  });
}

export function writtenStep({ key, name, who, rule, when, because, sla }: StepDefinition): Written {
  return said({
    key,
    name,
    who: writtenWhom(who),
    approve_when: rule.approveWhen === 'any' ? null : rule.approveWhen,
    reject_when: rule.rejectWhen === 'any' ? null : rule.rejectWhen,
    when,
    because,
    sla: sla && said({ hours: sla.hours, calendar: sla.calendar, ladder: sla.ladder?.map(writtenRung) }),
  });
}

function writtenRung(rung: Rung): Written {
  if (rung.do !== 'escalate') return { [rung.do]: rung.afterHours };
  const to = writtenWhom(rung.to);
  return said({ escalate: rung.afterHours, to: to === 'manager' ? null : to });
}

function writtenWhom(whom: readonly Who[]): unknown {
  const written = whom.map(writtenWho);
  return written.length === 1 ? written[0] : written;
}

function writtenWho(who: Who): unknown {
  switch (who.kind) {
    case 'unit_head':
      return 'unit_head';
    case 'manager':
      return who.level === undefined || who.level === 1 ? 'manager' : { manager: who.level };
    case 'user':
      return { user: who.user };
    case 'role':
      return { role: who.role };
    case 'group':
      return { group: who.group };
    case 'field':
      return { field: who.field };
  }
}

export function writtenPolicy({ key, name, type, priority, when, check }: PolicyContent): Written {
  return said({ key, name, type, priority: priority || null, when, [check.kind]: writtenCheck(check) });
}

function writtenCheck(check: PolicyCheck): Written {
  switch (check.kind) {
    case 'quota_limit':
      return said({
        limit: writtenQuantity(check.limit),
        unit: check.unit,
        amount: check.amount,
        date: check.date,
        carry_over: check.carryOver === 0 ? null : writtenQuantity(check.carryOver),
        used: unlessEmpty(
          check.used.map(({ person, year, amount }) => ({ person, year, amount: writtenQuantity(amount) })),
        ),
      });
    case 'amount_threshold':
      return { field: check.field, above: writtenMoney(check.above), step: writtenStep(check.step) };
    case 'time_based':
      return said({
        field: check.field,
        notice_days: check.noticeDays,
        overlap: check.overlap === 'allowed' ? null : check.overlap,
        blackouts: unlessEmpty(check.blackouts.map(({ from, to, reason }) => ({ from, to, reason }))),
      });
    case 'custom':
      return said({
        rule: check.rule,
        effect: check.effect,
        message: check.message,
        step: check.step && writtenStep(check.step),
      });
  }
}

function writtenMoney(money: Money): string {
  return `${amountText(money)} ${money.currency}`;
}

export function writtenTest({ name, type, person, on, values, expect }: PolicyTest): Written {
  return said({
    name,
    type,
    person,
    on,
    values: Object.keys(values).length > 0 ? values : null,
    expect: said({
      route: expect.route?.map(writtenStage),
      steps: expect.steps,
      not_steps: expect.notSteps,
      rejected_by: expect.rejectedBy,
      findings: expect.findings,
      invalid: expect.invalid,
    }),
  });
}

function writtenStage(steps: readonly ExpectedStep[]): unknown {
  const written = steps.map(({ key, people }) => (people === undefined ? key : { [key]: people }));
  return written.length === 1 ? written[0] : written;
}

function unlessEmpty<T>(list: readonly T[]): readonly T[] | null {
  return list.length > 0 ? list : null;
}
