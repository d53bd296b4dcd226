import type { SandboxParts } from '../parts.js';
import { ApiProblem } from './api-problem.js';

/** Whether the workspace let the app do this. */
export function hasScope({ options }: SandboxParts, scope: string): boolean {
  return options.bot.scopes?.includes(scope) ?? true;
}

/** Refuses with `missing_scope`, and both lists that Slack gives with it. */
export function demandScope(parts: SandboxParts, scope: string): void {
  if (hasScope(parts, scope)) return;
  const provided = (parts.options.bot.scopes ?? []).join(',');
  throw new ApiProblem('missing_scope', [], undefined, { needed: scope, provided });
}
