import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureApply } from './measure-apply.js';
import { measureServe } from './measure-clicks.js';
import { measureDecisions } from './measure-decisions.js';
import { measureLists } from './measure-lists.js';
import { measureSubmits } from './measure-submits.js';
import { applyReport, decisionReport, listReport, serveReport, submitReport } from './report.js';
import { seed } from './seed.js';

const tableSizes = [1_000, 100_000];

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'string' }, dir: { type: 'string', default: tmpdir() } } });
  const machine = {
    node: process.version,
    platform: process.platform,
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
  };
  console.log(
    `Node ${machine.node} on ${machine.platform}, ${machine.cores} × ${machine.cpu}, files in ${values.dir}\n`,
  );
  const folder = mkdtempSync(join(values.dir, 'countersign-bench-'));
  try {
    const sizes = [];
    for (const documents of tableSizes) sizes.push(await measureSize(folder, documents));
    const apply = await measureApply(folder);
    console.log(applyReport(apply));
    const serve = await measureServe(folder);
    console.log(serveReport(serve));
    const figures = { at: new Date().toISOString(), machine, sizes, apply, serve };
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Everything that may depend on how many documents there are. */
async function measureSize(folder: string, documents: number) {
  const seeded = join(folder, `seeded-${documents}.sqlite`);
  await seed(seeded, documents);
  const decisions = await measureDecisions(folder, seeded, documents);
  console.log(decisionReport(decisions));
  const submits = await measureSubmits(folder, seeded, documents);
  console.log(submitReport(submits));
  const lists = await measureLists(seeded, documents);
  console.log(listReport(lists));
  return { documents, decisions, submits, lists };
}

await main();
