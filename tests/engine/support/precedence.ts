import { expect, test } from 'vitest';
import type { Command } from '../../../src/engine/command.js';
import { decide } from '../../../src/engine/decide.js';
import type { Decision } from '../../../src/engine/decision.js';
import type { ApprovalDocument } from '../../../src/engine/document.js';
import type { Facts } from '../../../src/engine/facts.js';
import { type RefusalCode, refusalCodes } from '../../../src/engine/refusal.js';
import { t1 } from './documents.js';

/** Everything one decision is made from. */
export interface Situation<C extends Command> {
  readonly document: ApprovalDocument | undefined;
  readonly command: C;
  readonly facts: Facts;
}

/** Makes one refusal hold in a situation, leaving the others as they are. */
export type Obstacle<C extends Command> = (situation: Situation<C>) => Situation<C>;

export function decided<C extends Command>({ document, command, facts }: Situation<C>): Decision {
  return decide(document, command, facts, t1);
}

export function answerTo<C extends Command>(situation: Situation<C>): RefusalCode | 'accepted' {
  const decision = decided(situation);
  return decision.refused ? decision.refusal.code : 'accepted';
}

/**
 * Tests that each obstacle alone gets its code, and of any two that can stand in the way together, that the one which
 * `refusalCodes` lists first is the answer.
 */
export function testPrecedence<C extends Command>(
  situation: Situation<C>,
  obstacles: Readonly<Partial<Record<RefusalCode, Obstacle<C>>>>,
  never: readonly string[] = [],
): void {
  const ordered = refusalCodes.flatMap((code) => {
    const put = obstacles[code];
    return put === undefined ? [] : [{ code, put }];
  });
  const pairs = ordered.flatMap((first, at) => ordered.slice(at + 1).map((then) => ({ first, then })));
  const possible = pairs.filter(({ first, then }) => !never.includes(`${first.code} + ${then.code}`));

  test('nothing in the way is accepted', () => {
    expect(answerTo(situation)).toBe('accepted');
  });
  test.each(ordered)('$code alone is the answer', ({ code, put }) => {
    expect(answerTo(put(situation))).toBe(code);
  });
  test.each(possible)('$first.code is answered before $then.code', ({ first, then }) => {
    expect(answerTo(first.put(then.put(situation)))).toBe(first.code);
  });
}

/** Puts another situation's document, command or facts in place. */
export function withDocument<C extends Command>(change: Partial<ApprovalDocument>): Obstacle<C> {
  return (situation) => ({ ...situation, document: situation.document && { ...situation.document, ...change } });
}

export function withCommand<C extends Command>(change: Partial<C>): Obstacle<C> {
  return (situation) => ({ ...situation, command: { ...situation.command, ...change } });
}

export function withFacts<C extends Command>(change: Partial<Facts>): Obstacle<C> {
  return (situation) => ({ ...situation, facts: { ...situation.facts, ...change } });
}

/** Somebody who is not known, not active, or may not do this, whatever the command. */
export function badStanding<C extends Command>(): Record<
  'unknown-person' | 'inactive-person' | 'no-permission',
  Obstacle<C>
> {
  const actorWith = (change: object): Obstacle<C> => {
    return ({ facts, ...rest }) => ({
      ...rest,
      facts: { ...facts, actor: facts.actor && { ...facts.actor, ...change } },
    });
  };
  return {
    'unknown-person': withFacts({ actor: undefined }),
    'inactive-person': actorWith({ active: false }),
    'no-permission': actorWith({ permissions: new Set() }),
  };
}
