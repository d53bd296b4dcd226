import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { boltLogger } from './bolt-logger.js';
import { CALL_TIMEOUT_MS } from './client.js';
import type { SlackDependencies } from './dependencies.js';
import type { Door } from './door.js';
import { SocketModeReceiver } from './socket-mode/receiver.js';

export interface SocketDoorSettings {
  /** Begins with `xapp-`; it opens sockets and can do nothing else. */
  readonly appToken: string;
  readonly apiUrl: string | undefined;
}

const openedShape = z.object({ url: z.string() });

/** Socket Mode: no address that Slack must reach and no signature, for the socket itself is Slack's. */
export function socketDoor({ log, newId }: SlackDependencies, { appToken, apiUrl }: SocketDoorSettings): Door {
  const web = new webApi.WebClient(appToken, {
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    logger: boltLogger(log),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
  });
  const receiver = new SocketModeReceiver({
    newUrl: async () => openedShape.parse(await web.apiCall('apps.connections.open')).url,
    newRequestId: newId,
    log,
  });
  return {
    receiver,
    requestListener: undefined,
    open: () => receiver.start(),
    isOpen: () => receiver.isConnected,
    close: () => receiver.stop(),
  };
}
