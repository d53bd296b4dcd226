import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import type { Log } from '../../engine/ports/log.js';
import type { Edge } from './edge.js';
import { parseClick, parseClosed, parseCommand, parseOptions, parseSubmission } from './parse.js';

/** Slack waits 3 seconds; what is left is for the way back. */
const ACK_LATEST_MS = 2300;

/** Bolt reads payloads and acknowledges; who somebody is and what happens is decided by `edge`. */
export function listen(app: App, edge: Edge, track: (work: Promise<void>) => Promise<void>, log: Log): void {
  app.command(/.*/, async ({ body, ack, context }) => {
    const command = parseCommand(body);
    if (command === undefined) log.warn({}, 'a command of unknown shape was left alone');
    await acknowledgedAfter(command && track(edge.command(command, requestIdIn(context))), ack);
  });
  app.action(/.*/, async ({ body, ack, context }) => {
    const click = parseClick(body);
    if (click === undefined) log.warn({}, 'a click of unknown shape was left alone');
    await acknowledgedAfter(click && track(edge.click(click, requestIdIn(context))), ack);
  });
  app.view(/.*/, async ({ body, ack, context }) => {
    const submission = body.type === 'view_submission' ? parseSubmission(body) : undefined;
    if (submission === undefined) return ack();
    // Bolt's own type for an answer knows every block of Slack's; ours are a part of them.
    const answer = ack as (response: unknown) => Promise<void>;
    return track(edge.submission(submission, requestIdIn(context), answer));
  });
  app.view({ callback_id: /.*/, type: 'view_closed' }, async ({ body, ack, context }) => {
    const closed = parseClosed(body);
    await acknowledgedAfter(closed && track(edge.closed(closed, requestIdIn(context))), ack);
  });
  app.options(/.*/, async ({ body, ack, context }) => {
    const request = parseOptions(body);
    const answer = ack as (response: unknown) => Promise<void>;
    if (request === undefined) return answer({ options: [] });
    return track(edge.options(request, requestIdIn(context), answer));
  });
}

function requestIdIn(context: { readonly [key: string]: unknown }): string {
  return String(context.requestId);
}

/**
 * Acknowledges when the work is done, or when Slack would not wait longer: if the process dies before the commit, the
 * person sees Slack's own sign that the click went nowhere, and not a silence that looks like success.
 */
async function acknowledgedAfter(work: Promise<void> | undefined, ack: () => Promise<void>): Promise<void> {
  const limit = new AbortController();
  await Promise.race([work, sleep(ACK_LATEST_MS, undefined, { signal: limit.signal }).catch(() => {})]);
  limit.abort();
  await ack();
  await work;
}
