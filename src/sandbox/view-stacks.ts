import { randomBytes } from 'node:crypto';
import { LIMITS } from './block-kit/limits.js';
import type { HomeView, ModalView } from './block-kit/surfaces.js';
import type { ViewInputs } from './element-value.js';
import { heldInputs, mergedInputs } from './kept-inputs.js';
import type { SandboxOptions } from './options.js';
import type { StateFile, StoredTable } from './state-file.js';
import type { SlackView } from './view.js';
import { ApiProblem } from './web-api/api-problem.js';
import type { Workspace } from './workspace.js';

/** A person, and which of their open pages: a modal shows only where it was asked for. */
export interface Screen {
  readonly userId: string;
  /** Absent for what was done without a page. */
  readonly tab?: string | undefined;
}

interface Stack extends Screen {
  /** The root first, the one on top last. */
  readonly views: readonly SlackView[];
  /** What elements of these views hold although their blocks say otherwise, by the view's id. */
  readonly held?: Held;
}

type Held = Readonly<Record<string, ViewInputs>>;

const SCREENS_MAX = 20;

/** Whose modals are open where, and what each Home tab shows. */
export class ViewStacks {
  readonly #options: SandboxOptions;
  readonly #workspace: Workspace;
  readonly #stacks: StoredTable<Stack>;
  readonly #homes: StoredTable<SlackView>;

  constructor(options: SandboxOptions, workspace: Workspace, state: StateFile) {
    this.#options = options;
    this.#workspace = workspace;
    this.#stacks = state.table('view-stacks');
    this.#homes = state.table('homes');
  }

  stackOf(screen: Screen): readonly SlackView[] {
    return this.#stacks.get(keyOf(screen))?.views ?? [];
  }

  /** What lies before a person: of several screens the one where a modal was opened last. */
  newestStackOf(userId: string): readonly SlackView[] {
    return this.#stacksOf(userId).at(-1)?.views ?? [];
  }

  /** The stack of this person in which a modal lies, wherever in it. */
  stackWith(userId: string, viewId: string): Stack | undefined {
    return this.#stacksOf(userId).find((stack) => stack.views.some((view) => view.id === viewId));
  }

  /** What a person has put into a view so far, as far as the app was told of it. */
  heldIn(viewId: string): ViewInputs {
    const found = this.find({ viewId });
    return found?.stack.held?.[viewId] ?? {};
  }

  /** The client of a person keeps what was filled in whenever it tells the app something. */
  remember(viewId: string, inputs: ViewInputs): void {
    const found = this.find({ viewId });
    if (found === undefined) return;
    const { stack } = found;
    this.#keep(stack, stack.views, { ...stack.held, [viewId]: mergedInputs(this.heldIn(viewId), inputs) });
  }

  homeOf(userId: string): SlackView | undefined {
    return this.#homes.get(userId);
  }

  /** Opens a modal. One that was open there before is gone, as when Slack opens another. */
  open(screen: Screen, modal: ModalView): SlackView {
    const id = newViewId();
    const view = this.#asView(modal, { id, root_view_id: id, previous_view_id: null });
    this.#stacks.delete(keyOf(screen));
    this.#keep(screen, [view]);
    this.#forgetOldest(screen.userId);
    return view;
  }

  push(screen: Screen, modal: ModalView): SlackView {
    const stack = this.#stacks.get(keyOf(screen));
    const below = stack?.views.at(-1);
    if (stack === undefined || below === undefined) throw new ApiProblem('not_found');
    if (stack.views.length >= LIMITS.viewStackMax) throw new ApiProblem('push_limit_reached');
    const view = this.#asView(modal, { id: newViewId(), root_view_id: below.root_view_id, previous_view_id: below.id });
    this.#keep(screen, [...stack.views, view], stack.held);
    return view;
  }

  /** `hash` is what the app saw last; when something changed since, Slack refuses. */
  update(
    wanted: { viewId?: string | undefined; externalId?: string | undefined },
    modal: ModalView,
    hash?: string,
  ): SlackView {
    const found = this.find(wanted);
    if (found === undefined) throw new ApiProblem('not_found');
    const { stack, view: before } = found;
    if (hash !== undefined && hash !== before.hash) throw new ApiProblem('hash_conflict');
    const view = this.#asView(modal, before);
    const views = stack.views.map((other) => (other.id === before.id ? view : other));
    const held = heldInputs(this.heldIn(before.id), before.blocks, view.blocks);
    this.#keep(stack, views, { ...stack.held, [before.id]: held });
    return view;
  }

  publish(userId: string, home: HomeView, hash?: string): SlackView {
    const before = this.#homes.get(userId);
    if (hash !== undefined && hash !== before?.hash) throw new ApiProblem('hash_conflict');
    const id = before?.id ?? newViewId();
    const view = this.#asView(home, { id, root_view_id: id, previous_view_id: null });
    this.#homes.set(userId, view);
    this.#workspace.changed(userId);
    return view;
  }

  find(wanted: {
    viewId?: string | undefined;
    externalId?: string | undefined;
  }): { stack: Stack; view: SlackView } | undefined {
    for (const stack of this.#stacks.values()) {
      const view = stack.views.find((one) => one.id === wanted.viewId || isSame(one.external_id, wanted.externalId));
      if (view !== undefined) return { stack, view };
    }
    return undefined;
  }

  /** Takes the view on top away; what is below shows again. */
  pop(screen: Screen): void {
    const stack = this.#stacks.get(keyOf(screen));
    if (stack !== undefined) this.#keep(screen, stack.views.slice(0, -1), stack.held);
  }

  clear(screen: Screen): void {
    this.#keep(screen, []);
  }

  #stacksOf(userId: string): readonly Stack[] {
    return [...this.#stacks.values()].filter((stack) => stack.userId === userId);
  }

  /** Nobody tells when a page with an open modal is closed for good. */
  #forgetOldest(userId: string): void {
    for (const stack of this.#stacksOf(userId).slice(0, -SCREENS_MAX)) this.#stacks.delete(keyOf(stack));
  }

  #keep({ userId, tab }: Screen, views: readonly SlackView[], held: Held = {}): void {
    const key = keyOf({ userId, tab });
    const ids = new Set(views.map((view) => view.id));
    const stillHeld = Object.fromEntries(Object.entries(held).filter(([id]) => ids.has(id)));
    if (views.length === 0) this.#stacks.delete(key);
    else this.#stacks.set(key, { userId, tab, views, held: stillHeld });
    this.#workspace.changed(userId);
  }

  #asView(given: ModalView | HomeView, place: Pick<SlackView, 'id' | 'root_view_id' | 'previous_view_id'>): SlackView {
    const modal = given.type === 'modal' ? given : undefined;
    return {
      id: place.id,
      team_id: this.#options.team.id,
      app_id: this.#options.bot.appId,
      app_installed_team_id: this.#options.team.id,
      bot_id: this.#options.bot.botId,
      type: given.type,
      blocks: given.blocks,
      private_metadata: given.private_metadata,
      callback_id: given.callback_id,
      external_id: given.external_id,
      hash: `${Math.floor(this.#workspace.now() / 1000)}.${randomBytes(4).toString('hex')}`,
      title: modal?.title ?? null,
      submit: modal?.submit ?? null,
      close: modal?.close ?? null,
      clear_on_close: modal?.clear_on_close ?? false,
      notify_on_close: modal?.notify_on_close ?? false,
      submit_disabled: modal?.submit_disabled ?? false,
      root_view_id: place.root_view_id,
      previous_view_id: place.previous_view_id,
    };
  }
}

function keyOf({ userId, tab }: Screen): string {
  return tab === undefined ? userId : `${userId}/${tab}`;
}

function isSame(given: string, wanted: string | undefined): boolean {
  return wanted !== undefined && wanted !== '' && given === wanted;
}

function newViewId(): string {
  return `V${randomBytes(5).toString('hex').toUpperCase()}`;
}
