import type { MemoryCompany, MemoryStore } from '../../support/memory-store.js';
import { awaitedIn } from './give-delegation.js';
import type { Move } from './intent.js';
import { pick, typeKeys } from './names.js';
import { nextVersion } from './random-type.js';

/** What an administrator does while documents are on their way. */
export function changeCompany(
  { company, documents }: MemoryStore,
  change: Exclude<Extract<Move, { move: 'change' }>['change'], 'no delegating'>,
  { which, other }: Pick<Extract<Move, { move: 'change' }>, 'which' | 'other'>,
): void {
  const everyone = [...company.people.values()];
  const person = pick(everyone, which);
  if (person === undefined) return;
  switch (change) {
    case 'leave': {
      const missed = company.people.get(pick(awaitedIn(documents.values()), which) ?? '') ?? person;
      company.people.set(missed.id, { ...missed, active: false });
      return;
    }
    case 'come back':
      for (const gone of everyone) company.people.set(gone.id, { ...gone, active: true });
      return;
    case 'new manager':
      company.people.set(person.id, { ...person, managerId: pick(everyone, other)?.id ?? null });
      return;
    case 'new name':
      company.people.set(person.id, { ...person, name: `${person.name} ${other}` });
      return;
    case 'new template':
      newTemplate(company, which, pick(everyone, other)?.id);
      return;
    case 'other policy':
      otherPolicy(company, which);
      return;
    case 'stricter form':
    case 'other form':
      newType(company, which, change === 'stricter form');
      return;
  }
}

/** The same stages backwards, written in chat by somebody. */
function newTemplate(company: MemoryCompany, which: number, authorId: string | undefined): void {
  const template = pick([...company.templates.values()], which);
  if (template === undefined) return;
  const { authorId: _, ...rest } = template;
  const next = { ...rest, version: template.version + 1, stages: template.stages.toReversed() };
  company.templates.set(template.key, which % 2 === 0 && authorId !== undefined ? { ...next, authorId } : next);
}

/** Withdraws a policy, or brings it back. */
function otherPolicy(company: MemoryCompany, which: number): void {
  const policy = pick([...company.policies.values()], which);
  if (policy !== undefined) company.policies.set(policy.key, { ...policy, active: !policy.active });
}

function newType(company: MemoryCompany, which: number, stricter: boolean): void {
  const type = company.types.get(pick(typeKeys, which) ?? '');
  if (type !== undefined) company.types.set(type.key, nextVersion(type, stricter));
}
