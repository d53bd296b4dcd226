import { describe, expect, test } from 'vitest';
import { noticeAction, readQuestionValue, stepOfSnoozeBlock } from '../../../src/bot/slack/notice-action.js';
import { renderNoticeMessage } from '../../../src/bot/slack/render/notice.js';
import { assertMessageWithinLimits, type DrawnMessage } from '../../../src/bot/slack/within-limits.js';
import { noticeView } from '../../../src/bot/view/notice.js';
import type { NoticeView } from '../../../src/bot/view/notice-view.js';
import { plain } from '../../../src/bot/view/plain.js';
import { locales } from '../../../src/bot/view/words.js';
import type { NoticeBody, UpkeepNotice, WaitingEnd, WaitingItem } from '../../../src/engine/notice.js';
import { at } from '../support/dossier.js';
import { delegation, notices, report, waiting } from '../support/notices.js';

const reader = { locale: 'en', timeZone: 'Asia/Jakarta' };
const view = (body: NoticeBody) => noticeView(body, reader);

/** Everything that is read, a line each, without what can be pressed. */
function said({ lines, parts }: NoticeView): readonly string[] {
  const below = parts.flatMap((part) => {
    if (part.kind === 'item') return part.texts.map((text) => plain(text, reader));
    return part.kind === 'title' || part.kind === 'quote' ? [part.text] : [plain(part.text, reader)];
  });
  return [...lines.map((line) => plain(line, reader)), ...below];
}

function pressed({ actions, parts }: NoticeView): readonly string[] {
  const inside = parts.flatMap((part) => (part.kind === 'item' ? part.actions : []));
  return [...actions, ...inside].map(({ kind }) => kind);
}

const drawn = (body: NoticeBody, locale = 'en'): DrawnMessage =>
  renderNoticeMessage(noticeView(body, { ...reader, locale }), 'n1', { ...reader, locale });

describe('a reminder', () => {
  const { reminder } = notices;

  test('says what waits, from whom, since when, and when it is due on the clocks of the reader', () => {
    expect(said(view(reminder))).toEqual([
      'Reminder: Laptop (PR-2026-0001) waits for your decision.',
      'Asked for by Ana · step Finance · since Mar 2, 2026, 4:01 PM GMT+7',
      'Due Mar 2, 2026, 4:05 PM GMT+7',
    ]);
    expect(pressed(view(reminder))).toEqual(['open', 'snooze']);
  });

  test('says plainly that it is overdue, from the due time on', () => {
    for (const [now, line] of [
      [at(4), 'Due Mar 2, 2026, 4:05 PM GMT+7'],
      [at(5), 'Overdue since Mar 2, 2026, 4:05 PM GMT+7'],
      [at(6), 'Overdue since Mar 2, 2026, 4:05 PM GMT+7'],
    ] as const) {
      expect(said(view({ ...reminder, at: now })).at(-1)).toBe(line);
    }
  });

  test('says nothing of a due time where there is none', () => {
    expect(said(view({ ...reminder, item: { ...waiting, dueAt: null } }))).toHaveLength(2);
  });

  test.each([
    [{ kind: 'rung', nth: 2 } as const, 'Second reminder: Laptop (PR-2026-0001) waits for your decision.'],
    [{ kind: 'rung', nth: 3 } as const, 'Reminder number 3: Laptop (PR-2026-0001) waits for your decision.'],
    [
      { kind: 'nudge', by: 'Ana' } as const,
      'Ana asks you not to forget: Laptop (PR-2026-0001) waits for your decision.',
    ],
    [{ kind: 'snoozed' } as const, 'You asked me to remind you: Laptop (PR-2026-0001) waits for your decision.'],
  ])('because of %o says so', (why, line) => {
    expect(said(view({ ...reminder, why }))[0]).toBe(line);
  });

  test('to a deputy says on behalf of whom', () => {
    expect(said(view({ ...reminder, item: { ...waiting, forName: 'Bo' } }))[0]).toContain(', on behalf of Bo.');
  });
});

describe('a digest', () => {
  test('lists what waits, each with what opens it, and says how many more there are', () => {
    const shown = view(notices.digest);
    expect(said(shown)[0]).toBe('5 requests wait for your decision.');
    expect(said(shown).filter((line) => line === 'Laptop (PR-2026-0001) · Purchase request')).toHaveLength(2);
    expect(said(shown).at(-1)).toBe('3 more wait. Type /approvals to see all of them.');
    expect(pressed(shown)).toEqual(['open', 'snooze', 'open', 'snooze']);
  });

  test('of more than fit counts the others', () => {
    const items = Array.from({ length: 40 }, (_, index) => ({ ...waiting, stepId: `doc:1:${index}` }));
    const shown = view({ ...notices.digest, items, more: 0 });
    expect(said(shown)[0]).toBe('40 requests wait for your decision.');
    expect(said(shown).at(-1)).toBe('25 more wait. Type /approvals to see all of them.');
  });

  test('that lists all of them counts no others', () => {
    expect(said(view({ ...notices.digest, more: 0 })).at(-1)).toContain('Asked for by Ana');
  });
});

describe('an escalation', () => {
  test('tells the approver who may decide too, and that they still can', () => {
    expect(said(view(notices.escalated))).toEqual([
      'Nobody has decided on Finance of Laptop (PR-2026-0001) in time. From now on Cy may decide in your place, too.',
      'Asked for by Ana · step Finance · since Mar 2, 2026, 4:01 PM GMT+7',
      'Overdue since Mar 2, 2026, 4:05 PM GMT+7',
      'You can still decide yourself; the first decision counts.',
    ]);
  });

  test('to nobody says so', () => {
    expect(said(view({ ...notices.escalated, to: [] }))[0]).toContain('nobody else was found who could');
  });
});

describe('what waits no more', () => {
  const ended = (end: WaitingEnd): WaitingItem => ({ ...waiting, end });
  const voted = ended({ kind: 'voted', decision: 'approve' });
  const idReader = { ...reader, locale: 'id' };
  const saidIn = (body: NoticeBody) => [said(view(body)), said(noticeView(body, idReader))].map(([line]) => line);

  test.each<[WaitingEnd, string, string]>([
    [{ kind: 'voted', decision: 'return' }, ': you returned it', ': Anda sudah mengembalikannya'],
    [
      { kind: 'decided', decision: 'reject', by: ['Cy', 'Di'] },
      ': Cy and Di rejected it',
      ': Cy dan Di sudah menolaknya',
    ],
    [
      { kind: 'expired', decision: 'approve' },
      ': nobody decided in time, so the template approved it',
      ': tidak ada yang memutuskan tepat waktu, jadi templat menyetujuinya',
    ],
    [{ kind: 'closed', how: 'cancelled' }, ': it was cancelled', ': permintaan ini dibatalkan'],
    [{ kind: 'not-asked' }, '', ''],
  ])('is one sentence with nothing to press, in every language: %o', (end, english, indonesian) => {
    for (const body of [
      { ...notices.reminder, item: ended(end) },
      { ...notices.escalated, item: ended(end) },
    ]) {
      expect(saidIn(body)).toEqual([
        `Laptop (PR-2026-0001) does not wait for you any more${english}.`,
        `Laptop (PR-2026-0001) tidak lagi menunggu Anda${indonesian}.`,
      ]);
      expect([said(view(body)).length, pressed(view(body))]).toEqual([1, []]);
    }
  });

  test('stays in its place in a digest, without buttons, and is not counted', () => {
    const [, second = waiting] = notices.digest.items;
    const shown = view({ ...notices.digest, items: [voted, second] });
    expect(said(shown).slice(0, 3)).toEqual([
      '4 requests wait for your decision.',
      'Laptop (PR-2026-0001) does not wait for you any more: you approved it.',
      'Laptop (PR-2026-0001) · Purchase request',
    ]);
    expect(pressed(shown)).toEqual(['open', 'snooze']);
  });

  test('leaves a digest of which nothing waits', () => {
    const nothing = { ...notices.digest, items: [voted, voted], more: 0 };
    expect(saidIn(nothing)).toEqual(['Nothing of this waits for you any more.', 'Semua ini tidak lagi menunggu Anda.']);
    expect(said(view(nothing))).toHaveLength(3);
    expect(pressed(view(nothing))).toEqual([]);
  });

  test('is not counted among what does not fit either', () => {
    const items = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? voted : waiting));
    const shown = view({ ...notices.digest, items, more: 0 });
    expect(said(shown)[0]).toBe('20 requests wait for your decision.');
    expect(said(shown).at(-1)).toBe('13 more wait. Type /approvals to see all of them.');
  });

  test.each([
    [
      'submitted-again',
      'Laptop (PR-2026-0001) will not be cancelled any more: you have submitted it again.',
      'Laptop (PR-2026-0001) tidak jadi dibatalkan: Anda sudah mengajukannya lagi.',
    ],
    ['cancelled', 'Laptop (PR-2026-0001) was cancelled.', 'Laptop (PR-2026-0001) sudah dibatalkan.'],
    [
      'kept',
      'Laptop (PR-2026-0001) will not be cancelled then: it has been worked on since.',
      'Laptop (PR-2026-0001) tidak jadi dibatalkan pada waktu itu, karena sudah ada perubahan.',
    ],
  ] as const)('of a warning says what came of it: %s', (end, english, indonesian) => {
    const body = { ...notices['document-expiring'], end };
    expect(saidIn(body)).toEqual([english, indonesian]);
    expect(pressed(view(body))).toEqual([]);
  });
});

describe('a delegation', () => {
  const told = (what: 'given' | 'began' | 'ended' | 'revoked', whom: 'from' | 'to', changes = {}) =>
    said(view({ ...notices.delegation, what, reader: whom, ...changes }));

  test('that was given tells both people on which days, for what and up to how much', () => {
    expect(told('given', 'to')).toEqual([
      'Bo will be away and asks you to decide for them from Mar 2, 2026 until the end of Mar 6, 2026.',
      'For Purchase request, up to 5,000.00 USD.',
      'What waits for Bo then comes to you as well, and your decisions are shown as made on behalf of Bo.',
    ]);
    expect(told('given', 'from')).toEqual([
      'Cy decides for you from Mar 2, 2026 until the end of Mar 6, 2026, as you asked.',
      'For Purchase request, up to 5,000.00 USD.',
      'You can still decide yourself. To end it early, type /delegate.',
    ]);
  });

  test('for every type and any amount says so', () => {
    const anything = { typeNames: null, delegation: { ...delegation, types: null, cap: null } };
    expect(told('began', 'from', anything)[1]).toBe('For every type of request, whatever the amount.');
  });

  test('that begins and ends tells both people', () => {
    expect(told('began', 'from')[0]).toBe('Cy decides for you from now on, until the end of Mar 6, 2026.');
    expect(told('began', 'to')[0]).toBe('You decide for Bo from now on, until the end of Mar 6, 2026.');
    expect(told('ended', 'from')).toEqual(['Cy does not decide for you any more, since Mar 7, 2026, 12:00 AM GMT+7.']);
    expect(told('ended', 'to')).toEqual(['You do not decide for Bo any more, since Mar 7, 2026, 12:00 AM GMT+7.']);
  });

  test('that was ended early says when that was', () => {
    const early = { delegation: { ...delegation, endedAt: at(4) } };
    expect(told('revoked', 'from', early)).toEqual([
      'Cy does not decide for you: you ended it Mar 2, 2026, 4:04 PM GMT+7.',
    ]);
    expect(told('revoked', 'to', early)[0]).toContain('they ended it Mar 2, 2026, 4:04 PM GMT+7.');
  });
});

describe('a question', () => {
  const { question } = notices;

  test('can be answered while the answer is owed, and says that the time stands still', () => {
    const shown = view(question);
    expect(said(shown)).toEqual([
      'Bo has a question before deciding on Finance of Laptop (PR-2026-0001):',
      'Which model?\nAnd why?',
      'The time for this step stands still until you answer.',
    ]);
    expect(pressed(shown)).toEqual(['answer', 'open']);
    const [row] = drawn(question).blocks.filter((block) => block.type === 'actions');
    const answer = row?.elements.find(({ action_id }) => action_id === noticeAction.answer);
    expect(readQuestionValue(answer?.type === 'button' ? answer.value : undefined)).toEqual({
      documentId: 'doc',
      stepId: 'doc:1:0',
      questionId: 'q1',
    });
  });

  test('that is answered shows the answer and has no such button', () => {
    const shown = view({ ...question, answer: { text: 'The light one.', at: at(3) } });
    expect(said(shown).slice(-2)).toEqual(['You answered Mar 2, 2026, 4:03 PM GMT+7:', 'The light one.']);
    expect(pressed(shown)).toEqual(['open']);
  });

  test('that nobody waits for any more has none either', () => {
    const shown = view({ ...question, isOver: true });
    expect(said(shown).at(-1)).toBe('Nobody waits for an answer any more.');
    expect(pressed(shown)).toEqual(['open']);
  });

  test('is answered to who asked, with what they had asked', () => {
    expect(said(view(notices.answer))).toEqual([
      'Ana answered your question about Laptop (PR-2026-0001), on Finance:',
      'The light one.',
      'You had asked: “Which model?”',
    ]);
  });
});

test('a returned document that will be cancelled says when, and can be edited from there', () => {
  const shown = view(notices['document-expiring']);
  expect(said(shown)[0]).toBe(
    'Laptop (PR-2026-0001) was sent back to you and nothing has happened since. It will be cancelled Mar 2, 2026, 4:08 PM GMT+7.',
  );
  expect(shown.actions).toEqual([{ kind: 'edit', label: 'Edit and resubmit', documentId: 'doc' }]);
});

describe('somebody who left', () => {
  test('is told with what became of their steps, and leads to what is stuck', () => {
    const shown = view(notices.leaver);
    expect(said(shown)).toEqual([
      'Bo is not active any more. 4 steps that waited for them were looked at again:',
      'Laptop (PR-2026-0001) · Finance: Cy is asked now',
      'Laptop (PR-2026-0001) · Director: nobody was found',
      '2 more are not listed here.',
      'Where nobody was found, somebody has to be put on the step. Type /approval-admin stuck to see where.',
    ]);
    expect(pressed(shown)).toEqual(['show-stuck']);
  });

  test('and left nothing stuck leads nowhere', () => {
    const shown = view({ ...notices.leaver, moved: [], more: 0 });
    expect(said(shown)).toEqual(['Bo is not active any more. No step waited for them.']);
    expect(pressed(shown)).toEqual([]);
  });
});

describe('a weekly report', () => {
  test('begins with the numbers', () => {
    expect(said(view(notices['weekly-report']))).toEqual([
      'Weekly report on your team',
      '12 submitted, 9 decided',
      '5 waiting now, 2 overdue',
      '1 day 3 hours was the median time to decide a step',
      'Slowest steps',
      '2 days 2 hours · Manager of Leave (4 steps)',
      'Who is waited for',
      '3 · Bo, 1 of them overdue',
      'From Mar 2, 2026, 4:00 PM GMT+7 until Mar 2, 2026, 4:09 PM GMT+7',
    ]);
  });

  test('of a week in which nothing was decided is short', () => {
    const quiet = { ...report, scope: 'company', medianMs: null, slowest: [], awaited: [] } as const;
    expect(said(view({ ...notices['weekly-report'], report: quiet }))).toEqual([
      'Weekly report on the company',
      '12 submitted, 9 decided',
      '5 waiting now, 2 overdue',
      'No step was decided.',
      expect.stringMatching(/^From /),
    ]);
  });
});

describe('in Slack', () => {
  test('the menu of a reminder stands in a row that names its step', () => {
    const row = drawn(notices.reminder).blocks.find((block) => block.type === 'actions');
    const menu = row?.elements.find(({ action_id }) => action_id === noticeAction.snooze);
    expect(stepOfSnoozeBlock(row?.block_id ?? '')).toBe('doc:1:0');
    expect(menu).toMatchObject({ type: 'static_select', options: { length: 4 } });
  });

  test('what people wrote is data: it links, mentions and formats nothing', () => {
    const evil = '<!channel> *x* <https://evil.example|Approve>';
    const item: WaitingItem = {
      ...{ ...waiting, submitterName: evil, step: evil, forName: evil },
      document: { ...waiting.document, title: evil },
    };
    for (const body of [
      { ...notices.reminder, item },
      { ...notices.digest, items: [item] },
      { ...notices.question, text: evil },
    ]) {
      const message = drawn(body);
      expect(message.text).not.toContain('<!channel>');
      expect(JSON.stringify(message.blocks)).not.toMatch(/"type":"(?:link|broadcast|user|mrkdwn)"/);
    }
  });

  const long = '字é<&>'.repeat(2000);
  const longDocument = { id: 'd'.repeat(100), number: long, title: long, typeName: long };
  const longItem = { ...waiting, document: longDocument, step: long, submitterName: long, forName: long };
  const longPerson = { id: 'k', name: long, title: long, unit: long };
  const many = <T>(one: T): T[] => Array.from({ length: 200 }, () => one);
  const huge: { readonly [K in UpkeepNotice['kind']]: Extract<NoticeBody, { kind: K }> } = {
    reminder: { ...notices.reminder, item: longItem, why: { kind: 'nudge', by: long } },
    digest: { ...notices.digest, items: many(longItem), more: 999_999 },
    escalated: { ...notices.escalated, item: longItem, to: many(longPerson) },
    delegation: { ...notices.delegation, from: longPerson, to: longPerson, typeNames: many(long) },
    question: {
      ...{ ...notices.question, document: longDocument, step: long, askedBy: longPerson, text: long },
      answer: { text: long, at: at(3) },
    },
    answer: { ...notices.answer, document: longDocument, step: long, question: long, text: long },
    'document-expiring': { ...notices['document-expiring'], document: longDocument },
    leaver: {
      ...{ ...notices.leaver, person: longPerson },
      moved: many({ document: longDocument, step: long, successor: null }),
    },
    'weekly-report': {
      ...notices['weekly-report'],
      report: {
        ...report,
        slowest: many({ typeName: long, step: long, medianMs: 1e12, count: 1e9 }),
        awaited: many({ name: long, count: 1e9, overdue: 1e9 }),
      },
    },
  };

  const over = { ...longItem, end: { kind: 'decided', decision: 'approve', by: many(long) } } as const;

  test.each(Object.keys(locales))('what waits no more fits in “%s”, however much there was', (locale) => {
    for (const body of [
      { ...notices.reminder, item: over },
      { ...notices.digest, items: many(over), more: 0 },
      { ...notices['document-expiring'], document: longDocument, end: 'kept' } as const,
    ]) {
      expect(() => assertMessageWithinLimits(drawn(body, locale))).not.toThrow();
    }
  });

  test.each(Object.keys(locales).flatMap((locale) => Object.values(huge).map((body) => [body.kind, locale, body])))(
    'a %s fits in “%s”, however much there is to say',
    (_kind, locale, body) => {
      expect(() => assertMessageWithinLimits(drawn(body as NoticeBody, String(locale)))).not.toThrow();
    },
  );
});
