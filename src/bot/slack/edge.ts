import type { Log } from '../../engine/ports/log.js';
import type { Reader } from '../view/plain.js';
import { type AnyRefusal, noContext } from '../view/refusal.js';
import { refusalText } from '../view/sentence.js';
import type { Rich } from '../view/text.js';
import { wordsFor } from '../view/words.js';
import type { SlackClient } from './client.js';
import type { SlackDependencies } from './dependencies.js';
import type { Click, ClosedView, OptionsRequest, SlashCommand, Submission } from './parse.js';
import { renderNotice } from './render/card.js';
import { renderNoticeModal } from './render/modal.js';
import { meet, type Stranger } from './stranger.js';
import { admit, type NotAdmitted, type RemoteFiles, strangersReader, type Visit } from './visit.js';
import {
  assertSuggestionsWithinLimits,
  assertViewWithinLimits,
  type DrawnSuggestions,
  type DrawnView,
} from './within-limits.js';

/** What a modal that was sent shows next; nothing closes it. */
export type ViewAnswer =
  | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly response_action: 'update' | 'push'; readonly view: DrawnView };

export interface SubmissionOutcome {
  readonly answer: ViewAnswer;
  /** Done when Slack has its answer. */
  readonly afterwards?: () => Promise<void>;
}

export interface Handlers {
  /** Of somebody whose account is nobody's yet. */
  strangerCommand(stranger: Stranger, command: SlashCommand): Promise<void>;
  /** Gives what they wanted to do, where they are known from now on. */
  strangerClick(stranger: Stranger, click: Click): Promise<SlashCommand | undefined>;
  command(visit: Visit, command: SlashCommand): Promise<void>;
  click(visit: Visit, click: Click): Promise<void>;
  submission(visit: Visit, submission: Submission): Promise<SubmissionOutcome>;
  closed(visit: Visit, closed: ClosedView): Promise<void>;
  options(visit: Visit, request: OptionsRequest): Promise<DrawnSuggestions>;
}

/** Tells somebody something where they did what it is about. */
type Say = (text: Rich, reader: Reader) => Promise<void>;

const noOptions: DrawnSuggestions = { options: [] };

/**
 * Where every payload enters: admits its sender, runs its handler, and sees to it that everyone gets an answer,
 * whatever happens.
 */
export class Edge {
  readonly #deps: SlackDependencies;
  readonly #client: SlackClient;
  readonly #files: RemoteFiles;
  readonly #handlers: Handlers;
  readonly #installedTeamId: () => string;

  constructor(
    deps: SlackDependencies,
    client: SlackClient,
    files: RemoteFiles,
    handlers: Handlers,
    installedTeamId: () => string,
  ) {
    this.#deps = deps;
    this.#client = client;
    this.#files = files;
    this.#handlers = handlers;
    this.#installedTeamId = installedTeamId;
  }

  async command(command: SlashCommand, requestId: string): Promise<void> {
    const say: Say = (text, reader) => this.#client.respond(command.responseUrl, renderNotice(text, reader));
    const guarded = this.#guard(requestId, `command ${command.name}`, say);
    await guarded(strangersReader, async () => {
      const visit = await this.#admit(command, requestId);
      if (!('code' in visit)) return guarded(visit.reader, () => this.#handlers.command(visit, command));
      const stranger = await this.#meet(visit, command, requestId);
      if (stranger === undefined) return say(edgeText(visit, visit.reader), visit.reader);
      return guarded(stranger.reader, () => this.#handlers.strangerCommand(stranger, command));
    });
  }

  async click(click: Click, requestId: string): Promise<void> {
    const say: Say = (text, reader) => sayAtClick(this.#client, click, text, reader);
    const guarded = this.#guard(requestId, `click ${click.actionId}`, say);
    await guarded(strangersReader, async () => {
      const visit = await this.#admit(click, requestId);
      if (!('code' in visit)) return guarded(visit.reader, () => this.#handlers.click(visit, click));
      const stranger = await this.#meet(visit, click, requestId);
      if (stranger === undefined) return say(edgeText(visit, visit.reader), visit.reader);
      return guarded(stranger.reader, async () => {
        const wanted = await this.#handlers.strangerClick(stranger, click);
        if (wanted !== undefined) await this.command(wanted, requestId);
      });
    });
  }

  async submission(
    submission: Submission,
    requestId: string,
    ack: (answer: ViewAnswer) => Promise<void>,
  ): Promise<void> {
    const say: Say = (text, { locale }) => {
      // Pushed, so that whatever was typed below is still there.
      const view = renderNoticeModal([text], wordsFor(locale));
      return ack({ response_action: 'push', view });
    };
    const guarded = this.#guard(requestId, `view ${submission.name}`, say);
    let afterwards: SubmissionOutcome['afterwards'];
    await guarded(strangersReader, async () => {
      const visit = await this.#admit(submission, requestId);
      if ('code' in visit) return say(edgeText(visit, visit.reader), visit.reader);
      return guarded(visit.reader, async () => {
        const outcome = await this.#handlers.submission(visit, submission);
        if ('view' in outcome.answer) assertViewWithinLimits(outcome.answer.view);
        afterwards = outcome.afterwards;
        await ack(outcome.answer);
      });
    });
    await afterwards?.().catch((error: unknown) => logFault(this.#deps.log, requestId, 'after a view', error));
  }

  /** Nobody is there any more to be told anything. */
  async closed(closed: ClosedView, requestId: string): Promise<void> {
    await this.#guard(
      requestId,
      `closing of ${closed.name}`,
      silent,
    )(strangersReader, async () => {
      const visit = await this.#admit(closed, requestId);
      if (!('code' in visit)) await this.#handlers.closed(visit, closed);
    });
  }

  /** A menu can say nothing: whatever goes wrong, it offers nothing. */
  async options(
    request: OptionsRequest,
    requestId: string,
    ack: (answer: DrawnSuggestions) => Promise<void>,
  ): Promise<void> {
    const guarded = this.#guard(requestId, `options of ${request.blockId}`, () => ack(noOptions));
    await guarded(strangersReader, async () => {
      const visit = await this.#admit(request, requestId);
      const found = 'code' in visit ? noOptions : await this.#handlers.options(visit, request);
      assertSuggestionsWithinLimits(found);
      await ack(found);
    });
  }

  #admit({ sender }: { sender: Click['sender'] }, requestId: string): Promise<Visit | NotAdmitted> {
    return admit(this.#deps, this.#client, this.#files, this.#installedTeamId(), sender, requestId);
  }

  /** Undefined for whom it is not for us to get to know. */
  async #meet(
    { code }: AnyRefusal,
    { sender }: { sender: Click['sender'] },
    requestId: string,
  ): Promise<Stranger | undefined> {
    if (code !== 'unknown-person') return undefined;
    return meet(this.#deps, this.#client, this.#installedTeamId(), sender, requestId);
  }

  /** Whoever the work is for is told of its faults, in their own language as soon as it is known. */
  #guard(requestId: string, what: string, say: Say): (reader: Reader, work: () => Promise<void>) => Promise<void> {
    return async (reader, work) => {
      try {
        await work();
      } catch (error) {
        logFault(this.#deps.log, requestId, what, error);
        await say(edgeText({ code: 'something-wrong' }, reader), reader).catch((second: unknown) => {
          logFault(this.#deps.log, requestId, `${what}, telling so`, second);
        });
      }
    };
  }
}

/** Answers a click where it was made: privately below a message, as the modal's new content in a modal. */
async function sayAtClick(client: SlackClient, { place }: Click, text: Rich, reader: Reader): Promise<void> {
  if (place.kind === 'view') {
    await client.updateView(place.viewId, renderNoticeModal([text], wordsFor(reader.locale)));
  } else if (place.responseUrl !== undefined) {
    await client.respond(place.responseUrl, renderNotice(text, reader));
  }
}

async function silent(): Promise<void> {}

function edgeText(refusal: AnyRefusal, { locale }: Reader): Rich {
  return refusalText(refusal, noContext, wordsFor(locale));
}

function logFault(log: Log, requestId: string, what: string, error: unknown): void {
  log.error({ requestId, err: error }, `${what} failed`);
}
