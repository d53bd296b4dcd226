import { useState } from 'react';
import type { PageState } from '../page-state.js';
import { useReader } from './reader-context.js';
import { moveClock } from './sandbox-api.js';
import { useNow } from './use-now.js';

const MOVES = [
  { label: '+1 hour', hours: 1 },
  { label: '+4 hours', hours: 4 },
  { label: '+1 day', hours: 24 },
  { label: '+1 week', hours: 7 * 24 },
] as const;

interface ClockControlProps {
  readonly clock: NonNullable<PageState['clock']>;
  complain(problem: string): void;
}

/** What time it is in the workspace, and buttons that let it go on, for whoever does not want to wait for a reminder. */
export function ClockControl({ clock, complain }: ClockControlProps) {
  const { aheadMs } = useReader();
  const now = new Date(useNow() + aheadMs);
  const [isMoving, setMoving] = useState(false);

  async function move(hours: number): Promise<void> {
    setMoving(true);
    try {
      await moveClock(hours);
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error));
    } finally {
      setMoving(false);
    }
  }

  return (
    <section className="clock" aria-label="Demo clock" data-testid="clock" data-moving={isMoving}>
      <p className="clock-time">
        <span className="clock-lead">{isMoving ? 'Time goes on…' : 'Demo time'}</span>{' '}
        <time dateTime={now.toISOString()} data-testid="clock-time">
          {timeIn(clock.timeZone, now)}
        </time>
      </p>
      <div className="clock-moves">
        {MOVES.map(({ label, hours }) => (
          <button key={label} type="button" disabled={isMoving} onClick={() => move(hours)}>
            {label}
          </button>
        ))}
      </div>
    </section>
  );
}

function timeIn(timeZone: string, at: Date): string {
  const format = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-GB', { ...format, timeZone, timeZoneName: 'short' }).format(at);
}
