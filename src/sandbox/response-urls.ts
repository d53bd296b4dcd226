import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { StateFile, StoredTable } from './state-file.js';
import { ApiProblem } from './web-api/api-problem.js';
import { checkContent } from './web-api/message-content.js';
import type { Workspace } from './workspace.js';

const USES_MAX = 5;
const LIFETIME_MS = 30 * 60_000;

interface ResponseAddress {
  readonly id: string;
  readonly userId: string;
  /** The message that was clicked, if it was a message. */
  readonly messageTs?: string | undefined;
  readonly madeAt: number;
  readonly uses: number;
}

/** What an app may say through a response_url, or as the answer to a slash command. */
export const responseBody = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
});
export type ResponseBody = z.infer<typeof responseBody>;

export class ResponseUrls {
  readonly #workspace: Workspace;
  readonly #addresses: StoredTable<ResponseAddress>;
  readonly #botUserId: string;

  constructor(workspace: Workspace, state: StateFile, botUserId: string) {
    this.#workspace = workspace;
    this.#addresses = state.table('response-urls');
    this.#botUserId = botUserId;
    this.#forgetOld();
  }

  /** The path of a new response_url. */
  make(userId: string, messageTs?: string): string {
    const id = randomBytes(18).toString('base64url');
    this.#addresses.set(id, { id, userId, messageTs, madeAt: this.#workspace.now(), uses: 0 });
    return `/actions/${id}`;
  }

  /** Does what the app asks for through the address; refuses a used up, old or unknown one. */
  use(id: string, given: unknown): void {
    const address = this.#addresses.get(id);
    if (address === undefined) throw new ApiProblem('invalid_url');
    if (this.#workspace.now() - address.madeAt > LIFETIME_MS) throw new ApiProblem('expired_url');
    if (address.uses >= USES_MAX) throw new ApiProblem('used_url');
    const body = responseBody.safeParse(given);
    if (!body.success) throw new ApiProblem('invalid_payload');
    this.say(address.userId, body.data, address.messageTs);
    this.#addresses.set(id, { ...address, uses: address.uses + 1 });
  }

  say(userId: string, body: ResponseBody, originalTs?: string): void {
    const channel = this.#workspace.channelFor(userId).id;
    const original = originalTs === undefined ? undefined : this.#workspace.message(channel, originalTs);
    if (body.delete_original) {
      if (original !== undefined) this.#workspace.remove(original);
      return;
    }
    const content = checkContent(body.text, body.blocks);
    if (body.replace_original && original !== undefined) {
      this.#workspace.put({ ...original, ...content });
      return;
    }
    const onlyFor = body.response_type === 'ephemeral' ? userId : undefined;
    this.#workspace.put({ channel, ts: this.#workspace.nextTs(), author: this.#botUserId, ...content, onlyFor });
  }

  #forgetOld(): void {
    for (const address of [...this.#addresses.values()]) {
      if (this.#workspace.now() - address.madeAt > LIFETIME_MS) this.#addresses.delete(address.id);
    }
  }
}
