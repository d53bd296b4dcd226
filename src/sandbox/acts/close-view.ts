import type { SandboxPerson } from '../options.js';
import { whoAndWhere } from '../outgoing/payload-parts.js';
import type { SandboxParts } from '../parts.js';
import type { SlackView } from '../view.js';
import { viewForApp } from '../view-shape.js';
import { ActRefused } from './act-refused.js';
import { actingPerson } from './person.js';

/** Closes a modal with its X or Cancel: the one on top, or all of them where it says so. */
export async function closeModal(parts: SandboxParts, userId: string, viewId: string): Promise<void> {
  const person = actingPerson(parts, userId);
  const stack = parts.views.stackWith(userId, viewId);
  const top = stack?.views.at(-1);
  if (stack === undefined || top?.id !== viewId) throw new ActRefused('That modal is not open');
  if (top.clear_on_close) parts.views.clear(stack);
  else parts.views.pop(stack);
  const closed = top.clear_on_close ? stack.views : [top];
  const told = closed.filter((view) => view.notify_on_close);
  await Promise.all(told.map((view) => tellClosed(parts, person, view, top.clear_on_close)));
}

/** Nothing can be opened in answer to this, so it carries no trigger. */
async function tellClosed(
  parts: SandboxParts,
  person: SandboxPerson,
  view: SlackView,
  isCleared: boolean,
): Promise<void> {
  const { trigger_id: _none, ...who } = whoAndWhere(parts, person);
  const payload = { type: 'view_closed', ...who, view: viewForApp(view), is_cleared: isCleared };
  await parts.bot.send(parts.bot.interaction('view_closed', payload));
}
