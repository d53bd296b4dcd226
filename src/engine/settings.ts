/** What counts where a document type or a step says nothing else. */
export interface EngineSettings {
  /** Files of one document. */
  readonly attachmentsMax: number;
  /** Of one file. */
  readonly fileBytesMax: number;
  /** Business hours a step may take. */
  readonly slaHours: number;
  /** Business hours after which approvers are reminded, where a template has no ladder of its own. */
  readonly reminderHours: number;
  readonly allowsDelegation: boolean;
  /** Days after which a returned document that nobody works on is cancelled. */
  readonly autoCancelDays: number;
}

/** What the environment's settings are when nothing is set. */
export const defaultSettings: EngineSettings = {
  attachmentsMax: 5,
  fileBytesMax: 10 * 1024 * 1024,
  slaHours: 24,
  reminderHours: 12,
  allowsDelegation: true,
  autoCancelDays: 30,
};
