import { LEGACY_TOKEN } from '../outgoing/payload-parts.js';
import type { SandboxParts } from '../parts.js';
import { type ResponseBody, responseBody } from '../response-urls.js';
import type { Screen } from '../view-stacks.js';
import { ApiProblem } from '../web-api/api-problem.js';
import { hasScope } from '../web-api/scopes.js';
import { ActRefused } from './act-refused.js';
import { type ActOptions, type ActOutcome, actingPerson, sendCopies } from './person.js';

/** Types a slash command into one's conversation with the bot. */
export async function runCommand(
  parts: SandboxParts,
  userId: string,
  command: string,
  text: string,
  options: ActOptions = {},
): Promise<ActOutcome> {
  const call = parts.bot.form('command', commandFields(parts, { userId, tab: options.tab }, command, text));
  const answers = await sendCopies(parts, call, options.copies);
  const [answer] = answers;
  const problem =
    answer.problem ??
    showAnswers(
      parts,
      userId,
      answers.map((one) => one.body),
    );
  const error = problem === undefined ? undefined : `${command} failed with the error "${problem}"`;
  if (error !== undefined) parts.workspace.tell(userId, error);
  return { status: answer.status, body: answer.body, durationMs: answer.durationMs, error, answers };
}

function commandFields(parts: SandboxParts, screen: Screen, command: string, text: string) {
  const { userId } = screen;
  const known = parts.options.commands.some((one) => one.name === command);
  if (!known || !hasScope(parts, 'commands')) throw new ActRefused(`${command} is not a valid command`);
  const person = actingPerson(parts, userId);
  const teamId = person.teamId ?? parts.options.team.id;
  return {
    token: LEGACY_TOKEN,
    team_id: teamId,
    team_domain: teamId === parts.options.team.id ? parts.options.team.domain : teamId.toLowerCase(),
    channel_id: parts.workspace.channelFor(userId).id,
    channel_name: 'directmessage',
    user_id: userId,
    user_name: person.name,
    command,
    text,
    api_app_id: parts.options.bot.appId,
    is_enterprise_install: 'false',
    response_url: `${parts.url}${parts.responseUrls.make(userId)}`,
    trigger_id: parts.triggers.make(screen),
  };
}

function showAnswers(parts: SandboxParts, userId: string, bodies: readonly string[]) {
  try {
    for (const body of bodies) {
      const said = parseAnswer(body);
      if (said !== undefined) parts.responseUrls.say(userId, said);
    }
    return undefined;
  } catch (error) {
    if (error instanceof ApiProblem) return 'invalid_command_response' as const;
    throw error;
  }
}

/** An empty answer says nothing; JSON may carry blocks; anything else is plain text. */
function parseAnswer(body: string): ResponseBody | undefined {
  if (body.trim() === '') return undefined;
  if (!body.trimStart().startsWith('{')) return responseBody.parse({ text: body });
  const result = responseBody.safeParse(parseJson(body));
  if (!result.success) throw new ApiProblem('invalid_payload');
  const { text, blocks } = result.data;
  return (text ?? '') === '' && blocks === undefined ? undefined : result.data;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ApiProblem('invalid_json');
  }
}
