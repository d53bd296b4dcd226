import { z } from 'zod';
import { ApiProblem } from './api-problem.js';

export type MethodArguments = Readonly<Record<string, unknown>>;

/** An argument that travels as JSON inside a form field, or as itself inside a JSON body. */
export const jsonArgument = z.unknown().transform((value, context) => {
  if (typeof value !== 'string') return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return parsed;
  } catch {
    context.addIssue({ code: 'custom', message: 'is not valid JSON' });
    return z.NEVER;
  }
});

export const booleanArgument = z.union([z.boolean(), z.enum(['true', 'false', '1', '0'])]).transform(isTrue);
export const numberArgument = z.coerce.number().int();

export function readArguments<T>(schema: z.ZodType<T>, given: MethodArguments): T {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const details = result.error.issues.map((issue) => {
    const field = issue.path.join('/');
    return given[field] === undefined
      ? `missing required field: ${field}`
      : `${issue.message} [json-pointer:/${field}]`;
  });
  throw new ApiProblem('invalid_arguments', details);
}

/** A Web API body: a form, as Slack's own clients send it, or JSON. */
export function parseBody(contentType: string, body: string): MethodArguments {
  if (!contentType.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(body));
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(body === '' ? '{}' : body));
  } catch {
    throw new ApiProblem('invalid_json');
  }
}

function isTrue(value: boolean | string): boolean {
  return value === true || value === 'true' || value === '1';
}
