import { epochMs, type Instant, instant } from '../engine/instant.js';
import type { CardAddress } from '../engine/ports/card-store.js';
import type { Notice, NoticeCopy, NoticePlatform, NoticeStore } from '../engine/ports/notices.js';
import type { ClaimedTask } from '../engine/ports/outbox.js';
import type { DeliveryTools } from './delivery-tools.js';
import { isMessageGone, mayHaveHappened, noticePlatformOf, PlatformCalls } from './platform-calls.js';
import { type Hold, Postponed } from './task-handler.js';
import { waitForMorning } from './wait-for-morning.js';

type Delivered = 'posted' | 'updated' | 'adopted' | 'unchanged' | 'gone' | 'dropped';

/** One attempt to make one message show its notice. */
interface Attempt {
  readonly task: ClaimedTask;
  readonly mark: string;
  readonly notices: NoticeStore;
  readonly notice: Notice;
  readonly platform: NoticePlatform;
  readonly calls: PlatformCalls;
  waitForMorning(): Promise<void>;
  now(): Instant;
}

/** Posts a notice once, and draws it again where what it says has changed. The calls are noted as those of a card. */
export async function deliverNotice(task: ClaimedTask, hold: Hold, tools: DeliveryTools): Promise<void> {
  const copy = await tools.noticesFor(task.tenantId).copy(task.subject);
  if (copy !== undefined) return disarm(copy, task, hold, tools);
  const attempt = await prepare(task, hold, tools);
  if (attempt === undefined) return;
  const how = await deliver(attempt);
  const { requestId, tenantId, subject: noticeId } = task;
  tools.log.info({ requestId, tenantId, noticeId, attempt: task.attempts + 1, how }, 'notice delivered');
}

async function prepare(task: ClaimedTask, hold: Hold, tools: DeliveryTools): Promise<Attempt | undefined> {
  const notices = tools.noticesFor(task.tenantId);
  const notice = await notices.notice(task.subject);
  if (notice === undefined || notice.state === 'gone') return undefined;
  const platform = noticePlatformOf(tools.noticePlatforms, notice.recipient);
  return {
    task,
    mark: `drawing until ${task.leaseUntil}`,
    notices,
    notice,
    platform,
    calls: new PlatformCalls(tools, platform, notice.recipient, task, hold),
    waitForMorning: async () => {
      const { personId } = notice.recipient;
      if (notice.isHeldBack === true && personId !== null) await waitForMorning(tools, task.tenantId, personId);
    },
    now: () => instant(tools.clock.now()),
  };
}

async function deliver(attempt: Attempt): Promise<Delivered> {
  const { notice } = attempt;
  if (notice.state === 'posting') return findOrPost(attempt);
  if (notice.state !== 'posted' || notice.address === undefined) return post(attempt, notice);
  return update(attempt, notice.address, 'updated');
}

/** An earlier post has an unknown end: its message, if there is one, is the notice's. */
async function findOrPost(attempt: Attempt): Promise<Delivered> {
  const { calls, platform, notice } = attempt;
  calls.turnFor('find');
  const address = await calls.make('find', () => platform.find(notice));
  return address === undefined ? post(attempt, notice) : update(attempt, address, 'adopted');
}

/** A notice may have waited for hours until its reader was awake: it says what still holds then, or is not sent at all. */
async function post(attempt: Attempt, written: Notice): Promise<Delivered> {
  const { calls, platform, notices, task, mark, now } = attempt;
  await attempt.waitForMorning();
  calls.turnFor('post');
  const notice = await notices.holds(written, now());
  if (notice === undefined) return drop(attempt, written);
  const drawing = platform.draw(notice);
  const posting = (await notices.posting(notice, mark, now())) ?? lookAgain(attempt);
  const address = await calls
    .make('post', () => platform.post(posting, drawing))
    .catch(async (fault: unknown) => {
      if (!mayHaveHappened(fault)) await notices.notPosted(posting, now());
      throw fault;
    });
  const isNoted = await notices.drawn(posting, address, drawing.digest, now());
  if (!isNoted) await notices.cameBack(posting, address, task.requestId, now());
  return 'posted';
}

async function drop({ notices, now }: Attempt, notice: Notice): Promise<Delivered> {
  await notices.gone(notice, now());
  return 'dropped';
}

/** Whoever looks at the message later reads how things stand, and is not woken by it: an update makes no sound. */
async function update(attempt: Attempt, address: CardAddress, how: Delivered): Promise<Delivered> {
  const { calls, platform, notices, notice, mark, now } = attempt;
  const drawing = platform.draw(await notices.asItStands(notice, now()));
  if (notice.drawnDigest === drawing.digest) return 'unchanged';
  calls.turnFor('update');
  const updating = (await notices.updating(notice, mark, now())) ?? lookAgain(attempt);
  try {
    await calls.make('update', () => platform.update(address, drawing));
  } catch (fault) {
    if (isMessageGone(fault)) return leave(attempt, updating);
    if (mayHaveHappened(fault)) await redrawIfOvertaken(attempt);
    throw fault;
  }
  const isNoted = await notices.drawn(updating, address, drawing.digest, now());
  if (!isNoted) await redrawIfOvertaken(attempt);
  return how;
}

/** Whoever deleted a notice has read it. */
async function leave({ notices, now }: Attempt, notice: Notice): Promise<Delivered> {
  await notices.gone(notice, now());
  return 'gone';
}

/** Takes what can be pressed off a second message. */
async function disarm(copy: NoticeCopy, task: ClaimedTask, hold: Hold, tools: DeliveryTools): Promise<void> {
  const { recipient, address } = copy;
  const platform = noticePlatformOf(tools.noticePlatforms, recipient);
  const calls = new PlatformCalls(tools, platform, recipient, task, hold);
  calls.turnFor('update');
  try {
    await calls.make('update', () => platform.update(address, platform.drawDisarmed(recipient)));
  } catch (fault) {
    if (!isMessageGone(fault)) throw fault;
  }
}

/** Another runner that began after us may have drawn something newer, and our late call may have painted over it. */
async function redrawIfOvertaken({ notices, notice, task, mark, now }: Attempt): Promise<void> {
  const current = await notices.notice(notice.id);
  if (current?.drawnDigest !== mark) await notices.redraw(notice.id, task.requestId, now());
}

/** Somebody else moved the notice since it was read. */
function lookAgain({ now }: Attempt): never {
  throw new Postponed(epochMs(now()));
}
