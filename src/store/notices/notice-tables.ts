import type { NoticeKind } from '../../engine/notice.js';

/** A message that is about no document. */
export interface NoticeRow {
  tenant_id: string;
  id: string;
  kind: NoticeKind;
  /** What it is about: all notices about one thing change together. */
  subject: string;
  /** JSON `NoticeBody`. */
  body: string;
  user_id: string | null;
  platform: string;
  installation: string;
  chat_user: string;
  conversation: string | null;
  message: string | null;
  state: 'wanted' | 'posting' | 'posted' | 'gone';
  drawn_digest: string | null;
  created_at: string;
  updated_at: string;
  /** When its person wants to hear of us, where nobody clicked: it is not posted before. */
  not_before: string | null;
}

/** A message that says of a document that something waits: it is looked at again whenever that changes. */
export interface NoticeDocumentRow {
  tenant_id: string;
  document_id: string;
  notice_id: string;
}
