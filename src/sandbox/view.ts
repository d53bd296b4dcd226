import type { Block } from './block-kit/blocks.js';
import type { PlainText } from './block-kit/text.js';

/** A modal or Home tab as Slack gives it to the app, apart from `state`, which exists only while someone types. */
export interface SlackView {
  readonly id: string;
  readonly team_id: string;
  readonly app_id: string;
  readonly app_installed_team_id: string;
  readonly bot_id: string;
  readonly type: 'modal' | 'home';
  readonly blocks: readonly Block[];
  readonly private_metadata: string;
  readonly callback_id: string;
  readonly external_id: string;
  readonly hash: string;
  readonly title: PlainText | null;
  readonly submit: PlainText | null;
  readonly close: PlainText | null;
  readonly clear_on_close: boolean;
  readonly notify_on_close: boolean;
  readonly submit_disabled: boolean;
  readonly root_view_id: string;
  readonly previous_view_id: string | null;
}
