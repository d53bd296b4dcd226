import { acme, type Edit, type RawCompany } from './acme.js';

/** Acme with one of everything that files can say about workflows. */
export function workshop(edit: Edit = () => undefined): RawCompany {
  const raw: RawCompany = {
    ...acme(),
    company: { ...acme().company, calendar: 'office' },
    roles: [
      { key: 'buyers', name: 'Buyers', permissions: ['document.read_all', 'approval.act'] },
      { key: 'director', name: 'Director', confirm_identity: true },
      { key: 'everybody', name: 'Everybody', everyone: true },
    ],
    groups: [{ key: 'board', name: 'Board', members: ['bo', 'ana'] }],
    calendars: [
      {
        key: 'office',
        name: 'Office',
        time_zone: 'Europe/Berlin',
        hours: { 'mon-thu': ['13:00-17:00', '08:00-12:00'], fri: '08:00 - 14:00' },
        holidays: [
          { date: '2026-12-25', name: 'Christmas' },
          { date: '2026-05-01', name: 'May Day' },
        ],
      },
    ],
    types: [purchaseType(), leaveType()],
    templates: [bigPurchase(), purchase(), leave()],
    policies: [quota(), dates(), threshold(), long()],
    tests: tests(),
  };
  edit(raw);
  return raw;
}

function purchaseType() {
  return {
    key: 'purchase',
    name: 'Purchase',
    prefix: 'PR',
    description: 'Things to buy',
    title_field: 'item',
    visible_to_managers: true,
    attachments: { max: 3, max_mib: 2 },
    completion: { role: 'buyers' },
    form: [
      { name: 'item', type: 'text', label: 'Item', required: true },
      { name: 'amount', type: 'money', label: 'Amount', required: true, currencies: ['EUR'] },
      { name: 'friend', type: 'user', label: 'Who else knows' },
      { name: 'offer', type: 'file', label: 'Offer' },
    ],
  };
}

function leaveType() {
  return {
    key: 'leave',
    name: 'Leave',
    prefix: 'LV',
    title_field: 'what',
    completion: 'automatic',
    form: [
      { name: 'what', type: 'text', label: 'What', required: true },
      { name: 'period', type: 'date_range', label: 'When', required: true },
      { name: 'days', type: 'integer', label: 'Days', computed: 'business_days(period.from, period.to)' },
      { name: 'why', type: 'text', label: 'Why', visible_when: 'days > 3', required: true },
    ],
  };
}

function bigPurchase() {
  const director = {
    key: 'director',
    name: 'Director',
    who: [{ role: 'director' }, { manager: 2 }],
    approve_when: 'all',
    reject_when: 'all',
    because: 'over 5,000 EUR',
    sla: { hours: 8, calendar: 'office' },
  };
  return {
    key: 'big-purchase',
    name: 'Big purchase',
    type: 'purchase',
    priority: 10,
    when: { all: [{ path: 'amount', operator: '>', value: { amount: '5000.00', currency: 'EUR' } }] },
    stages: [
      {
        steps: [
          { key: 'manager', name: 'Manager', who: 'manager' },
          { key: 'board', name: 'Board', who: { group: 'board' } },
        ],
      },
      { steps: [director] },
    ],
  };
}

function purchase() {
  const friend = { key: 'friend', name: 'Friend', who: { field: 'friend' }, when: 'has(form.friend)' };
  return {
    key: 'purchase',
    name: 'Purchase',
    type: 'purchase',
    stages: [{ steps: [{ key: 'head', name: 'Head', who: 'unit_head', sla: { hours: 4 } }, friend] }],
  };
}

function leave() {
  return {
    key: 'leave',
    name: 'Leave',
    type: 'leave',
    stages: [{ steps: [{ key: 'manager', name: 'Manager', who: 'manager' }] }],
  };
}

function quota() {
  const used = [
    { person: 'cy', year: 2026, amount: 8 },
    { person: 'bo', year: 2026, amount: 0.5 },
  ];
  return {
    key: 'quota',
    name: 'Quota',
    type: 'leave',
    priority: 5,
    quota_limit: { limit: 12, unit: 'days', amount: 'days', date: 'period', carry_over: 2.5, used },
  };
}

function dates() {
  const blackouts = [{ from: '2026-12-01', to: '2026-12-24', reason: 'Christmas' }];
  return {
    key: 'dates',
    name: 'Dates',
    type: 'leave',
    time_based: { field: 'period', notice_days: 3, overlap: 'refused', blackouts },
  };
}

function threshold() {
  const step = { key: 'finance', name: 'Finance', who: { role: 'finance' } };
  return {
    key: 'threshold',
    name: 'Threshold',
    type: 'purchase',
    when: 'requester.unit == "shop"',
    amount_threshold: { field: 'amount', above: '500 EUR', step },
  };
}

function long() {
  const custom = { rule: 'days > 10', effect: 'warn', message: 'Quite long' };
  return { key: 'long', name: 'Long leave', type: 'leave', custom };
}

function tests() {
  return [
    {
      name: 'a purchase of 300 stays in the unit',
      type: 'purchase',
      person: 'cy',
      values: { item: 'Lamp', amount: '300 EUR' },
      expect: { route: [{ head: 'bo' }], not_steps: ['director'] },
    },
    {
      name: 'one of 6,000 goes to the board and the director',
      type: 'purchase',
      person: 'cy',
      on: '2026-03-02',
      values: { item: 'Loom', amount: { amount: '6000', currency: 'EUR' } },
      expect: {
        route: [['board', { manager: ['bo'] }], 'director', { finance: null }],
        steps: ['board'],
        findings: ['threshold'],
      },
    },
    {
      name: 'five days are more than Cy has left',
      type: 'leave',
      person: 'cy',
      on: '2026-03-02',
      values: { what: 'Sea', period: { from: '2026-07-06', to: '2026-07-10' }, why: 'Rest' },
      expect: { rejected_by: 'quota' },
    },
    {
      name: 'who is away for long says why',
      type: 'leave',
      person: 'bo',
      on: '2026-03-02',
      values: { what: 'Sea', period: '2026-07-06..2026-07-10' },
      expect: { invalid: ['why'] },
    },
  ];
}
