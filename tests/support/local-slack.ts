import type { SandboxOptions } from '../../src/sandbox/options.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/start.js';
import type { TestCompany } from './company.js';
import { installedApp, installedBot } from './installed-app.js';

export const botSecrets = { token: 'xoxb-sandbox-proof', signingSecret: 'a signing secret for proofs' } as const;
/** With it, the local Slack speaks Socket Mode and nothing else. */
export const appToken = 'xapp-sandbox-proof';

export const theBot = { userId: 'UTHEBOT', botId: 'BTHEBOT', appId: 'ATHEBOT', ...installedBot, ...botSecrets };

/** A local Slack with everyone of a company in it, under the ids that `seedCompany` links them to. */
export function localSlackOf(company: TestCompany, changes: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return startSandbox({
    port: 0,
    team: { id: `T${company.tenantId.toUpperCase()}`, name: company.tenantId, domain: company.tenantId },
    people: company.people.map(({ id }) => ({ id: chatUserOf(id), name: id, realName: id })),
    bot: theBot,
    ...installedApp,
    ...changes,
  });
}

export function chatUserOf(personId: string): string {
  return `U${personId.toUpperCase()}`;
}
