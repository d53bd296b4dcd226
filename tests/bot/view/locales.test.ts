import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../src/bot/slack/limits.js';
import type { Confirmation } from '../../../src/bot/view/action.js';
import { en } from '../../../src/bot/view/locales/en.js';
import { locales, type Words } from '../../../src/bot/view/words.js';
import { marker } from '../support/sample.js';
import { samples } from '../support/sample-sentences.js';

/** One thing that is said: where it stands among the words, and what it comes to with these arguments. */
interface Saying {
  readonly place: string;
  readonly text: string;
}

/** Everything that a language says: what needs no arguments, and the rest with the samples. */
function sayings(words: unknown, calls: unknown, place = ''): readonly Saying[] {
  if (typeof words === 'function') {
    if (!Array.isArray(calls)) throw new Error(`there is no sample for ${place}`);
    return calls.map((args, index) => ({ place: `${place} ${index}`, text: textOf(words(...args)) }));
  }
  if (typeof words === 'string' || Array.isArray(words)) return [{ place, text: textOf(words) }];
  return Object.entries(words as object).flatMap(([key, value]) =>
    sayings(value, (calls as Record<string, unknown> | undefined)?.[key], place === '' ? key : `${place}.${key}`),
  );
}

/** A text, wording with data and moments in it, or several of them. */
function textOf(said: unknown): string {
  if (typeof said === 'string') return said;
  if (Array.isArray(said)) return said.map(textOf).join('');
  if (typeof said !== 'object' || said === null) return '';
  if ('at' in said) return marker(String(said.at));
  return 'text' in said && 'kind' in said ? String(said.text) : Object.values(said).map(textOf).join(' ');
}

/** What stands in a sentence besides our words: the samples that were put in, and every figure. */
function placeholdersIn(text: string): readonly string[] {
  const marked = text.match(/‹[^›]+›/g) ?? [];
  const figures = text.replaceAll(/‹[^›]+›/g, ' ').match(/\d+/g) ?? [];
  return [...new Set([...marked, ...figures.map((figure) => String(Number(figure)))])];
}

/** Our words alone. */
function lettersIn(text: string): string {
  return text.replaceAll(/‹[^›]+›/g, '').replaceAll(/\P{L}/gu, '');
}

const english = new Map(sayings(en, samples).map(({ place, text }) => [place, text]));
const others = Object.entries(locales).filter(([locale]) => locale !== 'en');

describe.each(others)('%s', (locale, words) => {
  const said = sayings(words, samples);

  test('says everything that English says', () => {
    expect(said.map(({ place }) => place).sort()).toEqual([...english.keys()].sort());
    const silent = said.filter(({ place, text }) => (text === '') !== (english.get(place) === ''));
    expect(silent).toEqual([]);
  });

  test('puts into every sentence what English puts into it, and nothing else', () => {
    const differing = said.flatMap(({ place, text }) => {
      const expected = [...placeholdersIn(english.get(place) ?? ''), ...(ownFigures[locale]?.[place] ?? [])];
      const found = placeholdersIn(text);
      const missing = expected.filter((one) => !found.includes(one));
      const added = found.filter((one) => !expected.includes(one));
      return missing.length + added.length === 0 ? [] : [{ place, missing, added, text }];
    });
    expect(differing).toEqual([]);
  });

  test('leaves no sentence in English', () => {
    const same = said.filter(
      ({ place, text }) => text === english.get(place) && lettersIn(text) !== '' && !isShared(locale, place),
    );
    expect(same).toEqual([]);
  });

  test('lists nothing as shared that is not', () => {
    const places = sharedWith[locale] ?? [];
    const differing = places.filter((place) => {
      const one = said.find((saying) => saying.place === place);
      return one === undefined || one.text !== english.get(place);
    });
    expect(differing).toEqual([]);
  });
});

describe.each(Object.entries(locales))('%s', (locale, words) => {
  test('fills in everything, and tells pages which language they are in', () => {
    expect(sayings(words, samples).filter(({ text }) => /undefined|null|NaN|\[object/.test(text))).toEqual([]);
    expect(new Intl.Locale(locale).language).toBe(locale);
    expect(words.files.page.language).toBe(locale);
  });

  test('has titles and buttons that Slack shows whole', () => {
    const tooLong = (texts: readonly string[], max: number) => texts.filter((text) => text.length > max);
    expect(tooLong(titlesOf(words), LIMITS.viewTitleCharsMax)).toEqual([]);
    expect(tooLong(viewButtonsOf(words), LIMITS.viewButtonCharsMax)).toEqual([]);
    expect(tooLong(buttonsOf(words), LIMITS.buttonTextCharsMax)).toEqual([]);
    expect(tooLong(Object.values(words.admin.sections), LIMITS.headerCharsMax)).toEqual([]);
  });

  test('asks back in texts that fit, also about a long title', () => {
    for (const { title, text, yes, no } of confirmationsOf(words)) {
      expect(title.length).toBeLessThanOrEqual(LIMITS.confirmTitleCharsMax);
      expect(text.length, text).toBeLessThanOrEqual(LIMITS.confirmTextCharsMax);
      for (const button of [yes, no]) expect(button.length, button).toBeLessThanOrEqual(LIMITS.confirmButtonCharsMax);
      expect(yes).not.toBe(no);
    }
  });

  test('has sentences for fields that Slack shows whole', () => {
    const onFields = [
      ...sayings(words.fieldErrors, samples.fieldErrors),
      ...sayings(words.delegate.refusals, samples.delegate.refusals),
    ];
    const long = onFields.filter(({ text }) => text.length > LIMITS.fieldErrorCharsMax);
    expect(long).toEqual([]);
  });

  test('tells buttons of one row apart', () => {
    const { buttons } = words;
    for (const row of [
      [buttons.approve, buttons['approve-with-comment'], buttons.return, buttons.reject],
      [buttons.ask, buttons['delegate-step']],
      [buttons['answer-question'], buttons.nudge, buttons.cancel],
      [buttons['edit-and-resubmit'], buttons.cancel],
      [buttons.continue, buttons.discard],
      [buttons['continue-draft'], buttons['discard-draft']],
      [words.firstContact.yes, words.firstContact.no],
    ]) {
      expect(new Set(row).size, row.join(' | ')).toBe(row.length);
    }
  });
});

function titlesOf({ form, preview, overview, files, admin, settings, stepForm, delegate }: Words): readonly string[] {
  return [
    ...[form.chooseTitle, form.checkingTitle, ...Object.values(form.reasonTitles)],
    ...[preview.title, preview.doneTitle, preview.answerTitle, overview.title, files.linkTitle],
    ...[admin.title, admin.simulate.title, admin.upload.checkingTitle, settings.title],
    ...[stepForm.askTitle, stepForm.answerTitle, stepForm.delegateTitle, delegate.title],
  ];
}

/** Below a modal there is less room than on a card. */
function viewButtonsOf({ buttons, admin, settings, delegate }: Words): readonly string[] {
  const { submit, next, save, close, approve, reject } = buttons;
  const { search, check, confirm, reassign } = admin.buttons;
  const ofSteps = [buttons['send-question'], buttons['send-answer'], buttons['let-decide'], delegate.submit];
  const ofRequests = [submit, next, save, close, approve, reject, buttons.return];
  return [...ofRequests, ...ofSteps, search, check, confirm, reassign, settings.save];
}

function buttonsOf({ buttons, admin, firstContact, files, notices, settings, delegate }: Words): readonly string[] {
  const { yes, no, confirm, decline } = firstContact;
  const open = files.open('a-receipt-with-a-rather-long-name-for-a-file-2026.pdf');
  const { snooze, buttons: onNotices } = notices;
  const options = [...Object.values(snooze.choices), ...Object.values(settings.topics), settings.gather];
  const all = [buttons, admin.buttons, onNotices].flatMap((some) => Object.values(some));
  return [...all, ...options, snooze.menu, delegate.endNow, yes, no, confirm, decline, open];
}

function confirmationsOf({ card, buttons, firstContact, admin, delegate }: Words): readonly Confirmation[] {
  const [keep, discardKeep, notYet] = [buttons['cancel-keep'], buttons['discard-keep'], buttons['complete-keep']];
  const name = 'x'.repeat(80);
  return [
    { title: card.cancelTitle, text: card.cancelText(name), yes: buttons['cancel-confirm'], no: keep },
    { title: card.discardTitle, text: card.discardText, yes: buttons.discard, no: discardKeep },
    { title: card.completeTitle, text: card.completeText(name), yes: buttons['complete-confirm'], no: notYet },
    firstContact.confirmation('Maximiliane Wolkenstein-Trostburg'),
    firstContact.declining('Maximiliane Wolkenstein-Trostburg'),
    admin.jobs.retryAll,
    delegate.ending('Maximiliane Wolkenstein-Trostburg'),
  ];
}

/** Figures that a language has of its own, in an example of what to type. */
const ownFigures: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  id: { 'fieldErrors.not-whole 0': ['1500'] },
};

/** Words that are the same in English: names, and what is typed as it stands. */
const sharedWith: Readonly<Record<string, readonly string[]>> = {
  id: [
    'preview.answerTitle',
    'admin.help.roles.typed',
    'admin.help.groups.typed',
    'admin.help.upload.typed',
    'admin.help.audit.typed',
    'admin.help.stuck.typed',
    'admin.help.jobs.typed',
    'admin.someone.unit 0',
  ],
};

function isShared(locale: string, place: string): boolean {
  return sharedWith[locale]?.includes(place) ?? false;
}
