import { describe, expect, test } from 'vitest';
import {
  type ChatProfile,
  comparableEmail,
  flawOf,
  mustBeConfirmed,
  type ProfileFlaw,
} from '../../src/engine/first-contact.js';
import { type Permission, permissions } from '../../src/engine/permission.js';

const member: ChatProfile = {
  name: 'Ana',
  email: 'ana@example.com',
  isEmailConfirmed: true,
  isGuest: false,
  isBot: false,
  isDeactivated: false,
  isForeign: false,
  locale: undefined,
};

describe('an account may be somebody’s', () => {
  test('when it is a member’s with a confirmed address', () => {
    expect(flawOf(member)).toBeUndefined();
  });

  test.each<[ProfileFlaw, Partial<ChatProfile>]>([
    ['foreign', { isForeign: true }],
    ['bot', { isBot: true }],
    ['deactivated', { isDeactivated: true }],
    ['guest', { isGuest: true }],
    ['no-email', { email: undefined }],
    ['unconfirmed-email', { isEmailConfirmed: false }],
  ])('and not when it is %s, whatever else holds', (flaw, change) => {
    expect(flawOf({ ...member, ...change })).toBe(flaw);
  });
});

describe('somebody is confirmed by an administrator', () => {
  test.each<[boolean, readonly Permission[]]>([
    [false, []],
    [false, ['document.create', 'approval.act']],
    ...permissions
      .filter((one) => one !== 'document.create' && one !== 'approval.act')
      .map((one): [boolean, readonly Permission[]] => [true, ['document.create', one]]),
  ])('%s with %s', (is, granted) => {
    expect(mustBeConfirmed(granted, false)).toBe(is);
  });

  test('with a role that is marked so, whatever it allows', () => {
    expect(mustBeConfirmed([], true)).toBe(true);
  });
});

test.each([
  [' Ana@Example.COM ', 'ana@example.com'],
  ['\u212Aim@example.com', '\u212Aim@example.com'],
  ['ÉVA@example.com', 'Éva@example.com'],
  ['\u0130da@example.com', '\u0130da@example.com'],
])('%s is compared as %s', (email, comparable) => {
  expect(comparableEmail(email)).toBe(comparable);
});
