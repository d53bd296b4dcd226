import type { SandboxParts } from '../parts.js';
import { openSocket } from './apps.js';
import type { MethodArguments } from './arguments.js';
import { deleteMessage, getPermalink, postEphemeral, postMessage, updateMessage } from './chat.js';
import { conversationHistory, conversationInfo, openConversation } from './conversations.js';
import { fileInfo } from './files.js';
import { completeUpload, uploadPlace } from './share-files.js';
import { authTest, lookupByEmail, teamInfo, userInfo } from './users.js';
import { openView, publishView, pushView, updateView } from './views.js';

export interface WebApiMethod {
  call(parts: SandboxParts, given: MethodArguments): object;
  /** What the app must be allowed to do; undefined where any token will do. */
  readonly scope?: string;
  /** Opened with an app-level token and with no other. */
  readonly isForApps?: true;
}

/** The Web API methods that this Slack knows, with the scopes of Slack's reference. */
export const METHODS: ReadonlyMap<string, WebApiMethod> = new Map<string, WebApiMethod>([
  ['apps.connections.open', { call: openSocket, isForApps: true }],
  ['auth.test', { call: authTest }],
  ['team.info', { call: teamInfo, scope: 'team:read' }],
  ['users.info', { call: userInfo, scope: 'users:read' }],
  ['users.lookupByEmail', { call: lookupByEmail, scope: 'users:read.email' }],
  ['conversations.open', { call: openConversation, scope: 'im:write' }],
  ['conversations.info', { call: conversationInfo, scope: 'im:read' }],
  ['conversations.history', { call: conversationHistory, scope: 'im:history' }],
  ['chat.postMessage', { call: postMessage, scope: 'chat:write' }],
  ['chat.update', { call: updateMessage, scope: 'chat:write' }],
  ['chat.delete', { call: deleteMessage, scope: 'chat:write' }],
  ['chat.postEphemeral', { call: postEphemeral, scope: 'chat:write' }],
  ['chat.getPermalink', { call: getPermalink }],
  ['files.info', { call: fileInfo, scope: 'files:read' }],
  ['files.getUploadURLExternal', { call: uploadPlace, scope: 'files:write' }],
  ['files.completeUploadExternal', { call: completeUpload, scope: 'files:write' }],
  ['views.open', { call: openView }],
  ['views.push', { call: pushView }],
  ['views.update', { call: updateView }],
  ['views.publish', { call: publishView }],
]);
