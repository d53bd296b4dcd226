import type { AuditCheckpointRow, AuditLogRow, AuditMovedChainRow, AuditPayloadRow } from './audit/audit-tables.js';
import type { DelegationRow } from './delegations/delegation-tables.js';
import type {
  CalendarRow,
  DocumentTypeRow,
  HolidayRow,
  PolicyRow,
  PolicyTestRow,
  TemplateRow,
  TemplateStepRow,
} from './documents/definition-tables.js';
import type { DeputyRow, QuestionRow } from './documents/deputy-tables.js';
import type { AttachmentRow, FileLinkRow } from './files/file-tables.js';
import type { FormDraftRow } from './form-drafts/form-draft-tables.js';
import type { IdentityClaimRow } from './identities/identity-tables.js';
import type { NoticeDocumentRow, NoticeRow } from './notices/notice-tables.js';
import type { PendingUploadRow } from './pending-uploads/pending-upload-tables.js';
import type { PreferenceRow } from './preferences/preference-tables.js';
import type { ReminderRow } from './reminders/reminder-tables.js';
import type { CounterRow, TimetableSlotRow } from './upkeep/upkeep-tables.js';

/** The tables as the newest migration leaves them. Every one but `tenants` and `timetable_slots` belongs to a tenant by `tenant_id`. */
export interface Tables {
  tenants: TenantRow;
  org_units: UnitRow;
  users: UserRow;
  roles: RoleRow;
  role_assignments: RoleAssignmentRow;
  chat_installations: ChatInstallationRow;
  chat_identities: ChatIdentityRow;
  document_types: DocumentTypeRow;
  approval_templates: TemplateRow;
  approval_template_steps: TemplateStepRow;
  policies: PolicyRow;
  policy_tests: PolicyTestRow;
  calendars: CalendarRow;
  holidays: HolidayRow;
  groups: GroupRow;
  group_members: GroupMemberRow;
  document_sequences: DocumentSequenceRow;
  documents: DocumentRow;
  approval_steps: StepRow;
  approvers: ApproverRow;
  deputies: DeputyRow;
  questions: QuestionRow;
  delegations: DelegationRow;
  quota_balances: QuotaBalanceRow;
  quota_entries: QuotaEntryRow;
  handled_commands: HandledCommandRow;
  audit_logs: AuditLogRow;
  audit_payloads: AuditPayloadRow;
  audit_checkpoints: AuditCheckpointRow;
  audit_moved_chains: AuditMovedChainRow;
  attachments: AttachmentRow;
  file_links: FileLinkRow;
  form_drafts: FormDraftRow;
  pending_uploads: PendingUploadRow;
  identity_claims: IdentityClaimRow;
  notices: NoticeRow;
  notice_documents: NoticeDocumentRow;
  reminders: ReminderRow;
  preferences: PreferenceRow;
  timetable_slots: TimetableSlotRow;
  counters: CounterRow;
  outbox: OutboxRow;
  cards: CardRow;
}

export interface TenantRow {
  id: string;
  name: string;
  time_zone: string;
  locale: string;
  created_at: string;
  /** Key of the calendar that counts where none is named. */
  calendar: string | null;
  /** Key of the group that is asked where nobody else is found. */
  fallback_group: string | null;
}

export interface UnitRow {
  tenant_id: string;
  id: string;
  name: string;
  parent_id: string | null;
  head_id: string | null;
}

export interface UserRow {
  tenant_id: string;
  id: string;
  name: string;
  email: string;
  title: string | null;
  status: 'active' | 'inactive';
  unit_id: string | null;
  manager_id: string | null;
  locale: string | null;
  time_zone: string | null;
}

export interface RoleRow {
  tenant_id: string;
  key: string;
  name: string;
  /** JSON list of permissions. */
  permissions: string;
  /** 0 or 1: every active person holds it, which stands in `role_assignments` as well. */
  everyone: number;
  /** 0 or 1. */
  confirm_identity: number;
}

export interface RoleAssignmentRow {
  tenant_id: string;
  role_key: string;
  user_id: string;
  /** Empty for the whole tenant. */
  unit_id: string;
}

export interface ChatInstallationRow {
  tenant_id: string;
  platform: string;
  /** Slack: the team's id. */
  installation: string;
  created_at: string;
}

export interface ChatIdentityRow {
  tenant_id: string;
  platform: string;
  installation: string;
  chat_user: string;
  user_id: string;
}

export interface GroupRow {
  tenant_id: string;
  key: string;
  name: string;
}

export interface GroupMemberRow {
  tenant_id: string;
  group_key: string;
  user_id: string;
}

export interface DocumentSequenceRow {
  tenant_id: string;
  type_key: string;
  year: number;
  last: number;
}

export interface DocumentRow {
  tenant_id: string;
  id: string;
  version: number;
  type_key: string;
  type_version: number;
  number: string | null;
  title: string;
  submitter_id: string;
  status: string;
  /** JSON `FormValues`. */
  data: string;
  data_revision: number;
  round: number;
  template_key: string | null;
  template_version: number | null;
  /** Progress masks go in as bigint and come out through a cast to text: plain numbers round above 2^53. */
  target_mask: bigint;
  approved_mask: bigint;
  created_at: string;
  submitted_at: string | null;
  closed_at: string | null;
  /** JSON list of `PolicyFinding`; null for none, as in the next two. */
  findings: string | null;
  /** JSON list of `QuotaHold`. */
  holds: string | null;
  /** JSON list of people's ids. */
  author_ids: string | null;
  deleted_at: string | null;
  completed_at: string | null;
  completed_by: string | null;
  nudged_at: string | null;
  cancel_at: string | null;
  cancelled_because: string | null;
  /** 0 or 1: nobody's click caused what its cards show. */
  by_clock: number;
}

export interface StepRow {
  tenant_id: string;
  id: string;
  document_id: string;
  round: number;
  stage: number;
  bit: number;
  key: string;
  name: string;
  status: string;
  vote_rule: string;
  opening: number;
  opened_at: string | null;
  closed_at: string | null;
  because: string | null;
  problem: string | null;
  /** JSON `StepSla`; what the first versions wrote has no ladder. */
  sla: string | null;
  due_at: string | null;
  /** Beside the approvers; 0 for a step without any, too, whose one place needs no counting. */
  open_places: number;
  /** JSON list of times; null for none. */
  ladder_at: string | null;
  rungs_fired: number;
  expired_as: string | null;
  paused_at: string | null;
  /** When the next rung fires; null where none will as things are. */
  next_rung_at: string | null;
  /** 0 or 1: whether there are rows in `deputies`. */
  has_deputies: number;
  /** 0 or 1: whether there are rows in `questions`. */
  has_questions: number;
}

/** A person put on a step; with `replaced_at` one whose place somebody else has taken. */
export interface ApproverRow {
  tenant_id: string;
  document_id: string;
  round: number;
  step_id: string;
  user_id: string;
  /** JSON list of `Reason`. */
  reasons: string;
  decision: string | null;
  comment: string | null;
  decided_at: string | null;
  data_revision: number | null;
  put_by: string | null;
  replaced_at: string | null;
  /** Of somebody replaced: 1 where the step was open by then. */
  was_asked: number;
  /** When the step opened, as long as it is open and waits for this person. */
  asked_since: string | null;
  /** The deputy who voted in this place; null where its approver did. */
  voted_by: string | null;
}

/** What a person's documents hold and have spent, in hundredths of the policy's unit; the sum of their `quota_entries`. */
export interface QuotaBalanceRow {
  tenant_id: string;
  policy_key: string;
  user_id: string;
  year: number;
  held: number;
  spent: number;
}

/** One move of a quota. Rows are never changed. */
export interface QuotaEntryRow {
  tenant_id: string;
  document_id: string;
  /** The document's version after it: the last audit entry of the same commit. */
  seq: number;
  policy_key: string;
  user_id: string;
  year: number;
  kind: 'hold' | 'spend' | 'release';
  /** In hundredths, above 0. */
  amount: number;
  at: string;
}

export interface HandledCommandRow {
  tenant_id: string;
  idempotency_key: string;
  /** JSON `Done`. */
  answer: string;
  handled_at: string;
}

export interface OutboxRow {
  tenant_id: string;
  kind: string;
  subject: string;
  generation: number;
  state: 'due' | 'failed';
  due_at: string;
  lease_owner: string | null;
  lease_until: string | null;
  attempts: number;
  last_error: string | null;
  request_id: string;
  created_at: string;
  /** Of the wishes that came while it was held, when the earliest is due; null for none. */
  again_at: string | null;
}

export interface CardRow {
  tenant_id: string;
  id: string;
  document_id: string;
  role: string;
  subject: string;
  user_id: string;
  platform: string;
  installation: string;
  chat_user: string;
  conversation: string | null;
  message: string | null;
  state: 'wanted' | 'posting' | 'posted' | 'gone';
  drawn_version: number;
  drawn_digest: string | null;
  updated_at: string;
  /** When its person wants to hear of us, where nobody clicked: it is not posted before. */
  not_before: string | null;
}
