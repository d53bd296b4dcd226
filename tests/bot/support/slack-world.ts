import { createHmac } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type HttpServer, startHttpServer } from '../../../src/bot/http/server.js';
import { createSlack } from '../../../src/bot/slack/app.js';
import type { Slack } from '../../../src/bot/slack/dependencies.js';
import { desiredCards } from '../../../src/engine/card.js';
import type { Card, CardAddress } from '../../../src/engine/ports/card-store.js';
import type { Log } from '../../../src/engine/ports/log.js';
import { defaultSettings, type EngineSettings } from '../../../src/engine/settings.js';
import type { ActValue } from '../../../src/sandbox/element-value.js';
import type { StoredMessage } from '../../../src/sandbox/message.js';
import { type Sandbox, startSandbox } from '../../../src/sandbox/start.js';
import type { SlackView } from '../../../src/sandbox/view.js';
import { type FileStore, fileStoreOn } from '../../../src/store/files/file-store.js';
import type { TestCompany } from '../../support/company.js';
import { digest, type House, openHouse } from '../../support/house.js';
import { installedApp, installedBot } from '../../support/installed-app.js';
import { temporaryFolder } from '../../support/temporary.js';

const TEAM = 'TACME';
export const SIGNING_SECRET = 'a-signing-secret-for-tests';
const TOKEN = 'xoxb-sandbox-tests';

/** A line that the bot logged. */
export interface LoggedLine {
  readonly level: string;
  readonly text: string;
}

/** What a person fills in, by block. */
type Filled = Readonly<Record<string, ActValue>>;

/** The real store, the real receiver and a local Slack; only delivery is done by hand. */
export class SlackWorld {
  readonly house: House;
  readonly files: FileStore;
  readonly sandbox: Sandbox;
  readonly slack: Slack;
  readonly server: HttpServer;
  readonly clicked: { readonly cardId: string; readonly address: CardAddress }[];
  readonly logged: readonly LoggedLine[];
  readonly #posted = new Map<string, { readonly card: Card; readonly address: CardAddress }>();

  constructor(parts: Pick<SlackWorld, 'house' | 'files' | 'sandbox' | 'slack' | 'server' | 'clicked' | 'logged'>) {
    this.house = parts.house;
    this.files = parts.files;
    this.sandbox = parts.sandbox;
    this.slack = parts.slack;
    this.server = parts.server;
    this.clicked = parts.clicked;
    this.logged = parts.logged;
  }

  /** Makes every card of a document what it should be, as the runner would. */
  async deliver(documentId: string): Promise<void> {
    const dossier = await this.house.store.reading(this.house.tenantId).dossier(documentId);
    if (dossier === undefined) throw new Error(`there is no document ${documentId}`);
    for (const key of desiredCards(dossier)) {
      const id = `card-${key.role}-${key.personId}-${key.subject}`;
      const known = this.#posted.get(id);
      const card = known?.card ?? cardFor(id, documentId, key);
      const drawing = this.slack.platform.draw(card, dossier);
      if (known !== undefined) await this.slack.platform.update(card.recipient, known.address, drawing);
      else this.#posted.set(id, { card, address: await this.slack.platform.post(card, drawing) });
    }
  }

  /** Types a command and waits until it was carried out. */
  async command(user: string, command: string, text = '') {
    const outcome = await this.sandbox.command(user, command, text);
    await this.slack.close();
    return outcome;
  }

  async clickMessage(user: string, message: StoredMessage, actionId: string, copies = 1) {
    const outcome = await this.sandbox.click(user, { messageTs: message.ts, actionId }, { seen: message, copies });
    await this.slack.close();
    return outcome;
  }

  async clickView(user: string, actionId: string, blockId?: string) {
    const outcome = await this.sandbox.click(user, { viewId: this.view(user).id, actionId, blockId });
    await this.slack.close();
    return outcome;
  }

  /** Fills in what is named by its block, or by the block's beginning, and presses the button of the modal on top. */
  async send(user: string, values: Filled = {}, copies = 1) {
    const outcome = await this.sandbox.submitView(user, this.view(user).id, this.#inputs(user, values), { copies });
    await this.slack.close();
    return outcome;
  }

  /** Chooses something in an input that tells the bot at once, with everything else that is filled in. */
  async choose(user: string, block: string, value: ActValue, others: Filled = {}) {
    const target = { viewId: this.view(user).id, actionId: 'value', blockId: this.#blockOf(user, block), value };
    const outcome = await this.sandbox.click(user, { ...target, values: this.#inputs(user, others) });
    await this.slack.close();
    return outcome;
  }

  async suggest(user: string, block: string, typed: string) {
    const target = { viewId: this.view(user).id, actionId: 'value', blockId: this.#blockOf(user, block) };
    return this.sandbox.suggest(user, target, typed);
  }

  async close(user: string): Promise<void> {
    await this.sandbox.closeView(user, this.view(user).id);
    await this.slack.close();
  }

  #inputs(user: string, values: Filled) {
    return Object.fromEntries(Object.entries(values).map(([block, value]) => [this.#blockOf(user, block), { value }]));
  }

  /** Forms count up the ids of their blocks when a page is turned; tests name the field alone. */
  #blockOf(user: string, block: string): string {
    const ids = this.view(user).blocks.flatMap(({ block_id }) => block_id ?? []);
    return ids.find((id) => id === block || id.startsWith(`${block}@`)) ?? block;
  }

  /** Posts bytes that Slack itself could have sent, and answers what came back. */
  async sendSigned(body: string): Promise<string> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
    const response = await fetch(`http://127.0.0.1:${this.server.port}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      },
      body,
    });
    return response.text();
  }

  view(user: string): SlackView {
    const view = this.sandbox.viewOf(user);
    if (view === undefined) throw new Error(`${user} has no modal open`);
    return view;
  }

  /** The newest card in somebody's conversation. */
  card(user: string): StoredMessage {
    const message = this.sandbox.messagesOf(user).findLast((one) => one.onlyFor === undefined);
    if (message === undefined) throw new Error(`${user} has no card`);
    return message;
  }

  /** What was said to this person alone, newest last. */
  whispers(user: string): readonly string[] {
    return this.sandbox.messagesOf(user).flatMap((one) => (one.onlyFor === user ? [textIn(one.blocks)] : []));
  }

  async documentId(): Promise<string> {
    const page = await this.house.store.reading(this.house.tenantId).requestedBy('ana', 10);
    const [newest] = page.items;
    if (newest === undefined) throw new Error('Ana has asked for nothing');
    return newest.documentId;
  }
}

/** All text of blocks, in their order, with single blanks. */
export function textIn(value: unknown): string {
  return rawText(value).replaceAll(/\s+/g, ' ');
}

function rawText(value: unknown): string {
  if (Array.isArray(value)) return value.map(rawText).join(' ');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([key, item]) => (key === 'text' && typeof item === 'string' ? item : rawText(item)))
    .filter((text) => text !== '')
    .join(' ');
}

export function actionsIn(message: { readonly blocks: readonly object[] }): readonly string[] {
  const ids = JSON.stringify(message.blocks).matchAll(/"action_id":"([^"]+)"/g);
  return [...ids].map(([, id]) => id ?? '');
}

const people = ['ana', 'bo', 'cy', 'di', 'ed', 'flo', 'gus', 'hal'].map((name) => ({
  id: `U${name.toUpperCase()}`,
  name,
  realName: name,
}));

export async function openSlackWorld(
  company?: TestCompany,
  publicUrl?: string,
  settings: Partial<EngineSettings> = {},
): Promise<SlackWorld> {
  const house = await openHouse(company);
  const sandbox = await startSandbox({
    port: 0,
    team: { id: TEAM, name: 'Acme', domain: 'acme' },
    bot: {
      userId: 'UBOT',
      botId: 'BBOT',
      appId: 'ABOT',
      ...installedBot,
      token: TOKEN,
      signingSecret: SIGNING_SECRET,
    },
    people: [
      ...people,
      { id: 'UNEW', name: 'new', realName: 'New' },
      { id: 'UOUT', name: 'out', realName: 'Out', teamId: 'TOTHER' },
    ],
    ...installedApp,
    postRate: { burst: 1000, perSecond: 1000 },
  });
  onTestFinished(() => sandbox.close());
  const clicked: SlackWorld['clicked'] = [];
  const logged: LoggedLine[] = [];
  const files = fileStoreOn(house.database, temporaryFolder(), () => house.newId());
  const slack = createSlack(
    {
      store: (tenantId) => house.store.documents(tenantId),
      reading: (tenantId) => house.store.reading(tenantId),
      admin: (tenantId) => house.store.admin(tenantId),
      configuration: (tenantId) => house.store.configuration(tenantId),
      uploads: (tenantId) => house.store.uploads(tenantId),
      cards: () => ({
        clicked: async (cardId, address) => {
          clicked.push({ cardId, address });
          return true;
        },
      }),
      drafts: (tenantId) => house.store.drafts(tenantId),
      identities: (tenantId) => house.store.identities(tenantId),
      delegations: (tenantId) => house.store.delegations(tenantId),
      reminders: (tenantId) => house.store.reminders(tenantId),
      preferences: (tenantId) => house.store.preferences(tenantId),
      jobs: (tenantId) => house.store.jobs(tenantId),
      radar: (tenantId) => house.store.radar(tenantId),
      files: files.intake,
      links: files.links,
      publicUrl: () => publicUrl,
      directory: house.store.directory,
      digest,
      settings: { ...defaultSettings, ...settings },
      now: () => house.now(),
      newId: () => house.newId(),
      log: logInto(logged),
    },
    { signingSecret: SIGNING_SECRET, botToken: TOKEN, apiUrl: sandbox.apiUrl },
  );
  const checks = [{ name: 'slack', check: () => slack.ready() }];
  const parts = { slack: slack.requestListener, checks, log: logInto(logged) };
  const server = await startHttpServer(parts, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  sandbox.connectBot(`http://127.0.0.1:${server.port}/slack/events`);
  await slack.start();
  return new SlackWorld({ house, files, sandbox, slack, server, clicked, logged });
}

function cardFor(id: string, documentId: string, key: ReturnType<typeof desiredCards>[number]): Card {
  return {
    id,
    documentId,
    role: key.role,
    subject: key.subject,
    recipient: {
      platform: 'slack',
      installation: TEAM,
      chatUser: `U${key.personId.toUpperCase()}`,
      personId: key.personId,
      locale: 'en',
      timeZone: 'Europe/Berlin',
    },
    address: undefined,
    state: 'wanted',
    drawnVersion: 0,
    drawnDigest: undefined,
  };
}

export function logInto(lines: LoggedLine[]): Log {
  const at = (level: string) => (fields: object, message: string) => {
    lines.push({
      level,
      text: `${message} ${JSON.stringify(fields, (_key, value) => (value instanceof Error ? String(value) : value))}`,
    });
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
