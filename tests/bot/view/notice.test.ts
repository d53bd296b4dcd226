import { describe, expect, test } from 'vitest';
import { renderQuestion } from '../../../src/bot/slack/render/first-contact.js';
import { renderNoticeMessage } from '../../../src/bot/slack/render/notice.js';
import { assertMessageWithinLimits } from '../../../src/bot/slack/within-limits.js';
import { noticeView } from '../../../src/bot/view/notice.js';
import type { NoticeBody } from '../../../src/engine/notice.js';
import type { ClaimEnding } from '../../../src/engine/ports/identities.js';

const at = '2026-03-02T09:00:00.000Z';
const reader = { locale: 'en', timeZone: 'UTC' };
const person = { id: 'kim', name: 'Kim', title: 'IT', unit: 'Berlin' };
const account = { chatUser: 'UKIM', name: 'kim', email: 'kim@example.com' };
const claim: NoticeBody = { kind: 'claim', claimId: 'c1', person, account, at, until: at, end: null };
const by = { id: 'gus', name: 'Gus' };

describe('a claim', () => {
  test('that waits can be confirmed and declined, and each asks back', () => {
    const { actions } = noticeView(claim, reader);
    const confirm = { text: expect.stringContaining('Kim') };
    expect(actions).toMatchObject([
      { kind: 'claim-confirm', claimId: 'c1', confirm },
      { kind: 'claim-decline', claimId: 'c1', confirm },
    ]);
  });

  test.each<ClaimEnding>(['confirmed', 'declined', 'expired', 'outdated'])('that is %s has no buttons', (how) => {
    expect(noticeView({ ...claim, end: { how, by, at } }, reader).actions).toEqual([]);
  });
});

test('what people are called is data: it links, mentions and formats nothing', () => {
  const evil = '<!channel> *Kim* <https://evil.example|Confirm>';
  const drawn = renderNoticeMessage(
    noticeView({ ...claim, account: { ...account, name: evil } }, reader),
    'n1',
    reader,
  );
  expect(drawn.text).not.toContain('<!channel>');
  expect(JSON.stringify(drawn.blocks)).not.toMatch(/"type":"(?:link|broadcast|user|mrkdwn)"/);
});

test('the longest names fit into Slack', () => {
  const long = 'é'.repeat(5000);
  const everybody = { id: 'k'.repeat(100), name: long, title: long, unit: long };
  const change = { person: everybody, linked: [long], unlinked: [long], email: { before: long, after: long } };
  const bodies: readonly NoticeBody[] = [
    { ...claim, person: everybody, account: { chatUser: 'UKIM', name: long, email: long } },
    { kind: 'person-linked', person: everybody, account: { chatUser: 'UKIM', name: long, email: long }, at },
    { kind: 'account-linked', person: everybody, confirmedBy: long, at },
    { kind: 'own-identity-changed', by: long, change, at },
  ];
  for (const body of bodies) {
    const drawn = renderNoticeMessage(noticeView(body, reader), 'n1', reader);
    expect(() => assertMessageWithinLimits(drawn)).not.toThrow();
  }
  const question = renderQuestion(long, everybody, { name: '/submit', text: 'x'.repeat(3000) }, reader);
  expect(() => assertMessageWithinLimits(question)).not.toThrow();
});

test('ten people whose accounts and addresses an upload changed fit into one message, however long they are', () => {
  const [longest, address, chatUser] = ['é'.repeat(100), 'e'.repeat(254), 'U'.repeat(20)];
  const change = {
    person: { id: 'k'.repeat(100), name: longest, title: longest, unit: longest },
    linked: [chatUser, chatUser],
    unlinked: [chatUser, chatUser],
    email: { before: address, after: address },
  };
  const changes = Array.from({ length: 10 }, () => change);
  const body: NoticeBody = { kind: 'identities-changed', by: longest, changes, more: 9990, at };
  const drawn = renderNoticeMessage(noticeView(body, { ...reader, locale: 'id' }), 'n1', reader);
  expect(() => assertMessageWithinLimits(drawn)).not.toThrow();
});

test('a notice of several people says of each what was changed, and how many more there are', () => {
  const changes = [
    { person, linked: ['U0NEW'], unlinked: ['U0OLD'], email: null },
    {
      person: { ...person, name: 'Lee' },
      linked: [],
      unlinked: [],
      email: { before: 'a@example.com', after: 'b@example.com' },
    },
  ];
  const { lines, actions } = noticeView({ kind: 'identities-changed', by: 'Gus', changes, more: 3, at }, reader);
  const said = lines.map((line) => line.map((inline) => (inline.kind === 'instant' ? '…' : inline.text)).join(''));
  expect(actions).toEqual([]);
  expect(said).toEqual([
    'Gus uploaded a file in chat …, and it changed how people are known here.',
    'Kim (IT, Berlin): the Slack account U0NEW is linked now; the Slack account U0OLD is not linked any more.',
    'Lee (IT, Berlin): the e-mail address is b@example.com now, and was a@example.com.',
    'There are 3 more; the audit trail names them all.',
    'If this is wrong, correct it in the company’s files and apply them.',
  ]);
});
