import type { Drawing } from '../../engine/ports/card-platform.js';
import type { CardAddress } from '../../engine/ports/card-store.js';
import type { Addressee, Notice, NoticePlatform } from '../../engine/ports/notices.js';
import { noticeView } from '../view/notice.js';
import { PLATFORM } from './card-platform.js';
import type { SlackClient } from './client.js';
import { DIRECT_MESSAGE_TIMEOUT_MS, DirectMessages, drawing } from './direct-messages.js';
import { renderDisarmed } from './render/card.js';
import { noticeMetadata, renderNoticeMessage } from './render/notice.js';

/** Notices as direct messages. */
export class SlackNotices implements NoticePlatform {
  readonly timeoutMs = DIRECT_MESSAGE_TIMEOUT_MS;
  readonly #messages: DirectMessages;
  readonly #teamId: () => string | undefined;

  /** `teamId` answers the workspace of the client's token, once Slack has told it. */
  constructor(client: SlackClient, teamId: () => string | undefined) {
    this.#messages = new DirectMessages(client);
    this.#teamId = teamId;
  }

  serves({ platform, installation }: Addressee): boolean {
    return platform === PLATFORM && installation === this.#teamId();
  }

  draw({ id, body, recipient }: Notice): Drawing {
    return drawing(renderNoticeMessage(noticeView(body, recipient), id, recipient));
  }

  drawDisarmed(recipient: Addressee): Drawing {
    return drawing(renderDisarmed(recipient));
  }

  post({ recipient }: Notice, drawn: Drawing): Promise<CardAddress> {
    return this.#messages.post(recipient.chatUser, drawn);
  }

  update(address: CardAddress, drawn: Drawing): Promise<void> {
    return this.#messages.update(address, drawn);
  }

  find({ id, recipient }: Notice): Promise<CardAddress | undefined> {
    return this.#messages.find(recipient.chatUser, noticeMetadata(id));
  }
}
