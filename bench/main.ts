import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureApply } from './measure-apply.js';
import { measureBacklog } from './measure-backlog.js';
import { measureServe } from './measure-clicks.js';
import { measureDecisions } from './measure-decisions.js';
import { measureLatency } from './measure-latency.js';
import { measureLists } from './measure-lists.js';
import { measureQueue } from './measure-queue.js';
import { measureSubmits } from './measure-submits.js';
import { benchRedis } from './redis.js';
import {
  applyReport,
  backlogReport,
  decisionReport,
  latencyReport,
  listReport,
  queueReport,
  serveReport,
  submitReport,
} from './report.js';
import { seed } from './seed.js';

const tableSizes = [1_000, 100_000];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      dir: { type: 'string', default: tmpdir() },
      only: { type: 'string' },
    },
  });
  const wanted = parts.filter(({ name }) => values.only === undefined || values.only === name);
  if (wanted.length === 0) throw new Error(`--only must be one of ${parts.map(({ name }) => name).join(', ')}`);
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
    const figures: Record<string, unknown> = { at: new Date().toISOString(), machine };
    for (const { name, measure } of wanted) figures[name] = await measure(folder);
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each measures something, prints it and answers the figures. */
const parts: readonly { readonly name: string; measure(folder: string): Promise<unknown> }[] = [
  { name: 'sizes', measure: measureSizes },
  { name: 'apply', measure: (folder) => printed(measureApply(folder), applyReport) },
  { name: 'serve', measure: (folder) => printed(measureServe(folder), serveReport) },
  { name: 'later', measure: measureLater },
];

async function printed<T>(measuring: Promise<T>, report: (figures: T) => string): Promise<T> {
  const figures = await measuring;
  console.log(report(figures));
  return figures;
}

async function measureSizes(folder: string) {
  const sizes = [];
  for (const documents of tableSizes) sizes.push(await measureSize(folder, documents));
  return sizes;
}

/** Everything that may depend on how many documents there are. */
async function measureSize(folder: string, documents: number) {
  const seeded = join(folder, `seeded-${documents}.sqlite`);
  await seed(seeded, documents);
  const decisions = await printed(measureDecisions(folder, seeded, documents), decisionReport);
  const submits = await printed(measureSubmits(folder, seeded, documents), submitReport);
  const lists = await printed(measureLists(seeded, documents), listReport);
  return { documents, decisions, submits, lists };
}

/** What happens without a click, inside the process and, where there is a Redis, on BullMQ. */
async function measureLater(folder: string) {
  const redis = await benchRedis();
  try {
    if (redis === undefined)
      console.log('No Redis answers at REDIS_URL or its usual place: its figures are left out.\n');
    const queue = redis && (await printed(measureQueue(folder, redis), queueReport));
    const latency = [await printed(measureLatency(folder), latencyReport)];
    if (redis !== undefined) latency.push(await printed(measureLatency(folder, redis.url), latencyReport));
    const backlog = await printed(measureBacklog(folder), backlogReport);
    return { queue, latency, backlog };
  } finally {
    await redis?.close();
  }
}

await main();
