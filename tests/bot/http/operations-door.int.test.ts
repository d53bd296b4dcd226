import { readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type DeepCheck, Unwell } from '../../../src/bot/http/deep-health.js';
import { createMetrics } from '../../../src/bot/http/metrics.js';
import { operationsDoor } from '../../../src/bot/http/operations-door.js';
import { startHttpServer } from '../../../src/bot/http/server.js';
import { approvalBoundsSeconds, type HouseFigures } from '../../../src/engine/ports/figures.js';
import { QueryClock } from '../../../src/store/query-clock.js';
import { metricsIn } from '../../support/prometheus.js';
import { type LoggedLine, logInto } from '../support/slack-world.js';

const token = 'a token that only Prometheus has';
const now = '2026-03-02T12:00:00.000Z';

const figures: HouseFigures = {
  documents: { submitted: 7, approved: 3, rejected: 1, pending: 2 },
  approvalsPending: 4,
  approvalDuration: {
    withinBound: approvalBoundsSeconds.map((_bound, at) => Math.min(at, 3)),
    count: 3,
    sumSeconds: 90,
  },
  slaBreaches: 1,
  queue: [
    { kind: 'card', due: 2, held: 1, later: 0, failed: 0, oldestDueAt: '2026-03-02T11:59:00.000Z' },
    { kind: 'report', due: 0, held: 0, later: 3, failed: 1, oldestDueAt: undefined },
  ],
  oldestCheckpointAt: '2026-03-02T11:00:00.000Z',
};

interface Given {
  readonly token?: string | undefined;
  readonly checks?: readonly DeepCheck[];
  readonly read?: () => Promise<HouseFigures>;
  readonly logged?: LoggedLine[];
  readonly queries?: QueryClock;
}

async function start(given: Given = {}) {
  const log = logInto(given.logged ?? []);
  const metrics = createMetrics({
    figures: { figures: given.read ?? (async () => figures) },
    queries: given.queries ?? new QueryClock(),
    queueFor: (kind) => (kind === 'report' ? 'reports' : 'notifications'),
    version: '0.1.0',
    now: () => now,
    log,
  });
  const checks = given.checks ?? [];
  const operations = operationsDoor({ metrics, checks, token: 'token' in given ? given.token : token, log });
  const server = await startHttpServer({ checks: [], log, operations }, { host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    metrics.stop();
    await server.close();
  });
  const url = `http://127.0.0.1:${server.port}`;
  const get = (path: string, authorization?: string) =>
    fetch(`${url}${path}`, authorization === undefined ? {} : { headers: { authorization } });
  return { url, get, scrape: async () => metricsIn(await (await get('/metrics', `Bearer ${token}`)).text()) };
}

describe('metrics and deep health', () => {
  test.each(['/metrics', '/health/deep'])('%s is there for who shows the token, and for nobody else', async (path) => {
    const { url, get } = await start();
    expect((await get(path, `Bearer ${token}`)).status).toBe(200);
    const refused = await get(path);
    const unknown = await get('/metricz');
    expect([refused.status, await refused.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(refused.status).toBe(404);
    for (const wrong of [token, `bearer ${token}`, `Bearer ${token} `.repeat(2), 'Bearer ', `Basic ${btoa(token)}`]) {
      expect((await get(path, wrong)).status).toBe(404);
    }
    expect((await fetch(`${url}${path}?token=${encodeURIComponent(token)}`)).status).toBe(404);
    const method = { method: 'POST', headers: { authorization: `Bearer ${token}` } };
    expect((await fetch(`${url}${path}`, method)).status).toBe(404);
  });

  test('an address of its own needs no token where none is set', async () => {
    const { get } = await start({ token: undefined });
    for (const path of ['/metrics', '/health/deep']) expect((await get(path)).status).toBe(200);
  });
});

describe('a scrape', () => {
  test('is what a parser of Prometheus reads, with each figure under its name', async () => {
    const queries = new QueryClock();
    queries.add('commit', 3);
    queries.add('commit', 7000);
    const { scrape } = await start({ queries });
    const families = await scrape();
    const values = (name: string) => families.get(name)?.metrics;
    expect(values('countersign_documents_submitted_total')).toEqual([{ value: '7' }]);
    expect(values('countersign_documents_approved_total')).toEqual([{ value: '3' }]);
    expect(values('countersign_documents_rejected_total')).toEqual([{ value: '1' }]);
    expect(values('countersign_documents_pending')).toEqual([{ value: '2' }]);
    expect(values('countersign_approvals_pending')).toEqual([{ value: '4' }]);
    expect(values('countersign_sla_breaches_total')).toEqual([{ value: '1' }]);
    expect(values('countersign_checkpoint_age_seconds')).toEqual([{ value: '3600' }]);
    expect(values('countersign_queue_depth')).toContainEqual({
      labels: { queue: 'notifications', kind: 'card', state: 'due' },
      value: '2',
    });
    expect(values('countersign_queue_oldest_age_seconds')).toEqual([
      { labels: { queue: 'notifications', kind: 'card' }, value: '60' },
      { labels: { queue: 'reports', kind: 'report' }, value: '0' },
    ]);
    expect(values('countersign_jobs_failed')).toContainEqual({
      labels: { queue: 'reports', kind: 'report' },
      value: '1',
    });
    expect(values('countersign_approval_duration_seconds')).toEqual([
      { buckets: expect.objectContaining({ 60: '0', 300: '1', '+Inf': '3' }), count: '3', sum: '90' },
    ]);
    expect(values('countersign_query_commit_duration_seconds')).toEqual([
      { buckets: expect.objectContaining({ 0.001: '0', 0.005: '1', 5: '1', '+Inf': '2' }), count: '2', sum: '7.003' },
    ]);
    expect(values('countersign_build_info')).toEqual([
      { labels: { version: '0.1.0', node: process.version }, value: '1' },
    ]);
    expect(families.get('countersign_documents_pending')?.type).toBe('GAUGE');
    expect(families.get('countersign_documents_submitted_total')?.type).toBe('COUNTER');
    expect(families.get('countersign_approval_duration_seconds')?.type).toBe('HISTOGRAM');
    expect(values('process_resident_memory_bytes')).toHaveLength(1);
    for (const { help } of families.values()) expect(help).not.toBe('');
  });

  test('says nothing that docs/OPERATING.md does not explain, which speaks of nothing that is not there', async () => {
    const { scrape } = await start();
    const names = [...(await scrape()).keys()].filter((name) => name.startsWith('countersign_'));
    const text = readFileSync('docs/OPERATING.md', 'utf8');
    const table = text.slice(text.indexOf('| metric | |')).split('\n\n', 1)[0] ?? '';
    const explained = [...table.matchAll(/`(countersign_[a-z_]+)/g)].map(([, name]) => name);
    expect(names.filter((name) => !explained.includes(name))).toEqual([]);
    const spoken = new Set(
      [...text.matchAll(/countersign_[a-z_]+[a-z]/g)].map(([name]) => name.replace(/_bucket$/, '')),
    );
    expect([...spoken].filter((name) => !names.includes(name))).toEqual([]);
  });

  test('shows for once that the event loop stood still', async () => {
    const { scrape } = await start();
    const lagOf = async () => {
      const lag = (await scrape()).get('countersign_event_loop_lag_seconds');
      return Number(lag?.metrics.find((one) => one.labels?.quantile === '1')?.value);
    };
    // The first look at the clock is what the second is compared with.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const until = performance.now() + 300;
    while (performance.now() < until);
    await expect.poll(lagOf, { timeout: 5000 }).toBeGreaterThan(0.2);
    await expect.poll(lagOf, { timeout: 5000 }).toBeLessThan(0.2);
  });

  test('tells what the process knows where the database cannot be asked', async () => {
    const logged: LoggedLine[] = [];
    const { scrape } = await start({ logged, read: () => Promise.reject(new Error('the disk is gone')) });
    const families = await scrape();
    expect(families.get('countersign_database_up')?.metrics).toEqual([{ value: '0' }]);
    expect(families.has('countersign_build_info')).toBe(true);
    expect(families.has('countersign_documents_pending')).toBe(false);
    expect(JSON.stringify(logged)).toContain('the disk is gone');
  });

  test('asks the database once for a crowd', async () => {
    let asked = 0;
    const { scrape } = await start({
      read: async () => {
        asked += 1;
        return figures;
      },
    });
    await Promise.all(Array.from({ length: 20 }, scrape));
    expect(asked).toBe(1);
  });
});

describe('deep health', () => {
  const well: DeepCheck = { name: 'disk', check: async () => ({ free_bytes: 5 }) };
  const deep = async (checks: readonly DeepCheck[]) => {
    const { get } = await start({ checks });
    const response = await get('/health/deep', `Bearer ${token}`);
    return { status: response.status, body: await response.json() };
  };

  test('says of each check how it is and how long it took', async () => {
    expect(await deep([well])).toEqual({
      status: 200,
      body: { status: 'ok', checks: { disk: { state: 'ok', ms: expect.any(Number), free_bytes: 5 } } },
    });
  });

  test('is 503 where one fails, with its reason and figures, and still tells of the others', async () => {
    const late: DeepCheck = {
      name: 'queue',
      check: () => Promise.reject(new Unwell('what is due is not done', { due: 12 })),
    };
    const gone: DeepCheck = { name: 'redis', check: () => Promise.reject(new Error('ECONNREFUSED')) };
    expect(await deep([late, well, gone])).toEqual({
      status: 503,
      body: {
        status: 'failing',
        checks: {
          queue: { state: 'failing', ms: expect.any(Number), problem: 'what is due is not done', due: 12 },
          disk: { state: 'ok', ms: expect.any(Number), free_bytes: 5 },
          redis: { state: 'failing', ms: expect.any(Number), problem: 'ECONNREFUSED' },
        },
      },
    });
  });

  test('waits for no check that hangs', { timeout: 15_000 }, async () => {
    const hanging: DeepCheck = { name: 'slack', check: () => new Promise(() => {}) };
    const { status, body } = await deep([hanging]);
    const slack = expect.objectContaining({ state: 'failing', problem: 'took longer than 5000 ms' });
    expect({ status, body }).toEqual({ status: 503, body: { status: 'failing', checks: { slack } } });
  });
});
