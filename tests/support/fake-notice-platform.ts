import { DeliveryFault, type Drawing } from '../../src/engine/ports/card-platform.js';
import type { CardAddress } from '../../src/engine/ports/card-store.js';
import type { Notice, NoticePlatform } from '../../src/engine/ports/notices.js';

interface FakeNotice {
  readonly address: CardAddress;
  readonly noticeId: string;
  shows: string;
  isDeleted: boolean;
}

type Call = 'post' | 'update' | 'find';
/** `lost`: carried out, the answer never comes. */
type Fate = 'fine' | 'lost' | 'dropped' | 'throttled' | 'permanent';

/** A chat platform that takes notices and goes wrong as told, one call after the other. */
export class FakeNoticePlatform implements NoticePlatform {
  readonly timeoutMs = 4000;
  readonly messages: FakeNotice[] = [];
  readonly calls: Call[] = [];
  fates: Fate[] = [];
  /** Waited for after a call was carried out and before it answers. */
  travel: (call: Call) => Promise<void> = () => Promise.resolve();

  serves(): boolean {
    return true;
  }

  draw({ body }: Notice): Drawing {
    const digest = JSON.stringify(body);
    return { payload: digest, digest };
  }

  drawDisarmed(): Drawing {
    return { payload: 'disarmed', digest: 'disarmed' };
  }

  post({ id, recipient }: Notice, { digest }: Drawing): Promise<CardAddress> {
    return this.#call('post', () => {
      const address = { conversation: `dm-${recipient.chatUser}`, message: `n${this.messages.length + 1}` };
      this.messages.push({ address, noticeId: id, shows: digest, isDeleted: false });
      return address;
    });
  }

  update(address: CardAddress, { digest }: Drawing): Promise<void> {
    return this.#call('update', () => {
      const message = this.messages.find((one) => one.address.message === address.message);
      if (message === undefined || message.isDeleted) throw new DeliveryFault('message-gone', 'message_not_found');
      message.shows = digest;
    });
  }

  find({ id }: Notice): Promise<CardAddress | undefined> {
    return this.#call(
      'find',
      () => this.messages.findLast((one) => one.noticeId === id && one.shows !== 'disarmed')?.address,
    );
  }

  async #call<T>(call: Call, act: () => T): Promise<T> {
    this.calls.push(call);
    const fate = this.fates.shift() ?? 'fine';
    if (fate === 'throttled') throw new DeliveryFault('throttled', 'ratelimited', { retryAfterMs: 2000 });
    if (fate === 'permanent') throw new DeliveryFault('permanent', 'user_disabled');
    if (fate === 'dropped') throw new DeliveryFault('uncertain', 'no answer in time');
    const result = act();
    await this.travel(call);
    if (fate === 'lost') throw new DeliveryFault('uncertain', 'no answer in time');
    return result;
  }
}
