import fc from 'fast-check';
import { expect } from 'vitest';
import type { ApprovalDocument, Step } from '../../../src/engine/document.js';
import type { Preview } from '../../../src/engine/handle.js';
import { MemoryStore } from '../../support/memory-store.js';
import { draftOf, momentOf, submit } from './draft.js';
import { previewOf } from './preview-of.js';
import { randomCompany } from './random-company.js';

/** What became of the documents whose previews were compared with what their submits did. */
export interface Compared {
  submitted: number;
  rejected: number;
  refused: number;
  withFindings: number;
}

const documentsEach = 40;

/** Previews and submits random documents in so many random companies, and expects of each that both say the same. */
export async function comparePreviews(seed: number, companies: number): Promise<Compared> {
  const tally: Compared = { submitted: 0, rejected: 0, refused: 0, withFindings: 0 };
  const fills = fc.array(fc.nat({ max: 1000 }), { minLength: documentsEach, maxLength: documentsEach });
  const property = fc.asyncProperty(randomCompany, fills, async (company, all) => {
    const store = new MemoryStore(structuredClone(company));
    for (const [at, fill] of all.entries()) await compare(store, at, fill, tally);
  });
  await fc.assert(property, { seed, numRuns: companies });
  return tally;
}

async function compare(store: MemoryStore, at: number, fill: number, tally: Compared): Promise<void> {
  const draft = await draftOf(store, at, fill);
  if (draft === undefined) return;
  const preview = await previewOf(store, draft, momentOf(at));
  const answer = await submit(store, draft, at, 'digest' in preview ? preview.digest : 'none');
  const document = store.documents.get(draft.id);
  if ('code' in preview || document === undefined) {
    // What stands in the way of a preview stands in the way of the submit, in the same words.
    expect(answer).toEqual({ kind: 'refused', refusal: preview });
    tally.refused += 1;
    return;
  }
  expect(answer.kind).toBe('done');
  checkSame(preview, document);
  tally.submitted += 1;
  if (document.status === 'rejected') tally.rejected += 1;
  if (document.findings.length > 0) tally.withFindings += 1;
}

function checkSame(preview: Preview, document: ApprovalDocument): void {
  const { route, findings, holds } = preview;
  expect(document.steps.map(taken)).toEqual(shown(preview));
  expect(document.template).toEqual({ key: route.template.key, version: route.template.version });
  expect(document.findings).toEqual(findings);
  expect(document.status).toBe(route.stages.length === 0 ? 'rejected' : 'pending');
  const state = document.status === 'rejected' ? 'released' : 'held';
  expect(document.holds).toEqual(holds.map((hold) => ({ ...hold, state })));
}

/** What a preview says of a step, and what a submitted document says of it. */
function shown({ route, expected }: Preview) {
  return route.stages.flatMap((steps, stage) =>
    steps.map(({ key, name, rule, because, problem, sla, approvers }, at) => {
      const people = approvers.map(({ personId, reasons }) => ({ personId, reasons }));
      // Only the first stage opens at once; the others' times are what is expected, and no promise.
      const dueAt = stage === 0 ? expected[0]?.[at] : null;
      return { stage, key, name, rule, because, problem, sla, people, dueAt };
    }),
  );
}

function taken({ stage, key, name, rule, because, problem, sla, approvers, dueAt }: Step) {
  const people = approvers.map(({ personId, reasons }) => ({ personId, reasons }));
  return { stage, key, name, rule, because, problem, sla, people, dueAt };
}
