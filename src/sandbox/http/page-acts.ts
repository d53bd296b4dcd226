import { z } from 'zod';
import { anyBlock } from '../block-kit/blocks.js';
import { failureRule } from '../failures.js';
import type { StoredMessage } from '../message.js';
import { moveHoursMax } from '../movable-clock.js';
import type { Sandbox } from '../start.js';

/** What somebody types to find something is short. */
const QUERY_CHARS_MAX = 300;
const id = z.string().min(1);
const actValue = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
const inputs = z.record(z.string(), z.record(z.string(), actValue));
const copies = z.int().min(1).max(50).optional();
const tab = id.optional();
/** What a page that has not heard of a change still shows of a message. */
const seenContent = z.object({ text: z.string(), blocks: z.array(anyBlock) });

export type PageAct = (sandbox: Sandbox, body: unknown) => Promise<object> | object;

function act<T>(schema: z.ZodType<T>, work: (sandbox: Sandbox, body: T) => Promise<object> | object): PageAct {
  return (sandbox, body) => work(sandbox, schema.parse(body));
}

/** What a person can do on the page, by the last part of its address. */
export const PAGE_ACTS: ReadonlyMap<string, PageAct> = new Map<string, PageAct>([
  [
    'command',
    act(z.object({ as: id, command: id, text: z.string(), copies, tab }), (sandbox, body) =>
      sandbox.command(body.as, body.command, body.text, { copies: body.copies, tab: body.tab }),
    ),
  ],
  ['say', act(z.object({ as: id, text: z.string().min(1) }), (sandbox, body) => sandbox.say(body.as, body.text))],
  [
    'click',
    act(
      z.object({
        as: id,
        messageTs: id.optional(),
        viewId: id.optional(),
        actionId: id,
        blockId: id.optional(),
        value: actValue.optional(),
        values: inputs.optional(),
        seen: seenContent.optional(),
        copies,
        tab,
      }),
      (sandbox, { as, copies: times, tab: where, seen, ...target }) =>
        sandbox.click(as, target, { copies: times, tab: where, seen: asSeen(sandbox, as, target.messageTs, seen) }),
    ),
  ],
  [
    'suggest',
    act(
      z.object({
        as: id,
        messageTs: id.optional(),
        viewId: id.optional(),
        actionId: id,
        blockId: id,
        values: inputs.optional(),
        typed: z.string().max(QUERY_CHARS_MAX),
      }),
      (sandbox, { as, typed, ...target }) => sandbox.suggest(as, target, typed),
    ),
  ],
  [
    'submit-view',
    act(z.object({ as: id, viewId: id, values: inputs, copies }), (sandbox, body) =>
      sandbox.submitView(body.as, body.viewId, body.values, { copies: body.copies }),
    ),
  ],
  [
    'close-view',
    act(z.object({ as: id, viewId: id }), (sandbox, body) => sandbox.closeView(body.as, body.viewId).then(done)),
  ],
  [
    'delete-file',
    act(z.object({ as: id, fileId: id }), (sandbox, body) => {
      sandbox.deleteFile(body.as, body.fileId);
      return {};
    }),
  ],
  [
    'open',
    act(z.object({ as: id, tab: z.enum(['home', 'messages']) }), (sandbox, body) =>
      sandbox.openApp(body.as, body.tab).then(done),
    ),
  ],
  [
    'read',
    act(z.object({ as: id }), (sandbox, body) => {
      sandbox.markRead(body.as);
      return {};
    }),
  ],
  [
    'clock',
    act(z.object({ hours: z.number().positive().max(moveHoursMax) }), (sandbox, body) =>
      sandbox.moveClock(body.hours).then(done),
    ),
  ],
  [
    'failures',
    act(failureRule, (sandbox, rule) => {
      sandbox.fail(rule);
      return {};
    }),
  ],
]);

/** The message is the person's own as it is kept; only what it says may be older. */
function asSeen(
  sandbox: Sandbox,
  userId: string,
  ts: string | undefined,
  seen: z.infer<typeof seenContent> | undefined,
): StoredMessage | undefined {
  const kept = seen && sandbox.messagesOf(userId).find((message) => message.ts === ts);
  return kept && { ...kept, ...seen };
}

function done(): object {
  return {};
}
