import type { DocumentType, Template } from '../../../engine/definition.js';
import type { FormField } from '../../../engine/form/field.js';
import { formulaOf } from '../../../engine/form/field-types.js';
import { formatAmount } from '../../../engine/money.js';
import type { Policy, PolicyCheck } from '../../../engine/policy/policy.js';
import type { Saved } from '../../../engine/ports/admin-reading.js';
import { explainRule } from '../../../engine/rules/explain-rule.js';
import { dayText } from '../fields.js';
import { quantityText } from '../findings.js';
import { nameOf } from '../people.js';
import type { Rich } from '../text.js';
import type { Words } from '../words.js';
import { type Listed, shownPage } from './company-pages.js';
import { type AdminPage, type AdminPart, bullet, line, section } from './page.js';
import type { AdminPlace } from './place.js';
import { type NamesOfCompany, stepText } from './step-text.js';

export function listedType({ definition }: Saved<DocumentType>, { admin }: Words): Listed {
  const { key, name, prefix, version } = definition;
  return { key, name, about: admin.definition.typeAbout(prefix, version) };
}

export function listedTemplate({ definition }: Saved<Template>, { admin }: Words): Listed {
  const { key, name, type, priority, version, stages } = definition;
  const about = admin.definition.templateAbout(type, priority, version);
  return { key, name, about: stages.length === 0 ? [...about, ...separated(admin.definition.withdrawn)] : about };
}

export function listedPolicy({ definition }: Saved<Policy>, { admin }: Words): Listed {
  const { key, name, type, priority, version, active } = definition;
  const about = admin.definition.policyAbout(type, priority, version);
  return { key, name, about: active ? about : [...about, ...separated(admin.definition.withdrawn)] };
}

function separated(text: Rich): Rich {
  return [{ kind: 'text', text: ' · ', strong: false }, ...text];
}

export function typePage(
  place: AdminPlace,
  saved: Saved<DocumentType>,
  words: Words,
  names: NamesOfCompany,
): AdminPage {
  const { definition } = words.admin;
  const type = saved.definition;
  return shownPage(place, `${type.name} (${type.key})`, words, [
    line(savedText(saved, words)),
    line(definition.typeAbout(type.prefix, type.version)),
    ...(type.description === undefined ? [] : [line([{ kind: 'data', text: type.description, strong: false }])]),
    ...(type.visibleToManagers ? [line(definition.visibleToManagers)] : []),
    ...(type.attachments === undefined
      ? []
      : [line(definition.attachments(type.attachments.required, type.attachments.max))]),
    ...completion(type, words, names),
    ...section(
      definition.fieldsTitle,
      type.form.map((field) => bullet(fieldText(field, words))),
    ),
  ]);
}

function completion({ completion }: DocumentType, { admin }: Words, names: NamesOfCompany): readonly AdminPart[] {
  if (completion === undefined) return [];
  if (completion.kind === 'automatic') return [line(admin.definition.completedAutomatically)];
  return [line(admin.definition.completedBy(nameOf(names.roles, completion.role)))];
}

function fieldText(field: FormField, { admin }: Words): Rich {
  const { definition } = admin;
  const formula = formulaOf(field);
  return [
    ...definition.field(field.label, field.name, field.type, field.required),
    ...(field.visible_when === undefined ? [] : definition.fieldShownWhen(explainRule(field.visible_when))),
    ...(formula === undefined ? [] : definition.fieldComputed(formula)),
  ];
}

export function templatePage(
  place: AdminPlace,
  saved: Saved<Template>,
  words: Words,
  names: NamesOfCompany,
): AdminPage {
  const { definition } = words.admin;
  const template = saved.definition;
  const rule = template.condition === undefined ? undefined : explainRule(template.condition);
  return shownPage(place, `${template.name} (${template.key})`, words, [
    line(savedText(saved, words)),
    line(definition.templateAbout(nameOf(names.types, template.type), template.priority, template.version)),
    ...(template.stages.length === 0 ? [line(definition.withdrawn)] : [line(definition.appliesWhen(rule))]),
    ...template.stages.flatMap(({ steps }, index) =>
      section(
        definition.stage(index + 1),
        steps.map((step) => bullet(stepText(step, words, names))),
      ),
    ),
  ]);
}

export function policyPage(
  place: AdminPlace,
  saved: Saved<Policy>,
  words: Words,
  names: NamesOfCompany,
  locale: string,
): AdminPage {
  const { definition } = words.admin;
  const policy = saved.definition;
  return shownPage(place, `${policy.name} (${policy.key})`, words, [
    line(savedText(saved, words)),
    line(definition.policyAbout(nameOf(names.types, policy.type), policy.priority, policy.version)),
    ...(policy.active ? [] : [line(definition.withdrawn)]),
    line(definition.appliesWhen(policy.when === undefined ? undefined : explainRule(policy.when))),
    ...checkParts(policy.check, words, names, locale),
  ]);
}

function checkParts(check: PolicyCheck, words: Words, names: NamesOfCompany, locale: string): readonly AdminPart[] {
  const { definition } = words.admin;
  switch (check.kind) {
    case 'quota_limit': {
      const text = (hundredths: number) => quantityText(hundredths, locale);
      const { unit, used } = check;
      return [
        line(definition.quota(text(check.limit), unit, nameOf(names.fields, check.amount))),
        ...(check.date === undefined ? [] : [line(definition.quotaDate(nameOf(names.fields, check.date)))]),
        ...(check.carryOver === 0 ? [] : [line(definition.carryOver(text(check.carryOver), unit))]),
        ...section(
          definition.openingTitle,
          used.map((one) =>
            bullet(definition.openingUse(nameOf(names.people, one.person), one.year, text(one.amount), unit)),
          ),
        ),
      ];
    }
    case 'amount_threshold':
      return [
        line(definition.threshold(nameOf(names.fields, check.field), formatAmount(check.above, locale))),
        bullet(stepText(check.step, words, names)),
      ];
    case 'time_based': {
      const field = nameOf(names.fields, check.field);
      return [
        ...(check.noticeDays === undefined ? [] : [line(definition.notice(field, check.noticeDays))]),
        ...(check.overlap === 'refused' ? [line(definition.overlapRefused)] : []),
        ...section(
          definition.blackoutsTitle,
          check.blackouts.map(({ from, to, reason }) =>
            bullet(definition.blackout(dayText(from, locale), dayText(to, locale), reason)),
          ),
        ),
      ];
    }
    case 'custom':
      return [
        line(definition.custom(explainRule(check.rule), check.effect, check.message)),
        ...(check.step === undefined ? [] : [bullet(stepText(check.step, words, names))]),
      ];
  }
}

function savedText<T extends { readonly version: number }>(
  { definition, at, author }: Saved<T>,
  { admin }: Words,
): Rich {
  return admin.definition.saved(definition.version, at, author?.name ?? null);
}
