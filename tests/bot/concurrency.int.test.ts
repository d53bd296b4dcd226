import { describe, expect, onTestFinished, test } from 'vitest';
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

const approvedOnce = { stepEnds: 1, documentEnds: 1, status: 'approved' };
const stillPending = { stepEnds: 0, documentEnds: 0, status: 'pending' };

describe('two decisions on one step at the same moment', () => {
  test('where one is enough, one counts and the other person hears that it was decided', async () => {
    await expectRush((bot) => pairApproves(bot, 'either'), { sent: 2, done: 1, refused: 1, votes: 1, ...approvedOnce });
  });

  test('where both are needed, both count and the step closes once', async () => {
    await expectRush((bot) => pairApproves(bot, 'both'), { sent: 2, done: 2, refused: 0, votes: 2, ...approvedOnce });
  });

  test('an approval and a rejection make one outcome, and the other person hears that it was decided', async () => {
    const outcome = { sent: 2, done: 1, refused: 1, votes: 1, stepEnds: 1, documentEnds: 1 };
    await expectRush(approvalMeetsRejection, { ...outcome, status: expect.stringMatching(/^(approved|rejected)$/) });
  });
});

test('of forty decisions on one document at once, all twenty needed ones and one of the others count', async () => {
  await expectRush(crowdsApprove, { sent: 40, done: 21, refused: 19, votes: 21, ...approvedOnce, stepEnds: 2 });
});

describe('the same intention five times', () => {
  const once = { sent: 5, done: 5, refused: 0, votes: 1 };

  test('as five clicks at once has one effect and five times the same answer', async () => {
    await expectRush(fiveClicks, { ...once, ...stillPending });
  });

  test('as the same signed bytes of a click has one effect and five times the same answer', async () => {
    await expectRush(replayedClick, { ...once, ...stillPending });
  });

  test('as the same signed bytes of a reason has one effect and five times the same answer', async () => {
    await expectRush(replayedReason, { ...once, stepEnds: 1, documentEnds: 1, status: 'returned' });
  });
});

test('fifty submits at once, each sent twice, get the numbers 1 to 50', async () => {
  const bot = await botAtWork();
  const { given, requests } = await fiftySubmit(bot);
  expect(requests).toBe(100);
  expect(given).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
});

/** Also holds that afterwards every card is true and nobody has one twice. */
async function expectRush(act: (bot: BotInProcess) => Promise<Rush>, expected: Rush): Promise<void> {
  const bot = await botAtWork();
  expect(await act(bot)).toEqual(expected);
  expect(await bot.judge()).toMatchObject({ lies: [], duplicates: 0 });
}

async function botAtWork(): Promise<BotInProcess> {
  const bot = await BotInProcess.start(atOnceCompany(), temporaryFolder());
  onTestFinished(() => bot.close());
  return bot;
}
