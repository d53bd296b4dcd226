import type { ServerResponse } from 'node:http';
import type { Workspace } from '../workspace.js';

const KEEP_ALIVE_MS = 15_000;

/** Server-sent events: `changed` with the id of the person whose conversation, modals or unread count changed. */
export function streamChanges(workspace: Workspace, outgoing: ServerResponse): void {
  outgoing.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  outgoing.write('event: hello\ndata: {}\n\n');
  const stop = workspace.onChange((userId) =>
    outgoing.write(`event: changed\ndata: ${JSON.stringify({ userId })}\n\n`),
  );
  const timer = setInterval(() => outgoing.write(': still here\n\n'), KEEP_ALIVE_MS);
  timer.unref();
  outgoing.on('close', () => {
    stop();
    clearInterval(timer);
  });
}
