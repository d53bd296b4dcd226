/** What brings tasks from the outbox to their handlers. Several engines, of either kind, may share one outbox. */
export interface JobEngine {
  start(): void;
  /**
   * Takes nothing more, lets what is under way end, and frees what was not begun. What has not ended after `limitMs`
   * stays held until its lease is over: its call may still arrive. A stopped engine is not started again.
   */
  stop(limitMs?: number): Promise<void>;
  /**
   * Looks at once at the timetable and at what is due: the clock may have moved. Resolves when the slots that have come
   * are taken, which is before what they owe is done.
   */
  wake(): Promise<void>;
  state(): EngineState;
  /** Rejects while what it needs beside the database cannot be reached; an engine that needs nothing else never does. */
  check(): Promise<void>;
}

/** For whoever asks how it goes. */
export interface EngineState {
  readonly engine: 'embedded' | 'bullmq';
  /** Tasks that a handler works on at this moment. */
  readonly underWay: number;
  /** What keeps tasks from their handlers at this moment, for an operator; undefined while nothing does. */
  readonly trouble: string | undefined;
}

/** How long `stop` waits for what is under way unless told otherwise. */
export const stopMsDefault = 10_000;
