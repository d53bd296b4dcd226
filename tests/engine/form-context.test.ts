import { describe, expect, test } from 'vitest';
import type { FormField } from '../../src/engine/form/field.js';
import { formContext, peopleNamedIn } from '../../src/engine/form-context.js';
import { defaultSettings } from '../../src/engine/settings.js';
import { tripType } from './support/documents.js';
import { noCalendars } from './support/facts.js';
import { person } from './support/people.js';

const newYearsEve = '2026-12-31T23:00:00.000Z';
const people = [person('bo'), person('cy', { active: false })];

function context(type = tripType, calendars = noCalendars) {
  return formContext(type, 'ana', people, calendars, defaultSettings, newYearsEve);
}

describe('what a form is checked against', () => {
  test.each([
    ['UTC', '2026-12-31'],
    ['Asia/Jakarta', '2027-01-01'],
    ['America/New_York', '2026-12-31'],
  ])('is the day that it is in the company’s zone: %s', (timeZone, today) => {
    expect(context(tripType, { ...noCalendars, timeZone }).today).toBe(today);
  });

  test.each([
    ['bo', 'active'],
    ['cy', 'inactive'],
    ['zoe', 'unknown'],
  ])('tells of %s: %s', (personId, standing) => {
    expect(context().standingOf(personId)).toBe(standing);
  });

  test('has the settings’ limits for files where the type says nothing', () => {
    expect(context().attachments).toEqual({ required: false, max: 5, bytesMax: 10_485_760 });
    const strict = { ...tripType, attachments: { required: true, max: 1, bytesMax: 100 } };
    expect(context(strict).attachments).toEqual({ required: true, max: 1, bytesMax: 100 });
  });
});

describe('the people that a form names', () => {
  const form: readonly FormField[] = [
    { type: 'user', name: 'who', label: 'Who', required: false },
    { type: 'users', name: 'all', label: 'All', required: false },
    { type: 'text', name: 'text', label: 'Text', required: false },
  ];

  test('are those in fields for people, once each', () => {
    expect(peopleNamedIn(form, { who: 'bo', all: ['cy', 'bo'], text: 'di' })).toEqual(['bo', 'cy']);
    expect(peopleNamedIn(form, { who: null })).toEqual([]);
  });

  test('are never more than anybody would look up', () => {
    const all = Array.from({ length: 5000 }, (_, at) => `p${at}`);
    expect(peopleNamedIn(form, { all })).toHaveLength(500);
  });
});
