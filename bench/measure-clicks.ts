import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeButtonValue } from '../src/bot/slack/button-value.js';
import { chatUserOf, slackTeam } from './company.js';
import { cardIdOf, type Decision, decisionsOn } from './decisions.js';
import { seed } from './seed.js';
import { type ServedBot, serveBot, signingSecret } from './served-bot.js';
import { type Percentiles, percentilesOf } from './statistics.js';
import { startWebApiStub, type WebApiStub } from './web-api-stub.js';

const documents = 1000;
const inFlight = 50;
const warmUpClicks = 500;
const quietMs = 10_000;

export interface ServeFigures {
  readonly clicks: number;
  readonly inFlight: number;
  /** From sending a click until it was acknowledged, which is what Slack waits for. */
  readonly acknowledged: Percentiles;
  /** From sending a click until the person had the answer, which comes after the commit. */
  readonly answered: Percentiles;
  readonly idleMiB: number;
}

export interface ClickTimes {
  readonly acknowledgedMs: number;
  readonly answeredMs: number;
}

/** Starts the bot on a seeded file, lets it rest, and then clicks Approve on what waits, always so many at once. */
export async function measureServe(folder: string): Promise<ServeFigures> {
  const file = join(folder, 'served.sqlite');
  await seed(file, documents);
  const slack = await startWebApiStub();
  const bot = await serveBot(file, slack.apiUrl);
  try {
    await sleep(quietMs);
    const idleMiB = bot.residentMiB();
    const times = (await clickAll(bot, slack)).slice(warmUpClicks);
    const acknowledged = percentilesOf(times.map((one) => one.acknowledgedMs));
    const answered = percentilesOf(times.map((one) => one.answeredMs));
    return { clicks: times.length, inFlight, acknowledged, answered, idleMiB };
  } finally {
    await bot.stop();
    slack.close();
  }
}

/** Only the two steps that are open from the beginning: their cards are there to be clicked. */
async function clickAll(bot: ServedBot, slack: WebApiStub): Promise<readonly ClickTimes[]> {
  const clicks = Array.from({ length: documents }, (_, at) => decisionsOn(at + 1).slice(0, 2)).flat();
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const waiting = clicks.values();
  const times: ClickTimes[] = [];
  const person = async () => {
    for (const decision of waiting) times.push(await click(decision, bot, slack, agent));
  };
  await Promise.all(Array.from({ length: inFlight }, person));
  agent.destroy();
  return times;
}

/** Sends a signed click and waits until the person has the answer. */
export async function click(decision: Decision, bot: ServedBot, slack: WebApiStub, agent: Agent): Promise<ClickTimes> {
  const name = encodeURIComponent(decision.stepId);
  const answered = slack.answered(name);
  const body = `payload=${encodeURIComponent(JSON.stringify(payloadOf(decision, slack.responseUrl(name))))}`;
  const sentAt = performance.now();
  await post(bot.eventsUrl, body, agent);
  const acknowledgedMs = performance.now() - sentAt;
  return { acknowledgedMs, answeredMs: (await answered) - sentAt };
}

function payloadOf(decision: Decision, responseUrl: string): object {
  const { documentId, stepId, personId } = decision;
  const target = { documentId, round: 1, dataRevision: 1, step: { id: stepId, opening: 1 } };
  const value = writeButtonValue(target, cardIdOf(decision));
  const user = chatUserOf(personId);
  return {
    type: 'block_actions',
    team: { id: slackTeam, domain: 'bench' },
    user: { id: user, team_id: slackTeam },
    trigger_id: `trigger.${stepId}`,
    container: { type: 'message', message_ts: '1772438400.000100', channel_id: `D${user}`, is_ephemeral: false },
    channel: { id: `D${user}`, name: 'directmessage' },
    response_url: responseUrl,
    actions: [{ type: 'button', action_id: 'approve', block_id: 'actions', value, action_ts: '1772438500.000000' }],
  };
}

function post(url: URL, body: string, agent: Agent): Promise<void> {
  const timestamp = Math.floor(Date.now() / 1000).toString();
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`a click was answered with ${response.statusCode}`));
      });
    });
    sent.once('error', reject).end(body);
  });
}
