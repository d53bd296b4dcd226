import { describe, expect, test } from 'vitest';
import type { EscalationTarget } from '../../src/engine/definition.js';
import type { ApprovalDocument } from '../../src/engine/document.js';
import { escalatedTo } from '../../src/engine/escalation.js';
import type { Organisation } from '../../src/engine/organisation.js';
import { knownLadder } from '../../src/engine/take-over.js';
import { factsOf, openedDocument } from './support/by-system.js';
import { allRule, approver, step, t1 } from './support/documents.js';
import { group, role } from './support/people.js';
import { house } from './support/routes.js';

const vote = { decision: 'approve', comment: null, at: t1, dataRevision: 1 } as const;
const manager: EscalationTarget = { kind: 'manager' };
const unitHead: EscalationTarget = { kind: 'unit_head' };
const finance: EscalationTarget = { kind: 'role', role: 'finance' };
const desk: EscalationTarget = { kind: 'group', group: 'desk' };
const userFay: EscalationTarget = { kind: 'user', user: 'fay' };

interface About {
  readonly org?: Organisation;
  readonly mayNot?: readonly string[];
  readonly document?: ApprovalDocument;
}

function escalated(people: readonly string[], targets: readonly EscalationTarget[], about: About = {}) {
  const document = about.document ?? openedDocument([step('one', 0, 0, people, allRule)]);
  const [one] = document.steps;
  if (one === undefined) throw new Error('no step');
  const ladder = knownLadder(factsOf(about.org ?? house(), about.mayNot));
  return escalatedTo(targets, one, document, ladder).map(
    ({ personId, forId, as }) => `${personId} for ${forId}: ${as}`,
  );
}

describe('a step is escalated', () => {
  test.each<[string, readonly string[], readonly EscalationTarget[], readonly string[], About]>([
    ['to the manager of the approver', ['bo'], [manager], ['cleo for bo: manager'], {}],
    ['to the manager of each', ['bo', 'gil'], [manager], ['cleo for bo: manager'], {}],
    [
      'past a manager who has left',
      ['ana2'],
      [manager],
      ['cleo for ana2: manager'],
      { org: withPerson('ana2', 'bo', ['bo']) },
    ],
    ['past a manager who may not act', ['ana2'], [manager], ['cleo for ana2: manager'], below('bo', ['bo'])],
    [
      'past one who is asked already',
      ['ana2', 'bo'],
      [manager],
      ['cleo for ana2: manager', 'cleo for bo: manager'],
      below('bo'),
    ],
    ['to nobody where nobody is above', ['cleo'], [manager], [], {}],
    ['to nobody where everybody above has left', ['bo'], [manager], [], { org: house({ inactive: ['cleo'] }) }],
    ['so many levels up', ['ana2'], [{ kind: 'manager', level: 2 }], ['cleo for ana2: manager'], below('bo')],
    ['no further down than that', ['ana2'], [{ kind: 'manager', level: 3 }], [], below('bo')],
    ['to the head of the unit', ['bo'], [unitHead], ['dee for bo: unit_head'], {}],
    ['past a head who has left', ['bo'], [unitHead], ['eli for bo: unit_head'], { org: house({ inactive: ['dee'] }) }],
    ['past a head who is the approver', ['dee'], [unitHead], ['eli for dee: unit_head'], {}],
    ['to a person', ['bo'], [userFay], ['fay for bo: user'], {}],
    ['to a person who may act for each', ['bo', 'gil'], [userFay], ['fay for bo: user', 'fay for gil: user'], {}],
    ['to nobody in place of who has left', ['bo'], [userFay], [], { org: house({ inactive: ['fay'] }) }],
    [
      'to a group',
      ['bo'],
      [desk],
      ['fay for bo: group', 'gil for bo: group'],
      {
        org: house({ groups: [group('desk', 'ana', 'bo', 'fay', 'gil')] }),
      },
    ],
    [
      'to the nearest holders of a role',
      ['bo'],
      [finance],
      ['gil for bo: role'],
      {
        org: house({ roles: [role('finance', 'gil@team', 'eli')] }),
      },
    ],
    [
      'to those above where the nearest cannot act',
      ['bo'],
      [finance],
      ['eli for bo: role'],
      {
        org: house({ roles: [role('finance', 'gil@team', 'eli')], inactive: ['gil'] }),
      },
    ],
    [
      'to several, each once',
      ['bo'],
      [manager, { kind: 'user', user: 'cleo' }, userFay],
      ['cleo for bo: manager', 'fay for bo: user'],
      {},
    ],
  ])('%s', (_how, people, targets, expected, about) => {
    expect(escalated(people, targets, about)).toEqual(expected);
  });

  test('never to its submitter, who may be the manager of an approver', () => {
    expect(escalated(['fay'], [manager], { org: withPerson('fay', 'ana') })).toEqual(['bo for fay: manager']);
  });

  test('never to who wrote what led there', () => {
    const document = openedDocument([step('one', 0, 0, ['bo'])], ['cleo']);
    expect(escalated(['bo'], [manager], { document })).toEqual([]);
  });

  test('never to who put the approver there', () => {
    const put = { ...approver('bo'), putBy: 'cleo' };
    const document = openedDocument([{ ...step('one', 0, 0, []), approvers: [put] }]);
    expect(escalated([], [manager, userFay], { document })).toEqual(['fay for bo: user']);
  });

  test('in place of those alone whose vote is missing, and to nobody who has voted for another', () => {
    const approvers = [approver('bo'), approver('dee', vote), approver('gil', { ...vote, by: 'cleo' })];
    const document = openedDocument([{ ...step('one', 0, 0, [], allRule), approvers }]);
    expect(escalated([], [manager, unitHead], { document })).toEqual(['eli for bo: unit_head']);
  });

  test('to nobody where nobody is asked, as nobody’s place is theirs', () => {
    expect(escalated([], [manager, userFay])).toEqual([]);
  });
});

function withPerson(id: string, managerId: string, inactive: readonly string[] = []): Organisation {
  const org = house({ inactive });
  const person = { id, name: id, email: `${id}@example.com`, active: true, unitId: null, managerId };
  return { ...org, people: new Map([...org.people, [id, person]]) };
}

/** With somebody called ana2, whom this person manages. */
function below(managerId: string, mayNot: readonly string[] = []): About {
  return { org: withPerson('ana2', managerId), mayNot };
}
