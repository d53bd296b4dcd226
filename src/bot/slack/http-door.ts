import type { ServerResponse } from 'node:http';
import { HTTPReceiver } from '@slack/bolt';
import { boltLogger } from './bolt-logger.js';
import type { SlackDependencies } from './dependencies.js';
import type { Door } from './door.js';
import { BODY_BYTES_MAX, isTimely } from './verify.js';

export interface HttpDoorSettings {
  readonly signingSecret: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Requests that Slack has signed. Until it is open everything is answered 503. */
export function httpDoor({ log, newId }: SlackDependencies, { signingSecret, clock }: HttpDoorSettings): Door {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: '/slack/events',
    bodyLimit: BODY_BYTES_MAX,
    logger: boltLogger(log),
    customPropertiesExtractor: () => ({ requestId: newId() }),
  });
  let isOpen = false;
  return {
    receiver,
    requestListener: (request, response) => {
      if (!isOpen) return refuse(response, 503);
      if (!isTimely(request.headers, clock())) {
        log.warn({}, 'a request was refused: its time is more than five minutes off');
        return refuse(response, 401);
      }
      receiver.requestListener(request, response);
    },
    open: async () => {
      isOpen = true;
    },
    isOpen: () => isOpen,
    // The server that owns the connections waits for their answers.
    close: async () => {},
  };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end();
}
