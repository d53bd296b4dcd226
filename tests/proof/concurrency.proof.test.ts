import { expect, test } from 'vitest';
import {
  approvalMeetsRejection,
  crowdsApprove,
  fiftySubmit,
  fiveClicks,
  pairApproves,
  type Rush,
  replayedClick,
  replayedReason,
} from '../support/at-once.js';
import { atOnceCompany } from '../support/at-once-company.js';
import { BotInProcess } from '../support/bot-in-process.js';
import { temporaryFolder } from '../support/temporary.js';

const ROUNDS = 12;

/** What each rush must come to, however its requests fall over each other. */
const rushes: readonly (readonly [string, (bot: BotInProcess) => Promise<Rush>, Partial<Rush>])[] = [
  ['two decide, one is enough', (bot) => pairApproves(bot, 'either'), { done: 1, refused: 1, votes: 1, stepEnds: 1 }],
  ['two decide, both are needed', (bot) => pairApproves(bot, 'both'), { done: 2, refused: 0, votes: 2, stepEnds: 1 }],
  ['approval meets rejection', approvalMeetsRejection, { done: 1, refused: 1, votes: 1, stepEnds: 1 }],
  ['twenty of twenty beside one of twenty', crowdsApprove, { done: 21, refused: 19, votes: 21, stepEnds: 2 }],
  ['the same click five times', fiveClicks, { done: 5, refused: 0, votes: 1, stepEnds: 0 }],
  ['the same signed click five times', replayedClick, { done: 5, refused: 0, votes: 1, stepEnds: 0 }],
  ['the same signed reason five times', replayedReason, { done: 5, refused: 0, votes: 1, stepEnds: 1 }],
];

test('decisions that meet at the same moment have one effect each, again and again', async () => {
  for (const [name, act, expected] of rushes) {
    const seen: Rush[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await withBot(async (bot) => {
        seen.push(await act(bot));
        expect(await bot.judge(), name).toMatchObject({ lies: [], duplicates: 0 });
      });
    }
    console.log(lineOf(name, seen));
    for (const rush of seen) expect(rush, name).toMatchObject(expected);
  }
});

test('numbers stay gapless however many submit at once', async () => {
  for (let round = 1; round <= 3; round += 1) {
    await withBot(async (bot) => {
      const { given, submits, requests } = await fiftySubmit(bot);
      console.log(
        `${submits} submits in ${requests} requests at once: numbers ${given[0]} to ${given.at(-1)}, ${given.length} given`,
      );
      expect(given).toEqual(Array.from({ length: submits }, (_, index) => index + 1));
    });
  }
});

async function withBot(act: (bot: BotInProcess) => Promise<void>): Promise<void> {
  const bot = await BotInProcess.start(atOnceCompany(), temporaryFolder());
  try {
    await act(bot);
  } finally {
    await bot.close();
  }
}

function lineOf(name: string, seen: readonly Rush[]): string {
  const total = (count: (rush: Rush) => number) => seen.reduce((sum, rush) => sum + count(rush), 0);
  return [
    `${name}, ${seen.length} times: ${total((one) => one.sent)} requests`,
    `${total((one) => one.done)} told done, ${total((one) => one.refused)} refused`,
    `${total((one) => one.votes)} votes, ${total((one) => one.stepEnds)} steps ended`,
    `outcomes ${[...new Set(seen.map(({ status }) => status))].sort().join(' and ')}`,
  ].join('; ');
}
