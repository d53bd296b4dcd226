import { z } from 'zod';
import type { CardAddress } from '../../engine/ports/card-store.js';
import { type ViewState, viewState } from './form-input.js';

/** Who sent a verified payload, in Slack's ids. Nothing else in a payload says who somebody is. */
export interface Sender {
  readonly teamId: string;
  readonly userId: string;
  /** The workspace the person belongs to: another than `teamId` in a channel shared with it. */
  readonly userTeamId: string;
}

export interface SlashCommand {
  readonly sender: Sender;
  readonly name: string;
  readonly text: string;
  readonly triggerId: string;
  readonly responseUrl: string;
}

/** A click on a button, on a message or in a modal. */
export interface Click {
  readonly sender: Sender;
  readonly actionId: string;
  readonly blockId: string | undefined;
  readonly value: string | undefined;
  /** The value of what was chosen in a menu. */
  readonly chosen: string | undefined;
  readonly triggerId: string;
  readonly place: MessagePlace | ViewPlace;
}

export interface MessagePlace {
  readonly kind: 'message';
  readonly address: CardAddress;
  readonly responseUrl: string | undefined;
}

export interface ViewPlace {
  readonly kind: 'view';
  readonly viewId: string;
  readonly name: string;
  readonly metadata: string;
  /** Changes with every update of the view; an update can insist on it. */
  readonly hash: string | undefined;
  /** What is filled in; empty where Slack says nothing of it. */
  readonly state: ViewState;
}

/** A modal that somebody closed. Slack tells nothing of what was filled in, or an empty state. */
export interface ClosedView {
  readonly sender: Sender;
  readonly name: string;
  readonly metadata: string;
  readonly state: ViewState;
}

/** Somebody types into a menu whose options we supply. */
export interface OptionsRequest {
  readonly sender: Sender;
  readonly name: string;
  readonly metadata: string;
  readonly blockId: string;
  readonly typed: string;
}

/** A modal that was sent. */
export interface Submission {
  readonly sender: Sender;
  readonly viewId: string;
  readonly name: string;
  readonly metadata: string;
  readonly state: ViewState;
  /** The modal below, if there is one. */
  readonly previousViewId: string | undefined;
}

const id = z.string().min(1).max(200);
const user = z.object({ id, team_id: id.nullish() });
const team = z.object({ id }).nullish();
const view = z.object({
  id,
  callback_id: z.string(),
  private_metadata: z.string(),
  previous_view_id: id.nullish(),
  hash: id.nullish(),
});
const viewWithState = view.extend({ state: viewState.nullish() });

const commandShape = z.object({
  command: z.string().min(1),
  text: z.string().default(''),
  team_id: id,
  user_id: id,
  trigger_id: id,
  response_url: z.url(),
});

const clickShape = z.object({
  team,
  user,
  trigger_id: id,
  actions: z
    .tuple([
      z.object({
        action_id: z.string(),
        block_id: z.string().nullish(),
        value: z.string().nullish(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    ])
    .rest(z.unknown()),
  container: z.object({ message_ts: id.nullish(), channel_id: id.nullish() }).optional(),
  response_url: z.url().optional(),
  view: viewWithState.nullish(),
});

const submissionShape = z.object({ team, user, view: view.extend({ state: viewState }) });
const closedShape = z.object({ team, user, view: viewWithState });
const optionsShape = z.object({ team, user, view, block_id: z.string().max(255), value: z.string().max(500) });

/** Each parser gives undefined for a payload that is not of its kind. */
export function parseCommand(body: unknown): SlashCommand | undefined {
  const { success, data } = commandShape.safeParse(body);
  if (!success) return undefined;
  return {
    sender: { teamId: data.team_id, userId: data.user_id, userTeamId: data.team_id },
    name: data.command,
    text: data.text.trim(),
    triggerId: data.trigger_id,
    responseUrl: data.response_url,
  };
}

export function parseClick(body: unknown): Click | undefined {
  const { success, data } = clickShape.safeParse(body);
  const sender = data && senderOf(data);
  const place = data && placeOf(data);
  if (!success || sender === undefined || place === undefined) return undefined;
  const [{ action_id: actionId, block_id: blockId, value, selected_option: chosen }] = data.actions;
  return {
    sender,
    actionId,
    blockId: blockId ?? undefined,
    value: value ?? undefined,
    chosen: chosen?.value,
    triggerId: data.trigger_id,
    place,
  };
}

export function parseSubmission(body: unknown): Submission | undefined {
  const { success, data } = submissionShape.safeParse(body);
  const sender = data && senderOf(data);
  if (!success || sender === undefined) return undefined;
  return {
    sender,
    viewId: data.view.id,
    name: data.view.callback_id,
    metadata: data.view.private_metadata,
    state: data.view.state,
    previousViewId: data.view.previous_view_id ?? undefined,
  };
}

export function parseClosed(body: unknown): ClosedView | undefined {
  const { success, data } = closedShape.safeParse(body);
  const sender = data && senderOf(data);
  if (!success || sender === undefined) return undefined;
  const { callback_id: name, private_metadata: metadata, state } = data.view;
  return { sender, name, metadata, state: state ?? nothingTyped };
}

export function parseOptions(body: unknown): OptionsRequest | undefined {
  const { success, data } = optionsShape.safeParse(body);
  const sender = data && senderOf(data);
  if (!success || sender === undefined) return undefined;
  const { callback_id: name, private_metadata: metadata } = data.view;
  return { sender, name, metadata, blockId: data.block_id, typed: data.value };
}

const nothingTyped: ViewState = { values: {} };

/** A payload without a team comes from an organisation-wide install, which this bot is not. */
function senderOf(data: { team?: z.output<typeof team>; user: z.output<typeof user> }): Sender | undefined {
  const teamId = data.team?.id ?? data.user.team_id ?? undefined;
  if (teamId === undefined) return undefined;
  return { teamId, userId: data.user.id, userTeamId: data.user.team_id ?? teamId };
}

function placeOf({ view, container, response_url }: z.output<typeof clickShape>): MessagePlace | ViewPlace | undefined {
  if (view) {
    const { id: viewId, callback_id: name, private_metadata: metadata, hash, state } = view;
    return { kind: 'view', viewId, name, metadata, hash: hash ?? undefined, state: state ?? nothingTyped };
  }
  const { channel_id: conversation, message_ts: message } = container ?? {};
  if (!conversation || !message) return undefined;
  return { kind: 'message', address: { conversation, message }, responseUrl: response_url };
}
