import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSettings, settingNames } from '../../src/config.js';

const root = new URL('../../', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, root), 'utf8');

const service = z.looseObject({
  image: z.string().optional(),
  build: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  command: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.array(z.string()).default([]),
});
const compose = z
  .strictObject({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
  .parse(parse(text('compose.yaml')));

/** Instructions in their order, each in one line. */
const instructions = text('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    return { name, rest: rest.replace(/\s+/g, ' ').trim() };
  });
const last = instructions.findLastIndex(({ name }) => name === 'FROM');
const built = instructions.slice(0, last);
const run = instructions.slice(last);

function only(name: string, within = run): string {
  const found = within.filter((one) => one.name === name);
  if (found.length !== 1) throw new Error(`there are ${found.length} times ${name}`);
  return found[0]?.rest ?? '';
}

/** What the Dockerfile copies from the folder it stands in. */
const copied = instructions
  .filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from='))
  .flatMap(({ rest }) => rest.split(' ').slice(0, -1))
  .map((path) => path.replace(/^\.\//, ''));

const imageEnv = Object.fromEntries(
  only('ENV')
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);

describe('compose.yaml', () => {
  const { bot, redis } = compose.services;

  test('sets no variable that the bot does not read, and to values that it takes', () => {
    const env = bot?.environment ?? {};
    expect(Object.keys(env).filter((name) => !settingNames.includes(name))).toEqual([]);
    expect(readSettings(env)).toMatchObject({ host: '0.0.0.0', port: 3000, dataDir: '/data' });
    expect(new URL(env.REDIS_URL ?? '').hostname).toBe('redis');
    expect(bot?.depends_on).toEqual(['redis']);
  });

  test('keeps the data of the bot where the image has them, and nothing of Redis', () => {
    expect(bot?.volumes).toEqual(['data:/data']);
    expect(Object.keys(compose.volumes)).toEqual(['data']);
    expect(redis?.volumes).toEqual([]);
    const flags = redis?.command.join(' ') ?? '';
    for (const flag of ['--save ', '--appendonly no', '--maxmemory-policy noeviction']) expect(flags).toContain(flag);
  });

  test('lets only this machine reach the bot, and nobody Redis', () => {
    expect(bot?.ports).toEqual(['127.0.0.1:3000:3000']);
    expect(redis?.ports).toEqual([]);
  });
});

describe('the Dockerfile', () => {
  test('copies what is there and what .dockerignore lets in', () => {
    expect(copied.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
    const lines = text('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines[0]).toBe('*');
    expect([...new Set(copied)].sort()).toEqual(
      lines
        .slice(1)
        .map((line) => line.replace(/^!/, ''))
        .sort(),
    );
  });

  test('brings along everything that building and starting need', () => {
    const { scripts, version } = z
      .looseObject({ version: z.string(), scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(text('package.json')));
    expect(version).not.toBe('');
    for (const [, file = ''] of (scripts.build ?? '').matchAll(/-p (\S+)/g)) expect(copied).toContain(file);
    for (const path of ['src', 'migrations', 'vite.config.ts', 'tsconfig.json', 'package-lock.json']) {
      expect(copied).toContain(path);
    }
    expect(built.map(({ rest }) => rest).join('\n')).toContain('npm run build');
    expect(run.map(({ rest }) => rest)).toContain('--from=build /app/dist ./dist');
  });

  test('starts the program that is built', () => {
    expect(JSON.parse(only('ENTRYPOINT'))).toEqual(['node', 'dist/src/main.js']);
    expect(JSON.parse(only('CMD'))).toEqual(['serve']);
    expect(existsSync(new URL('src/main.ts', root))).toBe(true);
  });

  test('runs as nobody in particular and writes into its volume only', () => {
    expect(only('USER')).toBe('node');
    expect(only('VOLUME')).toBe('/data');
    expect(run.findIndex(({ name }) => name === 'USER')).toBeGreaterThan(
      run.findIndex(({ name, rest }) => name === 'RUN' && rest.includes('/data')),
    );
  });

  test('sets variables that the bot reads, and asks after its health where it listens', () => {
    const { NODE_ENV: mode, ...env } = imageEnv;
    expect(mode).toBe('production');
    expect(readSettings(env)).toMatchObject({ host: '0.0.0.0', port: Number(only('EXPOSE')), dataDir: only('VOLUME') });
    expect(Object.keys(env).filter((name) => !settingNames.includes(name))).toEqual([]);
    expect(only('HEALTHCHECK')).toContain("'/health/live'");
    expect(only('HEALTHCHECK')).toContain('process.env.PORT');
  });

  test('is of a Node that package.json allows', () => {
    const majors = instructions.filter(({ name }) => name === 'FROM').map(({ rest }) => /^node:(\d+)-/.exec(rest)?.[1]);
    expect(new Set(majors)).toEqual(new Set(['22']));
    expect(text('package.json')).toContain('"node": ">=20.19"');
  });
});
