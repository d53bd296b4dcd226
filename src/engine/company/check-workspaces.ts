import type { Finding } from './finding.js';
import { select, textOf } from './select.js';

/** A Slack id means nothing without its workspace, which is usually the company's. */
export function checkWorkspaces(data: unknown): readonly Finding[] {
  if (select(data, 'company.slack.team').length > 0) return [];
  return select(data, 'people.*.slack').flatMap(({ path, value }) => {
    const user = textOf(value, 'user');
    if (user === undefined || user === 'none' || textOf(value, 'team') !== undefined) return [];
    return [{ path, message: 'nothing says in which Slack workspace; add "slack: {team: T…}" to the company' }];
  });
}
