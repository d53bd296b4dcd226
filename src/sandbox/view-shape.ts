import type { SlackView } from './view.js';
import type { ViewState } from './view-values.js';

/** A view as Slack gives it to the app, with what the person has filled in so far. */
export function viewForApp(view: SlackView, values: ViewState = {}) {
  return { ...view, state: { values } };
}
