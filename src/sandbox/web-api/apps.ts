import type { SandboxParts } from '../parts.js';
import { ApiProblem } from './api-problem.js';

/** The address of a new Socket Mode connection. */
export function openSocket({ sockets, url }: SandboxParts) {
  if (sockets === undefined) throw new ApiProblem('socket_mode_not_enabled');
  return { url: `${url.replace(/^http/, 'ws')}${sockets.newPath()}` };
}
