/** A slot of the timetable that was taken. Of the whole house. */
export interface TimetableSlotRow {
  entry: string;
  /** An IANA name; empty for all zones together. */
  zone: string;
  slot: string;
  taken_at: string;
}

/** What happened so often, ever; counted by triggers. */
export interface CounterRow {
  tenant_id: string;
  name: string;
  value: number;
}
