import type { AuthorshipColumns } from './authorship.js';

export interface DocumentTypeRow extends AuthorshipColumns {
  tenant_id: string;
  key: string;
  version: number;
  name: string;
  prefix: string;
  description: string | null;
  /** JSON list of form fields. */
  form_schema: string;
  title_field: string;
  visible_to_managers: number;
  created_at: string;
  /** JSON `AttachmentRule`. */
  attachments: string | null;
  /** JSON `Completion`. */
  completion: string | null;
}

export interface TemplateRow extends AuthorshipColumns {
  tenant_id: string;
  key: string;
  version: number;
  name: string;
  type_key: string;
  priority: number;
  created_at: string;
  /** JSON `Rule`. */
  condition: string | null;
}

export interface TemplateStepRow {
  tenant_id: string;
  template_key: string;
  template_version: number;
  /** Order within the template; `stage` groups those that run in parallel. */
  position: number;
  stage: number;
  key: string;
  name: string;
  /** JSON list of `Who`. */
  who: string;
  /** JSON `VoteRule`. */
  vote_rule: string;
  /** JSON `Rule`. */
  when_rule: string | null;
  because: string | null;
  /** JSON `Sla`. */
  sla: string | null;
}

export interface PolicyRow extends AuthorshipColumns {
  tenant_id: string;
  key: string;
  version: number;
  name: string;
  type_key: string;
  priority: number;
  /** JSON `Rule`. */
  when_rule: string | null;
  /** JSON `PolicyCheck`. */
  check_rule: string;
  /** 0 or 1. */
  active: number;
  created_at: string;
}

/** What the definitions of a company must do. */
export interface PolicyTestRow {
  tenant_id: string;
  name: string;
  /** JSON `PolicyTest`. */
  body: string;
}

export interface CalendarRow {
  tenant_id: string;
  key: string;
  name: string;
  time_zone: string;
  /** JSON `WorkingWeek`. */
  hours: string;
}

export interface HolidayRow {
  tenant_id: string;
  calendar_key: string;
  date: string;
  name: string;
}
