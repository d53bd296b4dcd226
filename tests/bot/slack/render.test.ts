import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderCard } from '../../../src/bot/slack/render/card.js';
import { renderDelegate } from '../../../src/bot/slack/render/delegate.js';
import { renderDetail } from '../../../src/bot/slack/render/detail.js';
import { renderOverview } from '../../../src/bot/slack/render/overview.js';
import { renderPreview } from '../../../src/bot/slack/render/preview.js';
import { renderReason } from '../../../src/bot/slack/render/reason.js';
import { renderAnswer, renderAsk, renderDelegateStep } from '../../../src/bot/slack/render/step-form.js';
import { renderTypeChoice } from '../../../src/bot/slack/render/type-choice.js';
import {
  assertMessageWithinLimits,
  assertViewWithinLimits,
  type DrawnBlock,
} from '../../../src/bot/slack/within-limits.js';
import { cardView } from '../../../src/bot/view/card.js';
import { delegateView } from '../../../src/bot/view/delegate.js';
import { detailView } from '../../../src/bot/view/detail.js';
import { overviewView } from '../../../src/bot/view/lists.js';
import { en } from '../../../src/bot/view/locales/en.js';
import { previewView } from '../../../src/bot/view/preview.js';
import { rich } from '../../../src/bot/view/text.js';
import { cardRoles } from '../../../src/engine/card.js';
import { type Delegation, delegationsMax } from '../../../src/engine/delegation/delegation.js';
import {
  type DeputyGround,
  type DocumentStatus,
  documentStatuses,
  type Step,
  stepStatuses,
  type Vote,
} from '../../../src/engine/document.js';
import type { Dossier } from '../../../src/engine/dossier.js';
import type { FormField } from '../../../src/engine/form/field.js';
import { areBlocksTooLong, checkMessageBlocks, checkModal } from '../../../src/sandbox/block-kit/check.js';
import { at, documentOf, dossier, form, nothingLater, purchase, values } from '../support/dossier.js';

const reader = { locale: 'en', timeZone: 'UTC' };
const nasty = '<!channel> <@U1> *bold* `code` &amp; 😀👨‍👩‍👧‍👦 שלום \u202Eevil\nAmount  1 USD\n';

/** Texts as people write them: short, nasty, and far too long. A fixed choice, for building them anew costs more than drawing. */
const texts = [
  '',
  'Ana',
  nasty,
  'A sentence about laptops.',
  nasty.repeat(20).slice(0, 1000),
  nasty.repeat(200).slice(0, 10_000),
];
const anyText = fc.constantFrom(...texts);
const anyComment = fc.constantFrom(null, ...texts.slice(1).map((text) => text.slice(0, 1000)));

const anyVote = fc.option(
  fc.record({
    decision: fc.constantFrom('approve', 'reject', 'return'),
    comment: anyComment,
    at: fc.constant(at(5)),
    dataRevision: fc.constant(1),
  }),
);

interface StepShape {
  readonly name: string;
  readonly status: Step['status'];
  readonly vote: Vote | null;
  readonly people: number;
  readonly rule: 'any' | 'all';
  /** For each of the people, and of each kind. */
  readonly deputies: number;
  readonly questions: number;
  readonly expiredAs: Step['expiredAs'];
  readonly text: string;
}

const stepShape: fc.Arbitrary<StepShape> = fc.record({
  name: anyText,
  status: fc.constantFrom(...stepStatuses),
  vote: anyVote,
  people: fc.constantFrom(0, 1, 3, 60),
  rule: fc.constantFrom('any', 'all'),
  deputies: fc.constantFrom(0, 0, 1, 20),
  questions: fc.constantFrom(0, 0, 2, 25),
  expiredAs: fc.constantFrom(null, null, 'approve', 'reject', 'return'),
  text: anyText.map((text) => text.slice(0, 1000) || '?'),
});

/** Every third person has voted. */
function stepOf(shape: StepShape, bit: number, round: number): Step {
  const { name, status, vote, people, rule, expiredAs } = shape;
  return {
    id: `doc-1:${round}:${bit}`,
    key: `s${bit}`,
    name,
    round,
    stage: Math.floor(bit / 2),
    bit,
    status,
    rule: { approveWhen: rule, rejectWhen: 'any' },
    because: bit % 4 === 0 ? 'over 500.00 USD' : null,
    problem: null,
    sla: { hours: 24, ladder: [] },
    openPlaces: 0,
    replaced: [],
    ...nothingLater,
    expiredAs,
    ladderAt: [at(40)],
    rungsFired: expiredAs === null ? 0 : 1,
    ...laterOf(shape),
    dueAt: at(60),
    approvers: Array.from({ length: people }, (_, index) => ({
      personId: `p${index}`,
      reasons: [{ kind: 'manager', level: 1 }],
      putBy: null,
      vote: index % 3 === 0 ? vote : null,
    })),
    opening: 1,
    openedAt: at(1),
    closedAt: status === 'pending' ? null : at(6),
  };
}

/** Everybody acts for everybody who comes before them, as far as there are that many. */
function laterOf({ people, deputies, questions, text }: StepShape): Partial<Step> {
  const grounds: readonly DeputyGround[] = [
    { kind: 'delegation', path: ['d'], until: at(90) },
    { kind: 'step', note: text },
    { kind: 'escalation', rung: 0, as: 'role' },
  ];
  const pairs = Array.from({ length: people }, (_, principal) =>
    Array.from({ length: deputies }, (__, index) => ({ forId: `p${principal}`, personId: `p${(index + 30) % 60}` })),
  ).flat();
  const asked = Array.from({ length: questions }, (_, index) => ({
    ...{ id: `q${index}`, askedBy: `p${index}`, text, askedAt: at(index) },
    answer: index % 2 === 0 ? null : { text, at: at(index + 1) },
  }));
  return {
    deputies: pairs.flatMap((pair) => grounds.map((ground) => ({ ...pair, ground, since: at(2) }))),
    formerDeputies: pairs.map((pair) => ({ ...pair, at: at(3) })),
    questions: asked,
    pausedAt: questions > 0 ? at(1) : null,
  };
}

const steps = (round: number) =>
  fc
    .oneof(
      fc.array(stepShape, { minLength: 1, maxLength: 4 }),
      fc.array(stepShape, { minLength: 40, maxLength: 63, size: 'max' }),
    )
    .map((shapes) => shapes.map((shape, bit) => stepOf(shape, bit, round)));

const wideForm: FormField[] = Array.from({ length: 100 }, (_, index) => ({
  type: index % 3 === 0 ? 'long_text' : 'text',
  name: `field_${index}`,
  label: `Field ${index}`,
  required: false,
}));

const anyDossier: fc.Arbitrary<Dossier> = fc
  .record({
    status: fc.constantFrom<DocumentStatus>(...documentStatuses),
    steps: steps(2),
    former: steps(1),
    answers: fc.array(anyText, { minLength: 40, maxLength: 40 }),
    title: anyText,
    name: anyText,
  })
  .map(({ status, steps: current, former, answers, title, name }) => {
    const data = Object.fromEntries(answers.map((text, index) => [`field_${index}`, text.slice(0, 3000) || '-']));
    const document = documentOf({ status, steps: current, round: 2, title, data, closedAt: at(9) });
    const people = new Map(
      ['ana', ...Array.from({ length: 60 }, (_, index) => `p${index}`)].map((id) => [
        id,
        { id, name: name || id, active: true, reachable: true, mayAct: true },
      ]),
    );
    return {
      ...dossier(document),
      formerSteps: former,
      people,
      type: { ...purchase, name: name || 'Type', form: wideForm },
    };
  });

/** Two checks written apart from each other, ours and the local Slack's, must agree that it fits. */
function expectMessageFits(message: { blocks: readonly DrawnBlock[] }): void {
  assertMessageWithinLimits(message);
  const checked = checkMessageBlocks(message.blocks);
  expect(checked).toMatchObject({ ok: true });
  expect(checked.ok && areBlocksTooLong(checked.value)).toBe(false);
}

function expectViewFits(view: object): void {
  assertViewWithinLimits(view);
  expect(checkModal(view)).toMatchObject({ ok: true });
}

/** An approver, and somebody who acts for others where there are deputies. */
const anyReader = fc.constantFrom('p0', 'p31');

describe('whatever people write and however many are asked', () => {
  test('every card fits into a message', () => {
    fc.assert(
      fc.property(
        anyDossier,
        fc.constantFrom(...cardRoles),
        fc.boolean(),
        anyReader,
        (given, role, isFormer, reads) => {
          const subject = role === 'outcome' ? 'round 2' : `doc-1:${isFormer ? 1 : 2}:0`;
          const personId = role === 'submitter' || role === 'outcome' ? 'ana' : reads;
          expectMessageFits(renderCard(cardView({ role, personId, subject }, given, reader), 'card-1', reader));
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  test('every document fits into a modal', () => {
    fc.assert(
      fc.property(anyDossier, fc.constantFrom('ana', 'p0', 'p31'), (given, viewer) => {
        expectViewFits(renderDetail(detailView(given, viewer, reader), { d: 'doc-1' }, [rich`${nasty}`]));
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  test('every preview fits into a modal', () => {
    fc.assert(
      fc.property(anyDossier, (given) => {
        const steps = given.document.steps.map((one) => ({
          ...one,
          sla: { hours: 24, ladder: [] },
          approvers: one.approvers.map((asked) => ({ ...asked, grounds: [] })),
        }));
        const route = { template: { key: 't', version: 1, name: 'T' }, stages: [steps] };
        const plan = { route, findings: given.document.findings, expected: [steps.map(() => at(60))] };
        const names = new Map([...given.people].map(([id, person]) => [id, person.name]));
        const { document, type } = given;
        const view = previewView({
          document,
          type,
          plan,
          names,
          reader: { locale: 'en', timeZone: 'UTC' },
          notices: [],
        });
        expectViewFits(renderPreview(view, { d: 'doc-1', n: 'n', g: 'g'.repeat(64), r: 1, v: 1 }));
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  test('lists of ten fit into a modal', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 10, maxLength: 10 }), (titles) => {
        const items = titles.map((title, index) => ({
          documentId: `d${index}`,
          number: null,
          title,
          typeName: title,
          status: 'draft' as const,
          submitterName: title,
          stepsDone: 0,
          stepsTotal: 3,
          isStuck: true,
          at: at(1),
        }));
        const page = { page: { items, next: 'c'.repeat(200) }, isFirstPage: false };
        expectViewFits(renderOverview(overviewView(page, page, 'en'), { w: 'c'.repeat(200), q: 'c'.repeat(200) }));
      }),
    );
  });

  test('a reason is asked for within a modal', () => {
    const about = en.form.reasonAbout('PR-1', nasty.repeat(200), nasty);
    expectViewFits(renderReason(about, { k: 'reject', d: 'd', s: 's', o: 1, r: 1, v: 1 }, en));
  });

  test('a hundred and fifty types are offered as far as they fit, and the rest is said', () => {
    const types = Array.from({ length: 150 }, (_, index) => ({
      ...purchase,
      key: `t${index}`,
      name: `${nasty} ${index}`,
    }));
    const view = renderTypeChoice(types, [], [], en);
    expectViewFits(view);
    expect(JSON.stringify(view.blocks[0])).toContain('50 more types are not listed');
  });
});

describe('what people wrote', () => {
  const hostile = { ...values, item: nasty, why: nasty };
  const drawn = () => {
    const given = dossier(documentOf({ title: nasty, data: hostile }));
    return renderCard(cardView({ role: 'approver', personId: 'bo', subject: 's1' }, given, reader), 'card-1', reader);
  };

  test('is never markup: no block holds mrkdwn', () => {
    expect(JSON.stringify(drawn().blocks)).not.toContain('mrkdwn');
  });

  test('is escaped in the notification, the one text that Slack parses', () => {
    expect(drawn().text).toContain('&lt;!channel&gt;');
    expect(drawn().text).not.toMatch(/[<>]/);
  });

  test('cannot make a line of its own outside a quote, nor turn the direction of ours', () => {
    const texts = drawn().blocks.flatMap((block) => (block.type === 'rich_text' ? block.elements : []));
    const outside = texts.filter((part) => part.type !== 'rich_text_quote');
    expect(JSON.stringify(outside)).not.toContain('\\n');
    expect(JSON.stringify(texts)).not.toContain('\u202E');
  });

  test('is left whole where there is room, with its own lines inside the quote', () => {
    const given = dossier(documentOf({ data: { ...values, why: 'x\ny'.repeat(1000) } }), {
      type: { ...purchase, form },
    });
    const view = renderCard(
      cardView({ role: 'approver', personId: 'bo', subject: 's1' }, given, reader),
      'card-1',
      reader,
    );
    expect(JSON.stringify(view)).toContain(JSON.stringify('x\ny'.repeat(1000)).slice(1, -1));
    expect(JSON.stringify(view)).not.toContain('Shortened here');
  });
});

test('a card that leaves something out says so and names the command that shows everything', () => {
  const many = Array.from({ length: 63 }, (_, bit) => ({ id: `s${bit}`, name: `Step ${bit}`, bit, stage: bit }));
  const people = Array.from({ length: 60 }, (_, index) => ({
    personId: `p${index}`,
    reasons: [{ kind: 'manager' as const, level: 1 }],
    putBy: null,
    vote: null,
  }));
  const steps: Step[] = many.map((one) => ({
    ...one,
    key: one.id,
    round: 1,
    status: 'waiting',
    rule: { approveWhen: 'all', rejectWhen: 'any' },
    because: null,
    problem: null,
    sla: null,
    openPlaces: 0,
    replaced: [],
    ...nothingLater,
    dueAt: null,
    approvers: people,
    opening: 0,
    openedAt: null,
    closedAt: null,
  }));
  const given = dossier(documentOf({ steps }));
  const message = renderCard(
    cardView({ role: 'submitter', personId: 'ana', subject: 'doc-1' }, given, reader),
    'c',
    reader,
  );
  expect(JSON.stringify(message)).toContain('Shortened here. /approvals PR-2026-0001 shows everything.');
  expect(JSON.stringify(message)).toMatch(/… and \d+ more/);
});

describe('a long thread', () => {
  const question = (index: number) => ({
    ...{ id: `q${index}`, askedBy: 'bo', text: `Question ${index} ${'x'.repeat(900)}`, askedAt: at(index) },
    answer: index === 0 ? null : { text: `Answer ${index} ${'y'.repeat(900)}`, at: at(index + 1) },
  });
  const questions = Array.from({ length: 25 }, (_, index) => question(index));
  const steps = [{ ...documentOf().steps[0], name: 'Manager', questions, pausedAt: at(1) } as Step];
  const given = dossier(documentOf({ steps }));

  test('is cut on a card, which says how many are left out and keeps what waits for an answer', () => {
    const message = renderCard(
      cardView({ role: 'approver', personId: 'bo', subject: 's1' }, given, reader),
      'card-1',
      reader,
    );
    expectMessageFits(message);
    const drawn = JSON.stringify(message);
    expect(drawn).toMatch(/\d+ earlier questions are not shown here\./);
    expect(drawn).toContain('Question 0 ');
    expect(drawn).toContain('Answer 24 ');
    expect(drawn).not.toContain('Answer 3 ');
    expect(drawn).toContain('Shortened here. /approvals PR-2026-0001 shows everything.');
  });

  test('stands whole in the document’s own modal', () => {
    const view = renderDetail(detailView(given, 'bo', reader), { d: 'doc-1' });
    expectViewFits(view);
    const drawn = JSON.stringify(view);
    for (let index = 0; index < 25; index += 1) expect(drawn).toContain(`Question ${index} ${'x'.repeat(900)}`);
  });
});

describe('forms about a step', () => {
  const about = en.form.reasonAbout(nasty.repeat(50), nasty.repeat(50), nasty.repeat(50));
  const long = rich`${nasty.repeat(50)}`;
  const ids = { d: 'doc-1', s: 's1', n: 'n' };

  test('fit, whatever the document and its people are called', () => {
    expectViewFits(renderAsk(about, { ...ids, o: 1, r: 1, v: 1 }, en));
    expectViewFits(renderAnswer([about, long], { ...ids, q: 'q'.repeat(60) }, en));
    expectViewFits(renderDelegateStep([about, long], { ...ids, o: 1 }, en));
  });
});

describe('/delegate', () => {
  const given = (index: number): Delegation => ({
    ...{ id: `d${index}`, fromId: 'ana', toId: 'bo', startsAt: at(0), endsAt: at(59), createdAt: at(0), endedAt: null },
    types: Array.from({ length: 150 }, (_, type) => `t${type}`),
    cap: { amountMinor: Number.MAX_SAFE_INTEGER, currency: 'KWD' },
  });
  const types = Array.from({ length: 150 }, (_, index) => ({
    ...purchase,
    key: `t${index}`,
    name: nasty.slice(0, 60),
  }));
  const view = (typesMax: number) =>
    renderDelegate(
      delegateView({
        given: Array.from({ length: delegationsMax }, (_, index) => given(index)),
        got: Array.from({ length: 500 }, (_, index) => given(index)),
        names: new Map([['bo', nasty.repeat(20)]]),
        types: types.slice(0, typesMax),
        reader,
        now: at(1),
        notices: [rich`${nasty.repeat(50)}`],
        obstacle: undefined,
      }),
      { n: 'n', k: 0 },
    );

  test.each([0, 1, 5, 60, 150])('fits with as many as one may have, and %i types', (typesMax) => {
    expectViewFits(view(typesMax));
  });

  test('finds types by typing where a menu cannot hold them', () => {
    const element = (typesMax: number) =>
      view(typesMax).blocks.flatMap((block) =>
        block.type === 'input' && block.block_id === 'field:types' ? block.element.type : [],
      );
    expect([element(5), element(60), element(150)].flat()).toEqual([
      'checkboxes',
      'multi_static_select',
      'multi_external_select',
    ]);
  });
});
