import { tzOffset } from '@date-fns/tz';
import { z } from 'zod';
import type { SandboxPerson } from '../options.js';
import type { SandboxParts } from '../parts.js';
import { ApiProblem } from './api-problem.js';
import { booleanArgument, type MethodArguments, readArguments } from './arguments.js';
import { hasScope } from './scopes.js';

/** What Slack gives a person who never chose one. */
export const DEFAULT_TZ = 'America/Los_Angeles';

const infoArguments = z.object({ user: z.string().min(1), include_locale: booleanArgument.default(false) });
const emailArguments = z.object({ email: z.string().min(1) });

export function authTest(parts: SandboxParts) {
  const { bot, team } = parts.options;
  return {
    url: `${parts.url}/`,
    team: team.name,
    user: bot.name.toLowerCase(),
    team_id: team.id,
    user_id: bot.userId,
    bot_id: bot.botId,
    is_enterprise_install: false,
  };
}

export function teamInfo(parts: SandboxParts) {
  const { id, name, domain } = parts.options.team;
  return { team: { id, name, domain, url: `${parts.url}/`, email_domain: '', icon: { image_default: true } } };
}

export function userInfo(parts: SandboxParts, given: MethodArguments) {
  const args = readArguments(infoArguments, given);
  if (args.user === parts.options.bot.userId) return { user: botShape(parts) };
  const person = parts.workspace.person(args.user);
  if (person === undefined) throw new ApiProblem('user_not_found');
  return { user: shape(parts, person, args.include_locale) };
}

export function lookupByEmail(parts: SandboxParts, given: MethodArguments) {
  const email = readArguments(emailArguments, given).email.toLowerCase();
  const people = [...parts.workspace.people.values()];
  const person = people.find((one) => one.email?.toLowerCase() === email && one.deleted !== true);
  if (person === undefined || parts.workspace.isOutsider(person)) throw new ApiProblem('users_not_found');
  return { user: shape(parts, person, false) };
}

function shape(parts: SandboxParts, person: SandboxPerson, withLocale: boolean) {
  const tz = person.tz ?? DEFAULT_TZ;
  const [first, ...rest] = person.realName.split(' ');
  return {
    id: person.id,
    team_id: person.teamId ?? parts.options.team.id,
    name: person.name,
    deleted: person.deleted ?? false,
    real_name: person.realName,
    tz,
    tz_label: tz,
    tz_offset: tzOffset(tz, new Date(parts.workspace.now())) * 60,
    profile: {
      title: person.title ?? '',
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.name,
      display_name_normalized: person.name,
      first_name: first ?? '',
      last_name: rest.join(' '),
      ...(person.email === undefined || !hasScope(parts, 'users:read.email') ? {} : { email: person.email }),
      team: person.teamId ?? parts.options.team.id,
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.guest !== undefined,
    is_ultra_restricted: person.guest === 'single-channel',
    is_bot: person.isBot ?? false,
    is_app_user: false,
    is_email_confirmed: person.email !== undefined && person.isEmailConfirmed !== false,
    is_stranger: parts.workspace.isOutsider(person),
    updated: 0,
    ...(withLocale ? { locale: person.locale ?? 'en-US' } : {}),
  };
}

function botShape(parts: SandboxParts) {
  const { bot, team } = parts.options;
  return {
    id: bot.userId,
    team_id: team.id,
    name: bot.name.toLowerCase(),
    deleted: false,
    real_name: bot.name,
    profile: { real_name: bot.name, display_name: '', bot_id: bot.botId, api_app_id: bot.appId, team: team.id },
    is_bot: true,
    is_app_user: false,
    updated: 0,
  };
}
