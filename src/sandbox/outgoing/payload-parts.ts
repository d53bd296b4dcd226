import type { SandboxPerson } from '../options.js';
import type { SandboxParts } from '../parts.js';

/** Slack's old verification token; apps check the signature instead, but it is always there. */
export const LEGACY_TOKEN = 'sandbox-verification';

/** What every interaction says about who did it and where. A person of another workspace comes with theirs. */
export function whoAndWhere(parts: SandboxParts, person: SandboxPerson, tab?: string) {
  const teamId = person.teamId ?? parts.options.team.id;
  const domain = teamId === parts.options.team.id ? parts.options.team.domain : teamId.toLowerCase();
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: teamId },
    team: { id: teamId, domain },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: parts.options.bot.appId,
    token: LEGACY_TOKEN,
    trigger_id: parts.triggers.make({ userId: person.id, tab }),
  };
}
