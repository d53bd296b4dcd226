import { z } from 'zod';
import type { FormField } from '../../engine/form/field.js';
import type { FieldPart, RawValue } from '../../engine/form/field-type.js';
import type { RawValues } from '../../engine/form/values.js';
import { instant } from '../../engine/instant.js';

/** The one element of every input block. */
export const INPUT_ACTION_ID = 'value';

/**
 * Block ids carry names of fields; a name never holds a colon. They also carry which drawing of the form they belong to,
 * counted up where a page is turned: an input that keeps its id keeps what Slack has in it, and would not show what we
 * say it begins with.
 */
export function blockIdOf(fieldName: string, part?: InputPart, drawing = 0): string {
  const id = part === undefined ? `field:${fieldName}` : `field:${fieldName}:${part}`;
  return drawing === 0 ? id : `${id}@${drawing}`;
}

/** The block of the view that has this id in whichever drawing; undefined where it has none. */
export function blockIn({ values }: ViewState, blockId: string): string | undefined {
  if (Object.hasOwn(values, blockId)) return blockId;
  return Object.keys(values).find((id) => id.startsWith(`${blockId}@`));
}

/** The second input of a field that has two. */
export type InputPart = 'currency' | 'to' | 'kept';

/** The block that a problem stands on. */
export function blockOfProblem(fieldName: string, part: FieldPart | undefined): string {
  return part === 'currency' || part === 'to' ? blockIdOf(fieldName, part) : blockIdOf(fieldName);
}

/** The field that a block belongs to. */
export function fieldOfBlock(blockId: string): string | undefined {
  return /^field:([^:@]+)(?:[:@]|$)/.exec(blockId)?.[1];
}

/** A file as Slack describes it. Nothing of it is believed; see the port for files. */
const sentFile = z.object({
  id: z.string().min(1).max(200),
  name: z.string().nullish(),
  size: z.number().nullish(),
  url_private_download: z.string().nullish(),
  url_private: z.string().nullish(),
});
export type SentFile = z.output<typeof sentFile>;

const option = z.object({ value: z.string() });

/** What Slack sends for one input, whichever kind it is. */
const inputState = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_date_time: z.number().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  files: z.array(sentFile).nullish(),
});
type InputState = z.output<typeof inputState>;
export const viewState = z.object({ values: z.record(z.string(), z.record(z.string(), inputState)) });
export type ViewState = z.output<typeof viewState>;

/** What one page of a form sent. */
export interface SentPage {
  /** By field; inputs that the view does not have are left out, so that a changed form is noticed. */
  readonly input: RawValues;
  /** By field: ids of those kept of earlier ones, and new ones. */
  readonly files: ReadonlyMap<string, { readonly keptIds: readonly string[]; readonly sent: readonly SentFile[] }>;
}

/** Stands before the id of somebody in Slack, who may or may not be a person of ours. No id of ours holds a colon. */
const STRANGER = 'slack:';

export function strangerOf(chatUser: string): string {
  return `${STRANGER}${chatUser}`;
}

/** The Slack id in what `strangerOf` made. */
export function chatUserOf(stranger: string): string | undefined {
  return stranger.startsWith(STRANGER) ? stranger.slice(STRANGER.length) : undefined;
}

export function sentPage(fields: readonly FormField[], state: ViewState): SentPage {
  const shown = fields.filter((field) => isShown(field, state));
  const input = shown.filter(({ type }) => type !== 'file').map((field) => [field.name, rawOf(field, state)] as const);
  const files = shown.filter(({ type }) => type === 'file').map(({ name }) => [name, filesOf(name, state)] as const);
  return { input: Object.fromEntries([...input, ...strangers(fields, state)]), files: new Map(files) };
}

/** The text of one input; undefined where the view has no such input, null where it was left empty. */
export function inputOf(state: ViewState, blockId: string): string | null | undefined {
  const input = stateOf(state, blockId);
  if (input === undefined) return undefined;
  return input.value ?? input.selected_date ?? input.selected_time ?? input.selected_option?.value ?? null;
}

/** The values of the ticks that are set; none where the view has no such input. */
export function ticksOf(state: ViewState, blockId: string): readonly string[] {
  return stateOf(state, blockId)?.selected_options?.map(({ value }) => value) ?? [];
}

/** Whom somebody chose among the people of the workspace; undefined where nobody. */
export function chatUserIn(state: ViewState, blockId: string): string | undefined {
  return stateOf(state, blockId)?.selected_user ?? undefined;
}

function stateOf(state: ViewState, blockId: string): InputState | undefined {
  return state.values[blockIn(state, blockId) ?? '']?.[INPUT_ACTION_ID];
}

function isShown({ name }: FormField, state: ViewState): boolean {
  return stateOf(state, blockIdOf(name)) !== undefined || stateOf(state, blockIdOf(name, 'kept')) !== undefined;
}

function rawOf({ name, type }: FormField, state: ViewState): RawValue {
  const text = inputOf(state, blockIdOf(name)) ?? null;
  const input = stateOf(state, blockIdOf(name));
  switch (type) {
    case 'money':
      return { amount: text, currency: inputOf(state, blockIdOf(name, 'currency')) ?? null };
    case 'date_range':
      return { from: text, to: inputOf(state, blockIdOf(name, 'to')) ?? null };
    case 'datetime':
      return momentOf(input?.selected_date_time ?? null);
    case 'multi_select':
      return input?.selected_options?.map(({ value }) => value) ?? [];
    case 'user':
      return input?.selected_user ? strangerOf(input.selected_user) : null;
    case 'users':
      return input?.selected_users?.map(strangerOf) ?? [];
    default:
      return text;
  }
}

/** Slack sends seconds since 1970. */
function momentOf(seconds: number | null): string | null {
  return seconds === null || !Number.isSafeInteger(seconds * 1000) || Number.isNaN(new Date(seconds * 1000).getTime())
    ? null
    : instant(seconds * 1000);
}

function filesOf(name: string, state: ViewState) {
  const kept = stateOf(state, blockIdOf(name, 'kept'))?.selected_options ?? [];
  return { keptIds: kept.map(({ value }) => value), sent: stateOf(state, blockIdOf(name))?.files ?? [] };
}

/** Inputs of a field that the form does not have any more: the form refuses them, and nothing is dropped unseen. */
function strangers(fields: readonly FormField[], state: ViewState): [string, RawValue][] {
  const names = new Set(fields.map((field) => field.name));
  return Object.keys(state.values).flatMap((blockId): [string, RawValue][] => {
    const name = fieldOfBlock(blockId);
    const isFirst = name !== undefined && blockIn(state, blockIdOf(name)) === blockId;
    return isFirst && !names.has(name) ? [[name, inputOf(state, blockId) ?? null]] : [];
  });
}
