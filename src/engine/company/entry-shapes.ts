import { z } from 'zod';
import type { Group } from '../organisation.js';
import { permissions } from '../permission.js';
import type { CompanyRole, RoleGrant } from './company.js';
import { quote } from './finding.js';
import { suggestion } from './nearest.js';
import { email, key, locale, name, refuse, slackTeam, slackUser, strict, timeZone } from './shape.js';

const GRANTS_MAX = 50;
const MEMBERS_MAX = 500;

export const companyShape = strict({
  id: key,
  name,
  time_zone: timeZone,
  locale: locale.default('en'),
  calendar: key.optional(),
  fallback_group: key.optional(),
  slack: strict({ team: slackTeam }).optional(),
}).transform(({ time_zone, calendar, fallback_group, slack, ...profile }) => ({
  profile: { ...profile, timeZone: time_zone, calendar: calendar ?? null, fallbackGroup: fallback_group ?? null },
  slackTeam: slack?.team ?? null,
}));

export type ProfileDraft = z.output<typeof companyShape>;

export const unitShape = strict({
  id: key,
  name,
  parent: key.optional(),
  head: key.optional(),
}).transform(({ parent, head, ...unit }) => ({ ...unit, parentId: parent ?? null, headId: head ?? null }));

export type UnitDraft = z.output<typeof unitShape>;

/** `finance`, or `{role: finance, unit: asia}` to hold it for one unit and those below. */
const grantShape = z.preprocess(
  (written) => (typeof written === 'string' ? { role: written } : written),
  strict({ role: key, unit: key.optional() }).transform(({ role, unit }): RoleGrant => ({ role, unit: unit ?? null })),
);

const NO_SLACK = 'none' as const;

const slackUserOrNone = z.string().superRefine((text, ctx) => {
  if (text === NO_SLACK) return;
  for (const issue of slackUser.safeParse(text).error?.issues ?? []) refuse(ctx, issue.message);
});

/** Whoever writes `none` takes the identity away; whoever writes nothing leaves it to the person, who may link it in chat. */
const slackShape = z.preprocess(
  (written) => (written === NO_SLACK ? { user: NO_SLACK } : written),
  strict({ user: slackUserOrNone, team: slackTeam.optional() }, NO_SLACK).transform(({ user, team }) =>
    user === NO_SLACK ? NO_SLACK : { user, team },
  ),
);

export const personShape = strict({
  id: key,
  name,
  email,
  title: name.optional(),
  unit: key.optional(),
  manager: key.optional(),
  status: z.enum(['active', 'inactive']).default('active'),
  locale: locale.optional(),
  time_zone: timeZone.optional(),
  roles: z.array(grantShape).max(GRANTS_MAX).default([]),
  slack: slackShape.optional(),
}).transform((person) => ({
  id: person.id,
  name: person.name,
  email: person.email,
  title: person.title ?? null,
  active: person.status === 'active',
  unitId: person.unit ?? null,
  managerId: person.manager ?? null,
  locale: person.locale ?? null,
  timeZone: person.time_zone ?? null,
  grants: person.roles,
  slack: person.slack,
}));

export type PersonDraft = z.output<typeof personShape>;

const permission = z.string().transform((text, ctx) => {
  const known = permissions.find((one) => one === text);
  if (known !== undefined) return known;
  refuse(
    ctx,
    `${quote(text)} is not a permission${suggestion(text, permissions) || ` (known: ${permissions.join(', ')})`}`,
  );
  return z.NEVER;
});

export const roleShape = strict({
  key,
  name,
  permissions: z.array(permission).default([]),
  everyone: z.boolean().default(false),
  confirm_identity: z.boolean().default(false),
}).transform(
  ({ confirm_identity, ...role }): CompanyRole => ({
    ...role,
    permissions: permissions.filter((one) => role.permissions.includes(one)),
    confirmIdentity: confirm_identity,
  }),
);

export const groupShape = strict({
  key,
  name,
  members: z.array(key).min(1, 'the group has no members; a step that asks it would find nobody').max(MEMBERS_MAX),
}).transform(({ members, ...group }): Group => ({ ...group, memberIds: [...new Set(members)].sort() }));
