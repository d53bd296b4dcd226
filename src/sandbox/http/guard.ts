import type { IncomingMessage } from 'node:http';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * A page of some other site can make this machine's browser call a loopback port, and with a name that it lets resolve
 * to 127.0.0.1 it can even read the answers. Its own name stands in `Host`, its origin in `Origin`; both must be ours.
 * Gives the reason for a refusal.
 */
export function refusal(incoming: IncomingMessage, port: number): string | undefined {
  const { host, origin } = incoming.headers;
  const hosts = LOOPBACK_NAMES.map((name) => `${name}:${port}`);
  if (host === undefined || !hosts.includes(host)) return 'This sandbox answers to loopback names only';
  if (origin !== undefined && origin !== `http://${host}`) return 'Another site may not use this sandbox';
  const site = incoming.headers['sec-fetch-site'];
  const isNavigation = incoming.headers['sec-fetch-mode'] === 'navigate' && incoming.method === 'GET';
  const isOwn = site === undefined || site === 'same-origin' || site === 'none' || isNavigation;
  return isOwn ? undefined : 'Another site may not use this sandbox';
}
