import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryStore } from '../../support/memory-store.js';
import { runSeed } from '../../support/run-seed.js';
import { comparePreviews } from './compare-previews.js';
import { draftOf, momentOf, submit } from './draft.js';
import { pick } from './names.js';
import { previewOf } from './preview-of.js';
import { randomCompany } from './random-company.js';

const seed = runSeed();

test(`what a preview shows is what a submit does (seed ${seed})`, async () => {
  const tally = await comparePreviews(seed, 8);
  expect(tally.submitted).toBeGreaterThan(20);
});

test(`a definition that changes between preview and submit shows the new route instead (seed ${seed})`, async () => {
  let changed = 0;
  const choice = fc.record({ fill: fc.nat({ max: 1000 }), which: fc.nat({ max: 9 }) });
  await fc.assert(
    fc.asyncProperty(randomCompany, choice, async (company, { fill, which }) => {
      const store = new MemoryStore(structuredClone(company));
      const draft = await draftOf(store, 0, fill);
      const before = draft && (await previewOf(store, draft, momentOf(1)));
      if (draft === undefined || before === undefined || 'code' in before) return;
      const template = pick([...store.company.templates.values()], which);
      if (template?.key !== before.route.template.key) return;
      store.company.templates.set(template.key, { ...template, version: 2, stages: template.stages.slice(1) });
      const after = await previewOf(store, draft, momentOf(1));
      const answer = await submit(store, draft, 1, before.digest);
      expect(store.documents.get(draft.id)?.status).toBe('draft');
      if ('code' in after) expect(answer).toEqual({ kind: 'refused', refusal: after });
      else {
        const refusal = { code: 'route-changed', route: after.route, digest: after.digest };
        expect(answer).toEqual({ kind: 'refused', refusal });
        expect(await submit(store, draft, 1, after.digest)).toMatchObject({ kind: 'done' });
        changed += 1;
      }
    }),
    { seed, numRuns: 80 },
  );
  expect(changed).toBeGreaterThan(0);
});
