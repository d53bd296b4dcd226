import type { Words } from '../../../src/bot/view/words.js';
import type { Done } from '../../../src/engine/answer.js';
import type { CommandKind } from '../../../src/engine/command.js';
import type { Delegation } from '../../../src/engine/delegation/delegation.js';
import { documentStatuses } from '../../../src/engine/document.js';
import type { FieldErrorCode } from '../../../src/engine/form/field-type.js';
import type { ClaimEnd, KnownPerson } from '../../../src/engine/ports/identities.js';
import { at } from './dossier.js';
import { marker, type Samples } from './sample.js';
import { jobsSamples, stuckSamples } from './sample-admin-upkeep.js';
import { noticeSamples } from './sample-notices.js';

const submitter = marker('submitter');
const name = marker('name');
const title = marker('title');
const step = marker('step');
const typed = marker('typed');
const number = marker('number');
const label = marker('label');
const error = marker('error');
const role = marker('role');
const unit = marker('unit');
const text = marker('text');
const rule = marker('rule');
const from = marker('from');
const to = marker('to');
const policy = marker('policy');
const when = at(1);
const until = at(2);

const names = { names: [marker('first'), marker('second'), marker('third')], more: 361 };
const one = { names: [marker('only')], more: 0 };
const nobodyLeft = { steps: one, isNobodyLeft: true, isTold: true };
const somebodyLeft = { steps: names, isNobodyLeft: false, isTold: false };
const stuck = [nobodyLeft, somebodyLeft];
const principal = marker('principal');
const deputy = marker('deputy');
const vote = { name, decision: 'reject', at: when, comment: text } as const;
const plainVote = { name, decision: 'return', at: when, comment: null } as const;
const byDeputy = { ...vote, name: deputy, onBehalfOf: principal } as const;
const votes = [vote, plainVote];
const votesOfMany = [...votes, byDeputy];
const about = { name, changed: [label], isSubmitter: true, isLapsed: false, person: principal };
const nameless = { name: undefined, changed: [], isSubmitter: false, isLapsed: false, person: undefined };
const doneContext = { name, submitter, asked: names, step, stuck: [], onBehalfOf: undefined };
const onBehalf = { ...doneContext, onBehalfOf: principal };
const toThemselves = { toThemselves: true, submitter, submitterReads: false };
const toOthers = { toThemselves: false, submitter, submitterReads: false };
const toSubmitter = { toThemselves: false, submitter, submitterReads: true };

function done(command: CommandKind, changes: Partial<Done> = {}): Done {
  const common = { kind: 'done', documentId: 'd', version: 4, round: 1, dataRevision: 1 } as const;
  return { ...common, command, number, status: 'pending', stepOutcome: null, ...changes };
}

type Told = Parameters<Words['refusals']['wrong-status']>;

const wrongStatus = documentStatuses.flatMap((status): Told[] => [
  [{ code: 'wrong-status', status, since: when, number }, about],
  [{ code: 'wrong-status', status, since: null, number }, nameless],
]);
const lapsed = [true, false].map(
  (isSubmitter): Told => [
    { code: 'wrong-status', status: 'cancelled', since: when, number },
    { ...about, isSubmitter, isLapsed: true },
  ],
);

const refusals: Samples<Words['refusals']> = {
  'foreign-workspace': [[{ code: 'foreign-workspace' }, nameless]],
  'unknown-installation': [[{ code: 'unknown-installation' }, nameless]],
  'unknown-person': [[{ code: 'unknown-person' }, nameless]],
  'inactive-person': [[{ code: 'inactive-person' }, nameless]],
  'no-permission': [[{ code: 'no-permission', permission: 'approval.act' }, nameless]],
  'no-such-type': [[{ code: 'no-such-type', typeKey: typed }, nameless]],
  'no-such-document': [[{ code: 'no-such-document' }, nameless]],
  'own-document': [[{ code: 'own-document' }, about]],
  'put-oneself': [
    [{ code: 'put-oneself', how: 'reassigned' }, about],
    [{ code: 'put-oneself', how: 'wrote-the-definition' }, about],
  ],
  'not-the-submitter': [
    [{ code: 'not-the-submitter' }, about],
    [{ code: 'not-the-submitter' }, nameless],
  ],
  'not-the-completer': [
    [{ code: 'not-the-completer', role }, about],
    [{ code: 'not-the-completer', role: null }, about],
  ],
  'wrong-status': [
    [{ code: 'wrong-status', status: 'draft', since: null, number: null }, about],
    ...wrongStatus,
    ...lapsed,
  ],
  stale: [
    [{ code: 'stale', round: 362, changed: ['amount'] }, about],
    [{ code: 'stale', round: 362, changed: [] }, nameless],
  ],
  'no-such-step': [
    [{ code: 'no-such-step' }, about],
    [{ code: 'no-such-step' }, nameless],
  ],
  'not-an-approver': [[{ code: 'not-an-approver', step }, about]],
  'already-decided': [
    [{ code: 'already-decided', step, decision: 'approve', at: when }, about],
    [{ code: 'already-decided', step, decision: 'return', at: when, by: 'bo' }, about],
  ],
  'delegation-over': [
    [{ code: 'delegation-over', forId: 'bo', why: 'ended' }, about],
    [{ code: 'delegation-over', forId: 'bo', why: 'amount' }, about],
    [{ code: 'delegation-over', forId: 'bo', why: 'type' }, about],
    [{ code: 'delegation-over', forId: 'bo', why: 'off' }, about],
    [{ code: 'delegation-over', forId: 'bo', why: 'unable' }, about],
    [{ code: 'delegation-over', forId: 'bo', why: 'ended' }, nameless],
  ],
  'too-many-questions': [
    [{ code: 'too-many-questions', which: 'open', max: 391 }, about],
    [{ code: 'too-many-questions', which: 'asked', max: 392 }, about],
  ],
  'no-such-question': [[{ code: 'no-such-question' }, about]],
  'answered-already': [[{ code: 'answered-already', at: when }, about]],
  'nudged-already': [[{ code: 'nudged-already', at: when, againAt: until }, about]],
  'delegation-off': [[{ code: 'delegation-off' }, about]],
  'nothing-to-do': [[{ code: 'nothing-to-do' }, about]],
  'step-not-open': [[{ code: 'step-not-open', step }, about]],
  'step-closed': [
    [{ code: 'step-closed', step, at: when }, about],
    [{ code: 'step-closed', step, at: null }, about],
  ],
  'reason-required': [[{ code: 'reason-required' }, about]],
  'comment-too-long': [[{ code: 'comment-too-long', chars: 363, charsMax: 364 }, about]],
  'unable-person': [
    [{ code: 'unable-person', personId: 'bo', why: 'inactive' }, about],
    [{ code: 'unable-person', personId: 'bo', why: 'may-not-act' }, about],
    [{ code: 'unable-person', personId: 'bo', why: 'submitter' }, about],
    [{ code: 'unable-person', personId: 'bo', why: 'asked' }, about],
    [{ code: 'unable-person', personId: 'bo', why: 'author' }, about],
    [{ code: 'unable-person', personId: 'bo', why: 'oneself' }, about],
    [{ code: 'unable-person', personId: 'bo', why: 'chose-approver' }, about],
    [{ code: 'unable-person', personId: 'bo', why: 'no-place' }, about],
    [{ code: 'unable-person', personId: 'bo', why: 'given-enough' }, about],
    [{ code: 'unable-person', personId: 'bo', why: 'no-answer' }, about],
  ],
  'invalid-form': [[{ code: 'invalid-form', errors: [] }, about]],
  'attachment-required': [[{ code: 'attachment-required' }, about]],
  'no-template': [[{ code: 'no-template', typeKey: typed }, about]],
  'rule-failed': [[{ code: 'rule-failed', where: name, error }, about]],
  'route-changed': [
    [
      { code: 'route-changed', digest: 'd', route: { template: { key: 't', version: 1, name: 'T' }, stages: [] } },
      about,
    ],
  ],
  'something-wrong': [[{ code: 'something-wrong' }, nameless]],
};

const nothing: readonly [[Record<string, string | number>]] = [[{}]];
const fieldErrors: Samples<Words['fieldErrors']> = {
  ...eachOf(
    ['required', 'not-whole', 'negative', 'not-a-date', 'end-before-start', 'not-a-time', 'not-a-moment'],
    nothing,
  ),
  ...eachOf(['not-an-option', 'unknown-person', 'inactive-person', 'not-an-email', 'not-a-url'], nothing),
  ...eachOf(['unknown-field'], nothing),
  ...eachOf(['too-short', 'too-few'], [[{ min: 365 }]]),
  ...eachOf(['too-long', 'too-many', 'too-many-files'], [[{ max: 366 }]]),
  'not-a-number': [
    [{ example: '1234.50' }],
    [{ example: '620', mistake: 'comma' }],
    [{ example: '5', mistake: 'sign' }],
  ],
  'too-small': [[{ min: 367 }], [{ min: '500.00', currency: 'IDR' }]],
  'too-large': [[{ max: 368 }], [{ max: '500.00', currency: 'IDR' }], [{}]],
  'too-many-decimals': [[{ decimals: 3 }], [{ currency: 'JPY', decimals: 0 }], [{ currency: 'IDR', decimals: 2 }]],
  'unknown-currency': [[{ known: 'USD, IDR' }]],
  'too-early': [[{ min: '2026-03-02' }], [{ min: '08:15' }], [{ min: '2026-03-31T07:30:00.000Z' }]],
  'too-late': [[{ max: '2026-03-02' }], [{ max: '08:15' }]],
  'wrong-pattern': [[{ help: text }], [{}]],
  'too-large-file': [[{ name, bytesMax: 10_485_760 }]],
  'rule-failed': [[{ error }]],
};

function eachOf<C extends FieldErrorCode>(codes: readonly C[], samples: Samples<Words['fieldErrors'][C]>) {
  return Object.fromEntries(codes.map((code) => [code, samples])) as Record<C, typeof samples>;
}

const quota = {
  ...{ policy, unit, year: 2031, limit: marker('limit'), carried: undefined, spent: marker('spent'), held: undefined },
  ...{ moved: undefined, asked: marker('asked'), left: marker('left'), leftAfter: undefined, isPast: false },
};
const account = { chatUser: marker('U0ANA'), email: marker('email') };
const person: KnownPerson = { id: marker('id'), name, title, unit };
const shown = { chatUser: marker('U0BO'), name: marker('account'), email: marker('email') };
const claim = { kind: 'claim', claimId: 'c', person, account: shown, at: when, until } as const;
const relinked = { person, linked: [marker('U0NEW')], unlinked: [marker('U0OLD')], email: { before: from, after: to } };
const unlinked = { ...relinked, linked: [], email: null };
const ends = (['confirmed', 'declined', 'expired', 'outdated'] as const).map((how): ClaimEnd => {
  return { how, by: { id: 'noor', name: marker('noor') }, at: at(3) };
});

const delegation = { name: deputy, from, until: to, hasBegun: true, types: names, cap: marker('cap') };
const met = { names, from, until: to };
const given: Delegation = {
  ...{ id: 'd', fromId: 'ana', toId: 'bo', startsAt: when, endsAt: until, types: null, cap: null },
  ...{ createdAt: when, endedAt: null },
};

/** Arguments for all words. Every sentence of ours should come up, whatever decides between them. */
export const samples: Samples<Words> = {
  refusals,
  fieldErrors,
  done: {
    create: [[done('create'), doneContext]],
    edit: [[done('edit'), doneContext]],
    submit: [
      [done('submit'), doneContext],
      [done('submit'), { ...doneContext, asked: { names: [], more: 0 }, stuck }],
      [done('submit', { status: 'rejected' }), doneContext],
    ],
    cancel: [
      [done('cancel'), doneContext],
      [done('cancel', { number: null }), doneContext],
    ],
    delete: [[done('delete'), doneContext]],
    complete: [[done('complete'), doneContext]],
    reassign: [[done('reassign'), doneContext]],
    approve: [
      [done('approve'), doneContext],
      [done('approve', { stepOutcome: 'approved' }), doneContext],
      [done('approve', { stepOutcome: 'approved' }), { ...doneContext, stuck }],
      [done('approve', { stepOutcome: 'approved', status: 'approved' }), doneContext],
      [done('approve'), onBehalf],
    ],
    reject: [
      [done('reject'), doneContext],
      [done('reject', { stepOutcome: 'rejected' }), doneContext],
      [done('reject', { stepOutcome: 'rejected' }), onBehalf],
    ],
    return: [
      [done('return'), doneContext],
      [done('return'), onBehalf],
    ],
    ask: [[done('ask'), doneContext]],
    answer: [[done('answer'), doneContext]],
    'delegate-step': [[done('delegate-step'), doneContext]],
    nudge: [
      [done('nudge'), doneContext],
      [done('nudge'), { ...doneContext, asked: { names: [], more: 0 } }],
    ],
  },
  values: { range: [[from, to]] },
  reason: [
    [{ kind: 'user' }, toThemselves],
    [{ kind: 'user' }, toOthers],
    [{ kind: 'role', role, unit: null }, toThemselves],
    [{ kind: 'role', role, unit }, toOthers],
    [{ kind: 'group', group: name }, toThemselves],
    [{ kind: 'group', group: name }, toOthers],
    [{ kind: 'field', field: label }, toThemselves],
    [{ kind: 'field', field: label }, toOthers],
    [{ kind: 'manager', level: 1 }, toThemselves],
    [{ kind: 'manager', level: 1 }, toSubmitter],
    [{ kind: 'manager', level: 2 }, toOthers],
    [{ kind: 'manager', level: 369 }, toOthers],
    [{ kind: 'unit_head', unit }, toThemselves],
    [{ kind: 'unit_head', unit }, toOthers],
    [{ kind: 'stand-in', as: 'manager', for: name }, toThemselves],
    [{ kind: 'stand-in', as: 'unit_head', for: name }, toOthers],
    [{ kind: 'stand-in', as: 'unit_head', for: null }, toOthers],
    [{ kind: 'stand-in', as: 'manager', for: null }, toSubmitter],
    [{ kind: 'stand-in', as: 'delegate', for: name }, toThemselves],
    [{ kind: 'stand-in', as: 'fallback_group', for: name }, toThemselves],
    [{ kind: 'stand-in', as: 'fallback_group', for: null }, toOthers],
    [{ kind: 'reassigned', by: name, from, text }, toThemselves],
    [{ kind: 'reassigned', by: name, from: null, text }, toOthers],
  ],
  card: {
    asksYou: [[submitter, title]],
    youAreAsked: [[step, []]],
    rule: [
      ['any', 2],
      ['all', 2],
      ['all', 371],
    ],
    youVoted: [
      [{ ...vote, name: 'x' }, step],
      [{ ...plainVote, name: 'x' }, step],
      [{ ...plainVote, name: 'x', decision: 'approve' }, step],
      [{ ...byDeputy, name: 'x' }, step],
    ],
    voted: [[vote], [plainVote], [byDeputy]],
    closedWithoutYou: [
      [step, votes, when],
      [step, [], when],
      [step, [], null],
    ],
    requestOf: [[submitter, title]],
    toComplete: [[submitter, title]],
    yourRequest: [[title]],
    waitingFor: [[names], [one]],
    approved: [
      [when, votesOfMany],
      [null, []],
    ],
    rejected: [
      [when, [byDeputy]],
      [when, votesOfMany],
      [when, [vote]],
      [when, votes],
      [null, [plainVote]],
      [null, []],
    ],
    returned: [
      [when, [vote]],
      [null, []],
    ],
    cancelled: [
      [when, submitter],
      [null, undefined],
    ],
    completed: [
      [when, submitter],
      [null, undefined],
    ],
    draftOf: [[title]],
    submittedAgain: [
      [{ round: 372, votes: [vote], isOwn: false }],
      [{ round: 372, votes, isOwn: false }],
      [{ round: 372, votes: [{ ...plainVote, name: 'x' }], isOwn: true }],
      [{ round: 372, votes: [], isOwn: false }],
    ],
    changedSinceRound: [
      [373, [], 0],
      [373, [{ label }, { label, values: { before: from, after: to } }], 374],
    ],
    asksYouFor: [[submitter, principal, title]],
    youActFor: [
      [step, principal, [{ kind: 'delegation', until }]],
      [
        step,
        principal,
        [
          { kind: 'step', note: text },
          { kind: 'escalation', as: 'manager' },
        ],
      ],
      [step, principal, [{ kind: 'step', note: null }]],
      [step, principal, [{ kind: 'escalation', as: 'unit_head' }]],
      [step, principal, [{ kind: 'escalation', as: 'role' }]],
      [step, principal, [{ kind: 'escalation', as: 'group' }]],
      [step, principal, [{ kind: 'escalation', as: 'user' }]],
    ],
    actsForThem: [
      [deputy, [{ kind: 'delegation', until }]],
      [
        deputy,
        [
          { kind: 'step', note: text },
          { kind: 'escalation', as: 'manager' },
        ],
      ],
    ],
    inPlaceOf: [[deputy, principal]],
    votedForYou: [
      [byDeputy, step],
      [{ ...byDeputy, comment: null, decision: 'approve' }, step],
    ],
    placeFilled: [
      [byDeputy, step],
      [plainVote, step],
    ],
    actsNoMore: [[step, names]],
    questionAsked: [
      [name, step, when, text],
      [name, null, when, text],
    ],
    questionAnswered: [[submitter, when, text]],
    earlierQuestions: [[1], [429]],
    youOweAnswers: [
      [names, step],
      [one, step],
    ],
    paused: [[when]],
    expired: [
      [step, 'approve', when],
      [step, 'reject', when],
      [step, 'return', null],
    ],
    lapsed: [[when], [null]],
    expiring: [[until]],
    nudged: [[when]],
    mayNotAct: [[[]]],
    changedSinceDecided: [[submitter]],
    round: [[375]],
    formerRound: [
      [376, number, true],
      [376, number, false],
    ],
    formerRoundOfYours: [[377]],
    submittedAt: [[when]],
    stuckState: [[nobodyLeft], [somebodyLeft]],
    stuck: [[step, submitter]],
    stuckWayOut: [[submitter]],
    notHereYet: [[names], [one]],
    noLongerStuck: [[step]],
    step: [
      [name, text, when],
      [name, text, null],
    ],
    because: [[text]],
    due: [[when]],
    ruleFailed: [[step, error]],
    completeText: [[name]],
    waits: [[name]],
    inactive: [[[]]],
    unreachable: [[[]]],
    openPlaces: [[1], [372]],
    notNeeded: [[name]],
    asked: [[name, []]],
    andMore: [[378]],
    shortened: [[number]],
    cancelText: [[name]],
    fallback: {
      asked: [[submitter, title, number]],
      askedFor: [[submitter, principal, title, number]],
      approver: [[number, text]],
      toComplete: [[submitter, title, number]],
      submitter: [[number, text]],
      outcome: [[number, text]],
      stuck: [[number, step]],
    },
  },
  policy: {
    quota: [
      [quota],
      [{ ...quota, carried: marker('carried'), held: marker('held'), moved: marker('moved') }],
      [{ ...quota, leftAfter: marker('leftAfter'), isPast: true }],
    ],
    threshold: [[marker('amount'), marker('above'), step]],
    notice: [
      [policy, 379, from],
      [policy, 1, from],
    ],
    blackout: [[policy, from, to, text]],
    overlap: [[policy, number, from, to]],
    message: [
      [policy, text, step],
      [policy, text, null],
    ],
    rejected: [[when], [null]],
  },
  form: {
    noSuchType: [[typed]],
    moreTypes: [[381]],
    moreBegun: [[389]],
    problems: [[[{ label, problem: text }]]],
    page: [[382, 383]],
    computed: [[label, text]],
    rangeFrom: [[label]],
    rangeTo: [[label]],
    begun: [
      [name, title, when],
      [name, undefined, when],
    ],
    counts: [
      [384, 385],
      [384, undefined],
      [undefined, 385],
    ],
    filesHint: [
      [1, text, undefined],
      [386, text, marker('kinds')],
    ],
    keptFiles: [[label]],
    fileRefused: [
      [name, { code: 'gone' }],
      ['', { code: 'gone' }],
      [name, { code: 'unreachable' }],
      [name, { code: 'empty' }],
      [name, { code: 'encrypted' }],
      [name, { code: 'too-large', bytesMax: 10_485_760 }],
      [name, { code: 'wrong-type', accept: ['pdf', 'png'] }],
      [name, { code: 'wrong-type', accept: ['pdf', 'png'], is: 'txt' }],
      [name, { code: 'renamed', named: marker('ending'), is: 'pdf' }],
    ],
    sameFile: [[name, marker('kept')]],
    limits: [
      [from, to],
      [from, undefined],
      [undefined, to],
    ],
    whenLimits: [
      [from, to],
      [from, undefined],
      [undefined, to],
    ],
    reasonAbout: [[name, title, submitter]],
  },
  stepForm: { delegateLead: [[step]] },
  delegate: {
    line: [[delegation], [{ ...delegation, hasBegun: false }]],
    scope: [[delegation], [{ ...delegation, types: null, cap: null }]],
    more: [[431]],
    ending: [[name]],
    ended: [[name]],
    untilHint: [[marker('zone')]],
    given: [[delegation], [{ ...delegation, hasBegun: false }]],
    refusals: {
      off: [[{ code: 'off' }, met]],
      'no-permission': [[{ code: 'no-permission' }, met]],
      'unknown-person': [[{ code: 'unknown-person' }, met]],
      'to-oneself': [[{ code: 'to-oneself' }, met]],
      unable: [
        [{ code: 'unable', personId: 'bo', why: 'inactive' }, met],
        [{ code: 'unable', personId: 'bo', why: 'may-not-act' }, met],
      ],
      'ends-before-start': [[{ code: 'ends-before-start' }, met]],
      'over-already': [[{ code: 'over-already' }, met]],
      'too-long': [[{ code: 'too-long', daysMax: 432 }, met]],
      'unknown-type': [[{ code: 'unknown-type', typeKey: 't' }, met]],
      'too-many': [[{ code: 'too-many', max: 433 }, met]],
      overlap: [[{ code: 'overlap', delegation: given }, met]],
      cycle: [
        [{ code: 'cycle', through: ['bo', 'cy'] }, met],
        [
          { code: 'cycle', through: ['bo'] },
          { ...met, names: one },
        ],
      ],
      'chain-too-long': [[{ code: 'chain-too-long', people: ['bo', 'cy'], linksMax: 434 }, met]],
      'no-such-delegation': [[{ code: 'no-such-delegation' }, met]],
    },
  },
  files: { open: [[name]], ready: [[name]] },
  preview: { leadFor: [['draft'], ['returned']], stuckAhead: [[names]], expected: [[when]] },
  overview: {
    line: [
      [title, number, name],
      [title, null, name],
    ],
    askedBy: [
      [submitter, when, undefined],
      [submitter, when, principal],
    ],
    toComplete: [[submitter, when]],
    state: [
      [text, 387, 388, when],
      [text, 0, 1, when],
      [text, 0, 0, when],
    ],
    historyRound: [
      [389, true],
      [389, false],
    ],
    heading: [
      [text, 0, false],
      [text, 391, true],
    ],
    notFound: [[typed]],
    severalFound: [[typed, [marker('first'), marker('second')]]],
  },
  firstContact: {
    question: [
      [marker('email'), person],
      [marker('email'), { ...person, title: null, unit: null }],
    ],
    flaw: [
      ['foreign', account],
      ['bot', account],
      ['deactivated', account],
      ['guest', account],
      ['no-email', account],
      ['unconfirmed-email', account],
    ],
    obstacle: [
      [{ kind: 'nobody' }, account],
      [{ kind: 'several' }, account],
      [{ kind: 'taken' }, account],
      [{ kind: 'nobody-confirms' }, account],
      [{ kind: 'waiting', since: when, until }, account],
      [{ kind: 'declined', at: when, until }, account],
    ],
    notMe: [[account]],
    linked: [[name]],
    wasLinked: [[name]],
    again: [
      [{ name, text }, true],
      [{ name, text: '' }, false],
    ],
    notice: [
      [{ kind: 'account-linked', person, confirmedBy: submitter, at: when }],
      [{ kind: 'account-linked', person, confirmedBy: null, at: when }],
      [{ kind: 'person-linked', person, account: shown, at: when }],
      [{ ...claim, end: null }],
      ...ends.map((end): [typeof claim & { end: ClaimEnd }] => [{ ...claim, end }]),
      [{ kind: 'claim-ended', how: 'declined', at: when }],
      [{ kind: 'claim-ended', how: 'expired', at: when }],
      [{ kind: 'claim-ended', how: 'outdated', at: when }],
      [{ kind: 'own-identity-changed', by: submitter, change: relinked, at: when }],
      [{ kind: 'identities-changed', by: submitter, changes: [relinked], more: 392, at: when }],
      [{ kind: 'identities-changed', by: submitter, changes: [unlinked, relinked], more: 0, at: when }],
    ],
    confirmation: [[name]],
    declining: [[name]],
    ended: [
      [name, { how: 'confirmed', by: null, at: when }, { isNews: true, isOwn: true }],
      [name, { how: 'declined', by: null, at: when }, { isNews: true, isOwn: true }],
      [name, { how: 'confirmed', by: null, at: when }, { isNews: false, isOwn: true }],
      [name, { how: 'declined', by: null, at: when }, { isNews: false, isOwn: true }],
      [name, { how: 'declined', by: null, at: when }, { isNews: false, isOwn: false }],
    ],
  },
  notices: noticeSamples,
  settings: { timeZone: [[marker('zone')]] },
  admin: {
    noSuchCommand: [
      [typed, undefined],
      [typed, marker('meant')],
    ],
    notThere: [
      ['people', typed],
      ['types', typed],
      ['policies', typed],
    ],
    someone: {
      personAbout: [
        [title, unit, false],
        [null, null, false],
      ],
      email: [[text]],
      unit: [[unit], [null]],
      manager: [[name], [null]],
      heldRole: [
        [role, unit],
        [role, null],
      ],
      account: [[marker('slack'), marker('team'), marker('user')]],
      balance: [[policy, 2031, unit, marker('spent'), marker('held')]],
      roleAbout: [
        [392, false, true],
        [1, false, false],
        [0, true, false],
      ],
      permission: [['document.create'], ['people.confirm_identity']],
      groupAbout: [[393], [1]],
      member: [
        [name, true],
        [name, false],
      ],
      calendarAbout: [[marker('zone'), true]],
      weekday: [
        [marker('day'), text],
        [marker('day'), ''],
      ],
      holiday: [[marker('day'), name]],
    },
    definition: {
      saved: [
        [394, when, name],
        [394, when, null],
      ],
      typeAbout: [[marker('prefix'), 395]],
      field: [
        [label, name, 'text', true],
        [label, name, 'money', false],
        [label, name, 'date_range', false],
      ],
      fieldShownWhen: [[rule]],
      fieldComputed: [[rule]],
      attachments: [
        [true, undefined],
        [true, 396],
        [false, undefined],
        [false, 396],
      ],
      completedBy: [[role]],
      templateAbout: [[name, 397, 398]],
      appliesWhen: [[rule], [undefined]],
      stage: [[399]],
      step: [[name]],
      who: [
        [
          [
            { kind: 'user', name },
            { kind: 'role', name: role },
            { kind: 'group', name: marker('group') },
          ],
          { approveWhen: 'any', rejectWhen: 'any' },
        ],
        [[{ kind: 'field', name: label }, { kind: 'unit_head' }], { approveWhen: 'all', rejectWhen: 'all' }],
        [[{ kind: 'manager', level: 1 }], { approveWhen: 'any', rejectWhen: 'any' }],
        [[{ kind: 'manager', level: 411 }], { approveWhen: 'any', rejectWhen: 'any' }],
      ],
      when: [[rule]],
      because: [[text]],
      sla: [
        [412, undefined],
        [1, marker('calendar')],
      ],
      ladder: [
        [[]],
        [
          [
            { do: 'remind', afterHours: 1 },
            { do: 'escalate', afterHours: 416, to: [{ kind: 'role', name: label }] },
            { do: 'escalate', afterHours: 417, to: [{ kind: 'manager', level: 1 }, { kind: 'unit_head' }] },
            { do: 'escalate', afterHours: 418, to: [{ kind: 'manager', level: 419 }] },
            { do: 'approve', afterHours: 420 },
          ],
        ],
        [[{ do: 'reject', afterHours: 421 }]],
        [[{ do: 'return', afterHours: 422 }]],
      ],
      policyAbout: [[name, 413, 414]],
      quota: [[marker('limit'), unit, marker('amount')]],
      quotaDate: [[label]],
      carryOver: [[marker('most'), unit]],
      openingUse: [[name, 2031, marker('used'), unit]],
      threshold: [[label, marker('above')]],
      notice: [
        [label, 415],
        [label, 1],
      ],
      blackout: [[from, to, text]],
      custom: [
        [rule, 'reject', text],
        [rule, 'warn', text],
        [rule, 'add_step', text],
      ],
    },
    upload: {
      mistakes: [
        [416, name],
        [1, name],
      ],
      mistake: [
        [417, text],
        [null, text],
      ],
      refused: [[418], [1]],
      changes: [
        [419, name],
        [1, name],
      ],
      applied: [[421], [1]],
      tooLarge: [[1_000_000]],
    },
    simulate: { asIf: [[name]] },
    reassign: {
      lead: [[name, title, submitter]],
      place: [
        [step, name],
        [step, null],
      ],
      person: [[name, title, false]],
      nothingOpen: [[name]],
      done: [[step, name, number]],
    },
    trail: {
      timelineTitle: [[name]],
      entry: [
        [when, name, []],
        [when, null, []],
      ],
      consequence: [[when, []]],
      created: [[title]],
      edited: [
        [title, [label, name]],
        [title, []],
      ],
      submitted: [
        [number, 1, [step]],
        [number, 422, []],
      ],
      stageOpened: [[423]],
      voted: [
        ['approve', step, text],
        ['reject', step, null],
        ['return', step, null],
      ],
      stepCompleted: [
        [step, 'approved'],
        [step, 'rejected'],
        [step, 'returned'],
      ],
      reassigned: [
        [step, from, to, text],
        [step, null, to, text],
      ],
      ended: [['approved'], ['rejected'], ['returned'], ['cancelled'], ['completed'], ['deleted']],
      votedFor: [
        ['approve', step, principal, text],
        ['reject', step, principal, null],
        ['return', step, principal, null],
      ],
      delegated: [
        [step, deputy, principal, { until, note: null }],
        [step, deputy, principal, { until: null, note: text }],
        [step, deputy, principal, { until: null, note: null }],
      ],
      delegationExpired: [[step, deputy, principal]],
      reminded: [
        [step, [name, deputy]],
        [step, []],
      ],
      escalated: [
        [step, [{ deputy, principal }]],
        [step, []],
      ],
      expired: [
        [step, 'approve'],
        [step, 'reject'],
        [step, 'return'],
        [step, null],
      ],
      asked: [[step, text]],
      answered: [[step, text]],
      approverLeft: [
        [step, name, deputy],
        [step, name, null],
      ],
      nudged: [[[name, deputy]], [[]]],
      expiring: [[until]],
      company: [
        [text, name, undefined],
        [text, name, 424],
      ],
    },
    jobs: jobsSamples,
    stuck: stuckSamples,
    audit: {
      asked: [
        [name, number, role, from, to],
        [null, null, null, null, null],
      ],
      about: [[name]],
      exported: [
        [name, 425, true],
        [name, 425, false],
      ],
    },
  },
};
