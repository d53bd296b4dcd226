import { z } from 'zod';
import { fileForApp } from '../file-shape.js';
import type { SandboxParts } from '../parts.js';
import { ApiProblem } from './api-problem.js';
import { type MethodArguments, readArguments } from './arguments.js';

const infoArguments = z.object({ file: z.string().min(1) });

export function fileInfo(parts: SandboxParts, given: MethodArguments) {
  const file = parts.uploads.find(readArguments(infoArguments, given).file);
  if (file === undefined) throw new ApiProblem('file_not_found');
  if (file.deleted) throw new ApiProblem('file_deleted');
  return { file: fileForApp(parts, file), comments: [], response_metadata: { next_cursor: '' } };
}
