import { describe, expect, test } from 'vitest';
import { impurities } from './purity-rule.js';
import { brokenRoomRules, roomOf } from './room-rule.js';
import { misshapes } from './shape-rule.js';
import { computedImport, sourceOf } from './source.js';

describe('imports are found', () => {
  test.each([
    ["import { a } from './a.js';", './a.js'],
    ["import type { A } from './a.js';", './a.js'],
    ["import './a.js';", './a.js'],
    ["import * as a from 'zod';", 'zod'],
    ["export { a } from './a.js';", './a.js'],
    ["export * from './a.js';", './a.js'],
    ["export type { A } from './a.js';", './a.js'],
    ["const a = await import('./a.js');", './a.js'],
    ["type A = import('./a.js').A;", './a.js'],
    ["import a = require('./a.js');", './a.js'],
    ["const a = require('./a.js');", computedImport],
    ['const a = await import(name);', computedImport],
    ['const a = await import(folder + name);', computedImport],
  ])('in %s', (code, specifier) => {
    expect(sourceOf('src/x.ts', code).imports).toEqual([specifier]);
  });

  test.each(["// import './a.js'", 'const text = "import \'./a.js\'";', 'export const a = 1;'])('not in %s', (code) => {
    expect(sourceOf('src/x.ts', code).imports).toEqual([]);
  });

  test('and a file that is no code is a failure', () => {
    expect(() => sourceOf('src/x.ts', 'import {')).toThrow('cannot be parsed');
  });
});

describe('the rooms', () => {
  test.each([
    ['src/store/documents/actor.ts', 'store'],
    ['src/main.ts', 'main'],
    ['migrations/001-foundation.ts', 'migrations'],
  ])('%s is in %s', (path, room) => {
    expect(roomOf(path)).toBe(room);
  });

  test.each([
    ['src/engine/a.ts', './form/b.js'],
    ['src/engine/form/a.ts', '../money.js'],
    ['src/engine/a.ts', 'zod'],
    ['src/engine/a.ts', 'date-fns/addDays'],
    ['src/engine/a.ts', '@date-fns/tz'],
    ['src/engine/a.ts', '@marcbachmann/cel-js'],
    ['src/engine/a.ts', 're2js'],
    ['src/store/a.ts', '../engine/b.js'],
    ['src/store/a.ts', 'kysely'],
    ['src/store/sqlite/a.ts', 'better-sqlite3'],
    ['src/jobs/a.ts', '../engine/ports/outbox.js'],
    ['src/bot/slack/a.ts', '@slack/bolt'],
    ['src/bot/a.ts', 'node:http'],
    ['src/sandbox/page/a.tsx', 'react-dom/client'],
    ['src/sandbox/page/a.tsx', '../message.js'],
    ['src/compose.ts', './store/store.js'],
    ['src/commands/demo.ts', '../sandbox/start.js'],
    ['migrations/002-more.ts', 'kysely'],
  ])('let %s import %s', (path, specifier) => {
    expect(brokenRoomRules(sourceOf(path, `import '${specifier}';`))).toEqual([]);
  });

  test.each([
    ['src/engine/a.ts', '../store/b.js', 'engine does not see store'],
    ['src/engine/a.ts', 'node:crypto', 'node is not for this room'],
    ['src/engine/a.ts', 'uuid', 'uuid is not for this room'],
    ['src/engine/a.ts', '@date-fns/utc', 'is not for this room'],
    ['src/engine/a.ts', '../config.js', 'engine does not see config'],
    ['src/store/a.ts', '../jobs/b.js', 'store does not see jobs'],
    ['src/store/a.ts', '../bot/b.js', 'store does not see bot'],
    ['src/store/deep/a.ts', '../../sandbox/b.js', 'store does not see sandbox'],
    ['src/jobs/a.ts', '../store/b.js', 'jobs does not see store'],
    ['src/jobs/a.ts', 'kysely', 'kysely belongs to'],
    ['src/bot/a.ts', '../store/b.js', 'bot does not see store'],
    ['src/bot/a.ts', '../compose.js', 'bot does not see compose'],
    ['src/bot/view/a.ts', '@slack/types', '@slack/types belongs to'],
    ['src/sandbox/a.ts', '../engine/b.js', 'sandbox does not see engine'],
    ['src/sandbox/a.ts', 'react', 'react belongs to'],
    ['src/sandbox/a.ts', './page/b.js', 'imported by nobody'],
    ['src/sandbox/page/a.tsx', '../../engine/b.js', 'sandbox does not see engine'],
    ['src/config.ts', './store/b.js', 'config does not see store'],
    ['src/compose.ts', './main.js', 'compose does not see main'],
    ['src/engine/a.ts', '../../tests/support/b.js', 'engine does not see tests'],
    ['migrations/002-more.ts', '../src/store/b.js', 'migrations does not see store'],
    ['migrations/002-more.ts', 'node:fs', 'node is not for this room'],
    ['src/attic/a.ts', 'zod', 'in no room'],
  ])('do not let %s import %s', (path, specifier, why) => {
    expect(brokenRoomRules(sourceOf(path, `import type {} from '${specifier}';`)).join()).toContain(why);
  });

  test('refuse an import that nobody can read', () => {
    expect(brokenRoomRules(sourceOf('src/jobs/a.ts', 'await import(name);'))).toHaveLength(1);
    expect(brokenRoomRules(sourceOf('src/store/migrate.ts', 'await import(name);'))).toEqual([]);
  });
});

describe('purity', () => {
  test.each([
    ['const now = Date.now();', 'Date.now'],
    ["const now = Date['now']();", 'Date.now'],
    ['const now = new Date();', 'new Date() without an argument'],
    ['const now = Date();', 'Date() as a clock'],
    ['const id = Math.random();', 'Math.random'],
    ['const home = process.env.HOME;', 'process'],
    ['const all = globalThis;', 'globalThis'],
    ['setTimeout(go, 1);', 'setTimeout'],
    ['const later = { setTimeout };', 'setTimeout'],
    ['console.log(1);', 'console'],
    ['export async function load() {}', 'async'],
    ['const load = async () => 1;', 'async'],
    ['const one = { async load() {} };', 'async'],
    ['const a = await b;', 'await'],
    ['type Later = Promise<string>;', 'Promise'],
    ['const later = Promise.resolve(1);', 'Promise'],
  ])('is broken by %s', (code, what) => {
    expect(impurities(sourceOf('src/engine/a.ts', code))).toContain(`src/engine/a.ts uses ${what}`);
  });

  test.each([
    'const at = new Date(epochMs);',
    'const at = Date.parse(text);',
    'const low = Math.min(1, 2);',
    'const it = document.process;',
    'const it = { console: 1, process: 2 };',
    'interface Kept { readonly process: string }',
    '// Date.now() would be a clock',
    "const text = 'process';",
  ])('is not broken by %s', (code) => {
    expect(impurities(sourceOf('src/engine/a.ts', code))).toEqual([]);
  });

  test('lets handle.ts wait, ports promise, and neither of them look at a clock', () => {
    const waits = 'export async function handle(): Promise<void> { await work(); }';
    expect(impurities(sourceOf('src/engine/handle.ts', waits))).toEqual([]);
    expect(impurities(sourceOf('src/engine/ports/outbox.ts', 'type Take = () => Promise<void>;'))).toEqual([]);
    expect(impurities(sourceOf('src/engine/ports/outbox.ts', waits)).length).toBeGreaterThan(0);
    expect(impurities(sourceOf('src/engine/handle.ts', 'const now = Date.now();'))).toHaveLength(1);
  });
});

describe('the shape of a file', () => {
  test.each([
    ['export default 1;', 'a default export'],
    ['export default function go() {}', 'a default export'],
    ["export { a as default } from './a.js';", 'a default export'],
    ["export * as default from './a.js';", 'a default export'],
    ['enum Colour { red }', 'an enum'],
    ['const enum Colour { red }', 'an enum'],
    ['let a: any;', 'any'],
    ['const a = b as any;', 'any'],
    ['const a: Record<string, any[]> = {};', 'any'],
    ['// TODO: later', 'unfinished: TODO: later'],
    ['/* FIXME */', 'unfinished: FIXME '],
    ['export const a = 1;\n'.repeat(351), '351 lines are more than 350'],
  ])('refuses %s', (code, what) => {
    expect(misshapes(sourceOf('src/engine/a.ts', code))).toEqual([`src/engine/a.ts: ${what}`]);
  });

  test.each(['utils', 'helper', 'helpers', 'common', 'manager', 'service', 'types', 'index'])(
    'refuses the name %s',
    (name) => {
      expect(misshapes(sourceOf(`src/store/${name}.ts`, ''))).toHaveLength(1);
      expect(misshapes(sourceOf(`tests/store/${name}.test.ts`, ''))).toHaveLength(1);
    },
  );

  test.each(['myFile', 'MyFile', 'my_file', 'my-'])('refuses %s, which is not kebab-case', (name) => {
    expect(misshapes(sourceOf(`src/store/${name}.ts`, ''))).toHaveLength(1);
  });

  test.each([
    ['src/engine/a.ts', "const rule = 'any';"],
    ['src/engine/a.ts', "const text = 'TODO';"],
    ['src/engine/a.ts', 'export const a = 1;\n'.repeat(350)],
    ['src/bot/view/locales/en.ts', 'export const a = 1;\n'.repeat(1500)],
    ['src/sandbox/page/a.tsx', 'export const a = <b />;'],
    ['migrations/001-foundation.ts', 'export const a = 1;'],
    ['src/store/approval-types.ts', ''],
  ])('takes %s with its contents', (path, code) => {
    expect(misshapes(sourceOf(path, code))).toEqual([]);
  });
});
