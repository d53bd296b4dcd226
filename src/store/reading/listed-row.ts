import { sql } from 'kysely';

/** One line of a list of documents, as it is read. */
export interface ListedRow {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly status: string;
  readonly type_name: string;
  readonly submitter: string;
  readonly target_mask: string;
  readonly approved_mask: string;
  /** 0 or 1; 2 where the engine has to judge it. */
  readonly is_stuck: number;
  readonly at: string | null;
  /** Where it stands in the order of the list. */
  readonly placed_at: string | null;
  /** For whom somebody is asked who is not asked themselves. */
  readonly for_name?: string;
}

/** As text: a mask with its high bits set does not fit a JavaScript number. */
export function masks() {
  return [
    sql<string>`cast(d.target_mask as text)`.as('target_mask'),
    sql<string>`cast(d.approved_mask as text)`.as('approved_mask'),
  ] as const;
}
