import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../engine/ports/log.js';

/**
 * Slack's own lines, in ours. Their debug lines hold request bodies, so they go nowhere; of the others only texts are
 * kept, because an object may be an error that carries a payload.
 */
export function boltLogger(log: Log): Logger {
  return {
    debug: () => undefined,
    info: (...said) => log.debug({ from: 'bolt' }, textOf(said)),
    warn: (...said) => log.warn({ from: 'bolt' }, textOf(said)),
    error: (...said) => log.error({ from: 'bolt' }, textOf(said)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

function textOf(said: readonly unknown[]): string {
  return said.map((one) => (one instanceof Error ? `${one.name}: ${one.message}` : String(one))).join(' ');
}
