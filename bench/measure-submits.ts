import { constants, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../src/engine/answer.js';
import { handle, previewRoute } from '../src/engine/handle.js';
import { leaveTakerIds, tenantId } from './company.js';
import { digest, type House, openHouse } from './house.js';
import { type Percentiles, percentilesOf } from './statistics.js';

const requestsPerPerson = 25;
const warmUpRequests = 100;
const weekMs = 7 * 86_400_000;
const firstLeaveMs = Date.parse('2027-01-04T00:00:00.000Z');
const askedMs = Date.parse('2026-03-02T09:00:00.000Z');

export interface SubmitFigures {
  readonly documents: number;
  readonly requests: number;
  /** Checking the form and saving the draft. */
  readonly create: Percentiles;
  /** The route with its reasons and what the policies say, changing nothing. */
  readonly preview: Percentiles;
  /** The same again inside the transaction that submits, with number, route, quota and trail written. */
  readonly submit: Percentiles;
}

interface Took {
  readonly createMs: number;
  readonly previewMs: number;
  readonly submitMs: number;
}

/** Lets people ask for leave, one request after the other, on a copy of a file that holds so many documents already. */
export async function measureSubmits(folder: string, seeded: string, documents: number): Promise<SubmitFigures> {
  const file = join(folder, 'submits.sqlite');
  copyFileSync(seeded, file, constants.COPYFILE_FICLONE);
  const house = await openHouse(file);
  const took: Took[] = [];
  for (let week = 0; week < requestsPerPerson; week += 1) {
    for (const personId of leaveTakerIds) took.push(await request(house, personId, week));
  }
  await house.database.close();
  const measured = took.slice(warmUpRequests);
  return {
    documents,
    requests: measured.length,
    create: percentilesOf(measured.map((one) => one.createMs)),
    preview: percentilesOf(measured.map((one) => one.previewMs)),
    submit: percentilesOf(measured.map((one) => one.submitMs)),
  };
}

async function request({ store }: House, personId: string, week: number): Promise<Took> {
  const documents = store.documents(tenantId);
  const documentId = `leave-${personId}-${week}`;
  const by = { actorId: personId, documentId };
  const origin = { requestId: `request-${documentId}`, platform: 'slack' };
  const now = new Date(askedMs + week * 60_000).toISOString();

  const started = performance.now();
  const create = { ...by, kind: 'create', nonce: 'create', typeKey: 'leave', input: inputOf(week) } as const;
  expectDone(await handle(documents, create, origin, now, digest));
  const created = performance.now();
  const draft = await documents.read((reader) => reader.document(documentId));
  const content = { documentId, values: draft?.data ?? {} };
  const preview = await previewRoute(documents, 'leave', personId, content, now, digest);
  if (!('digest' in preview)) throw new Error(`no preview: ${preview.code}`);
  const previewed = performance.now();
  const seen = { dataRevision: 1, round: 0 };
  const submit = { ...by, kind: 'submit', nonce: 'submit', seen, routeDigest: preview.digest } as const;
  const answer = expectDone(await handle(documents, submit, origin, now, digest));
  const submitted = performance.now();
  if (answer.status !== 'pending') throw new Error(`a request for leave is ${answer.status}`);
  return { createMs: created - started, previewMs: previewed - created, submitMs: submitted - previewed };
}

/** Two days, another week each time, so that none overlaps the person's earlier ones and all those are looked at. */
function inputOf(week: number) {
  const from = new Date(firstLeaveMs + week * weekMs);
  const to = new Date(from.getTime() + weekMs / 7);
  const day = (date: Date) => date.toISOString().slice(0, 'YYYY-MM-DD'.length);
  return { occasion: `Week ${week}`, period: { from: day(from), to: day(to) } };
}

function expectDone(answer: Answer) {
  if (answer.kind === 'refused') throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
  return answer;
}
