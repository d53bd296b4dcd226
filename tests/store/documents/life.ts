import fc from 'fast-check';
import type { ApprovalDocument, DecisionKind } from '../../../src/engine/document.js';
import { nextRung } from '../../../src/engine/ladder.js';
import { systemId } from '../../../src/engine/system.js';
import { type House, openHouse } from '../../support/house.js';
import { managedCompany } from './acting.js';

export const people = ['ana', 'bo', 'cy', 'di', 'ed', 'flo', 'gus', 'hal'];
const days = { startsAt: '2026-03-01T00:00:00.000Z', endsAt: '2026-04-30T00:00:00.000Z' };

/** What somebody, or the clock, wants to do: whom and what it is about is chosen out of what there is by then. */
export interface Deed {
  readonly what: (typeof deeds)[number];
  readonly who: number;
  readonly to: number;
  readonly document: number;
  readonly step: number;
  readonly how: DecisionKind;
}

const deeds = [
  ...['submit', 'vote', 'vote', 'vote', 'ask', 'answer', 'delegate', 'give', 'end', 'sync', 'sync'],
  ...['fire', 'fire', 'nudge', 'reassign', 'resubmit', 'leave', 'wait', 'lapse'],
] as const;

export const deed: fc.Arbitrary<Deed> = fc.record({
  what: fc.constantFrom(...deeds),
  who: fc.nat(people.length - 1),
  to: fc.nat(people.length - 1),
  document: fc.nat(3),
  step: fc.nat(2),
  how: fc.constantFrom<DecisionKind>('approve', 'approve', 'reject', 'return'),
});

/** One life that every run begins with, so that each kind of event is there. */
export const prelude: readonly Partial<Deed>[] = [
  { what: 'submit', who: 0 },
  { what: 'submit', who: 0 },
  { what: 'give', who: 1, to: 4 },
  { what: 'sync' },
  { what: 'give', who: 2, to: 4 },
  { what: 'give', who: 3, to: 4 },
  { what: 'sync', document: 1 },
  { what: 'vote', document: 1, step: 1, who: 4 },
  { what: 'ask', who: 4 },
  { what: 'nudge', who: 0 },
  { what: 'answer' },
  { what: 'end', who: 1 },
  { what: 'sync' },
  { what: 'fire' },
  { what: 'fire' },
  { what: 'fire' },
  { what: 'reassign', step: 1, who: 2, to: 7 },
  { what: 'leave', who: 3 },
  { what: 'vote', document: 1, who: 1, how: 'return' },
  { what: 'lapse', document: 1 },
];

export async function openLife(): Promise<House> {
  const company = managedCompany();
  const roles = company.roles.map((role) =>
    role.key === 'admin' ? { ...role, permissions: [...role.permissions, 'approval.reassign' as const] } : role,
  );
  const all = { approveWhen: 'all', rejectWhen: 'any' } as const;
  const templates = company.templates.map((template) => ({
    ...template,
    // Where all must agree, somebody may act for two and fill the place of one.
    stages: template.stages.map(({ steps }) => ({
      steps: steps.map((step) => (step.key === 'procurement' ? { ...step, rule: all } : step)),
    })),
  }));
  return openHouse({ ...company, roles, templates });
}

/** Documents, delegations and whoever does something with them. */
export class Life {
  readonly house: House;
  readonly documents: string[] = [];
  readonly given: { readonly id: string; readonly fromId: string }[] = [];

  constructor(house: House) {
    this.house = house;
  }

  async live({ what, who: whoAt = 0, to: toAt = 0, document: at = 0, step: stepAt = 0, how }: Partial<Deed>) {
    const { house } = this;
    const [who = '', to = ''] = [people[whoAt], people[toAt]];
    const origin = { requestId: 'req', platform: 'test' };
    // Who asks and who administers stays, so that something goes on.
    if (what === 'submit') return this.#submit(whoAt % 2 === 0 ? 'ana' : 'gus');
    if (what === 'wait') return house.pass(at + 1);
    if (what === 'give') {
      const given = await house.give(who, to, { id: house.newId(), ...days });
      if ('id' in given) this.given.push(given);
      return undefined;
    }
    if (what === 'end') {
      const [given] = this.given.filter(({ fromId }) => fromId === who);
      const delegations = house.store.delegations('acme');
      return given === undefined ? undefined : delegations.end(given.id, who, origin, house.now());
    }
    const documentId = this.documents[at % Math.max(1, this.documents.length)];
    const document = documentId === undefined ? undefined : await house.document(documentId);
    if (document === undefined) return undefined;
    return this.#act(document, {
      what: what ?? 'wait',
      who: whoAt,
      to: toAt,
      document: at,
      step: stepAt,
      how: how ?? 'approve',
    });
  }

  async #submit(who: string): Promise<void> {
    const id = await this.house.create(who);
    await this.house.submit(who, id);
    this.documents.push(id);
  }

  async #act(document: ApprovalDocument, { what, who: whoAt, to, step: at, how }: Deed): Promise<unknown> {
    const { house } = this;
    const [actorId = '', toId = ''] = [people[whoAt], people[to]];
    const { id: documentId, round, dataRevision, submitterId } = document;
    const step = document.steps[at % Math.max(1, document.steps.length)];
    const [stepId, opening, nonce] = [step?.id ?? '', step?.opening ?? 0, house.newId()];
    const on = { documentId, stepId, opening, seen: { round, dataRevision }, nonce };
    const bySystem = { actorId: systemId, documentId } as const;
    switch (what) {
      case 'vote':
        return house.do({ kind: how, actorId, comment: how === 'approve' ? null : 'No', ...on });
      case 'ask':
        return house.do({ kind: 'ask', actorId, question: 'Which colour?', ...on });
      case 'answer': {
        const questions = document.steps.flatMap((one) => one.questions.map(({ id, answer }) => ({ one, id, answer })));
        const open = questions.find(({ answer }) => answer === null);
        const about = { documentId, stepId: open?.one.id ?? '', questionId: open?.id ?? '', nonce };
        return house.do({ kind: 'answer', actorId: submitterId, text: 'Green.', ...about });
      }
      case 'delegate':
        return house.do({ kind: 'delegate-step', actorId, toId, note: null, ...on });
      case 'sync':
        return house.sync(documentId);
      case 'fire': {
        const next = step && nextRung(step);
        if (next === undefined) return undefined;
        if (next.at > house.now()) house.goTo(next.at);
        return house.do({ kind: 'fire-rung', ...bySystem, stepId, opening, rung: next.index });
      }
      case 'nudge':
        return house.do({ kind: 'nudge', actorId: submitterId, documentId, nonce });
      case 'reassign':
        return house.do({ kind: 'reassign', actorId: 'gus', fromId: actorId, toId, reason: 'Away', ...on });
      case 'resubmit':
        return house.submit(submitterId, documentId);
      case 'leave': {
        if (['ana', 'gus'].includes(actorId)) return undefined;
        const leaving = house.database.write((trx) =>
          trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', actorId).execute(),
        );
        await leaving;
        return house.do({ kind: 'replace-leaver', ...bySystem, personId: actorId, nonce });
      }
      case 'lapse': {
        if (document.status !== 'returned') return undefined;
        house.pass(28);
        return house.do({ kind: 'lapse', ...bySystem, round, dataRevision, what: 'warn' });
      }
      default:
        return undefined;
    }
  }
}
