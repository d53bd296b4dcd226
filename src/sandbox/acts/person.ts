import type { SandboxPerson } from '../options.js';
import type { BotAnswer, SentCall } from '../outgoing/bot-link.js';
import type { SandboxParts } from '../parts.js';
import { ActRefused } from './act-refused.js';

export interface ActOptions {
  /** Sends the same signed bytes this many times at once. */
  readonly copies?: number | undefined;
  /** The page it is done on, where modals then open. */
  readonly tab?: string | undefined;
}

/** What came of a call to the bot. */
export interface ActOutcome {
  readonly status: number | undefined;
  /** What the bot answered, as text. */
  readonly body: string;
  readonly durationMs: number;
  /** What Slack shows the person when the bot failed. */
  readonly error: string | undefined;
  /** The answers to every copy that was sent, the first included. */
  readonly answers: readonly BotAnswer[];
}

/** Deactivated people cannot sign in, so they cannot act. */
export function actingPerson(parts: SandboxParts, userId: string): SandboxPerson {
  const person = parts.workspace.person(userId);
  if (person === undefined) throw new ActRefused(`There is no ${userId} in this workspace`);
  if (person.deleted === true) throw new ActRefused(`${person.realName} is deactivated and cannot sign in`);
  return person;
}

export async function sendCopies(
  parts: SandboxParts,
  call: SentCall,
  copies = 1,
): Promise<[BotAnswer, ...BotAnswer[]]> {
  const [first, ...others] = await Promise.all(Array.from({ length: Math.max(1, copies) }, () => parts.bot.send(call)));
  if (first === undefined) throw new ActRefused('Nothing was sent');
  return [first, ...others];
}
