import type { Calendar } from '../src/engine/calendar/calendar.js';
import type { PolicyContent, TemplateContent, TypeContent } from '../src/engine/company/company.js';

/**
 * A request as real ones are: a computed field, a step with a condition, four policies of which one counts a quota and one
 * looks at the person's other requests, and due times by a calendar.
 */
export const leaveType: TypeContent = {
  key: 'leave',
  name: 'Leave',
  prefix: 'LV',
  form: [
    { type: 'text', name: 'occasion', label: 'What for?', required: true },
    { type: 'date_range', name: 'period', label: 'From and until', required: true },
    {
      type: 'integer',
      name: 'days',
      label: 'Days',
      required: false,
      computed: 'business_days(period.from, period.to)',
    },
  ],
  titleField: 'occasion',
  visibleToManagers: true,
};

const anyone = { approveWhen: 'any', rejectWhen: 'any' } as const;

export const leaveTemplate: TemplateContent = {
  key: 'leave-default',
  name: 'Leave',
  type: 'leave',
  priority: 0,
  stages: [
    {
      steps: [
        {
          key: 'manager',
          name: 'Manager',
          who: [{ kind: 'manager' }],
          rule: anyone,
          sla: { hours: 16, calendar: 'berlin' },
        },
      ],
    },
    {
      steps: [
        {
          key: 'finance',
          name: 'Finance',
          who: [{ kind: 'role', role: 'finance' }],
          rule: anyone,
          when: 'days > 1',
          because: 'more than a day',
          sla: { hours: 8, calendar: 'berlin' },
        },
      ],
    },
  ],
};

const daysMax = 1_000_000;

export const leavePolicies: readonly PolicyContent[] = [
  {
    key: 'leave-quota',
    name: 'Yearly leave',
    type: 'leave',
    priority: 3,
    check: { kind: 'quota_limit', limit: daysMax * 100, unit: 'days', amount: 'period', carryOver: 300, used: [] },
  },
  {
    key: 'leave-dates',
    name: 'Dates of leave',
    type: 'leave',
    priority: 2,
    check: {
      kind: 'time_based',
      field: 'period',
      noticeDays: 3,
      blackouts: [{ from: '2026-12-07', to: '2026-12-18', reason: 'Christmas orders go out' }],
      overlap: 'refused',
    },
  },
  {
    key: 'leave-long',
    name: 'Long leave',
    type: 'leave',
    priority: 1,
    check: { kind: 'custom', rule: 'days > 10', effect: 'warn', message: 'Talk to your team before' },
  },
  {
    key: 'leave-short',
    name: 'Short leave',
    type: 'leave',
    priority: 0,
    when: 'days < 2',
    check: { kind: 'custom', rule: 'occasion == ""', effect: 'reject', message: 'Say what for' },
  },
];

const workday = [
  { from: '08:00', to: '12:00' },
  { from: '12:30', to: '16:30' },
];

/** Named by the steps of leave; the company itself has none, so that the floor need not reckon with one. */
export const berlin: Calendar = {
  key: 'berlin',
  name: 'Berlin',
  timeZone: 'Europe/Berlin',
  hours: { mon: workday, tue: workday, wed: workday, thu: workday, fri: workday, sat: [], sun: [] },
  holidays: [2026, 2027, 2028, 2029].flatMap((year) =>
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((month) => ({ date: `${year}-0${month}-01`, name: 'A holiday' })),
  ),
};
