import type { Block, ExternalMenu, InteractiveElement } from './block-kit/blocks.js';
import type { MenuOption } from './block-kit/option.js';

/** Menus whose options are remembered; the one that was asked for longest ago is forgotten first. */
const MENUS_MAX = 500;

/** What the app offered whom for which menu. A person can choose nothing else. */
export class Offers {
  readonly #menus = new Map<string, Map<string, MenuOption>>();

  remember(userId: string, block: Block, menu: ExternalMenu, options: readonly MenuOption[]): void {
    const key = keyOf(userId, block, menu);
    const known = this.#menus.get(key) ?? new Map<string, MenuOption>();
    for (const option of options) known.set(option.value, option);
    this.#menus.delete(key);
    this.#menus.set(key, known);
    const [oldest] = this.#menus.keys();
    if (this.#menus.size > MENUS_MAX && oldest !== undefined) this.#menus.delete(oldest);
  }

  find(userId: string, block: Block, element: InteractiveElement, value: string): MenuOption | undefined {
    const offered = this.#menus.get(keyOf(userId, block, element))?.get(value);
    return offered ?? initialOptions(element).find((option) => option.value === value);
  }
}

function initialOptions(element: InteractiveElement): readonly MenuOption[] {
  if (element.type === 'external_select') return element.initial_option === undefined ? [] : [element.initial_option];
  return element.type === 'multi_external_select' ? (element.initial_options ?? []) : [];
}

function keyOf(userId: string, block: Block, element: InteractiveElement): string {
  return JSON.stringify([userId, block.block_id, element.action_id]);
}
