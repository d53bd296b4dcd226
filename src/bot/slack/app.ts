import { App } from '@slack/bolt';
import { boltLogger } from './bolt-logger.js';
import { SlackCards } from './card-platform.js';
import { SlackClient } from './client.js';
import type { InstalledTeam, Slack, SlackDependencies, SlackSettings } from './dependencies.js';
import type { Door } from './door.js';
import { Edge } from './edge.js';
import { SlackFiles } from './files.js';
import { handlers } from './handlers/dispatch.js';
import { httpDoor } from './http-door.js';
import { listen } from './listeners.js';
import { SlackNotices } from './notice-platform.js';
import { socketDoor } from './socket-door.js';

/** Payloads at once from which on whatever can wait a moment should. */
const CROWD = 4;

/** The whole Slack half: what answers Slack's payloads, and what puts cards into Slack. */
export function createSlack(deps: SlackDependencies, settings: SlackSettings): Slack {
  const { log } = deps;
  const client = new SlackClient(settings, log);
  const underWay = new Set<Promise<void>>();
  let team: InstalledTeam | undefined;
  const edge = new Edge(deps, client, new SlackFiles(client, settings), handlers, () => teamOrThrow(team).teamId);
  const door = doorOf(deps, settings);
  // The token is not Bolt's to use: `client` makes all calls, and `edge` refuses every team but the installed one.
  const authorize = async ({ teamId }: { teamId: string | undefined }) => (teamId === undefined ? {} : { teamId });
  const app = new App({ receiver: door.receiver, authorize, logger: boltLogger(log), convoStore: false });
  listen(app, edge, (work) => track(underWay, work), log);

  return {
    platform: new SlackCards(client, () => team?.teamId, { delegation: deps.settings.allowsDelegation }),
    notices: new SlackNotices(client, () => team?.teamId),
    requestListener: door.requestListener,
    isCrowded: () => underWay.size >= CROWD,
    start: async () => {
      team = await client.team();
      await door.open();
      return team;
    },
    ready: async () => {
      teamOrThrow(team);
      if (!door.isOpen()) throw new Error('the connection to Slack is lost and not there again yet');
    },
    check: async () => {
      const { teamId } = await client.team();
      if (teamId !== teamOrThrow(team).teamId) throw new Error('the token belongs to another workspace now');
    },
    close: async () => {
      await door.close();
      await Promise.allSettled(underWay);
    },
  };
}

/** With an app-level token the bot calls Slack, without one Slack calls the bot. */
function doorOf(deps: SlackDependencies, { signingSecret, appToken, apiUrl, clock = Date.now }: SlackSettings): Door {
  if (appToken !== undefined) return socketDoor(deps, { appToken, apiUrl });
  if (signingSecret === undefined)
    throw new Error('Slack needs a signing secret, or an app-level token for Socket Mode');
  return httpDoor(deps, { signingSecret, clock });
}

function track(underWay: Set<Promise<void>>, work: Promise<void>): Promise<void> {
  underWay.add(work);
  return work.finally(() => underWay.delete(work));
}

function teamOrThrow(team: InstalledTeam | undefined): InstalledTeam {
  if (team === undefined) throw new Error('Slack has not accepted the token yet');
  return team;
}
