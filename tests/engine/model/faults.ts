import { delegationFaults } from './faults-delegation.js';

/** One mistake that somebody could make in the engine: a piece of its text, and what would stand there instead. */
export interface Fault {
  readonly what: string;
  /** In `src/engine`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly text: string;
  readonly instead: string;
}

export const faults: readonly Fault[] = [
  {
    what: 'where all must agree, one missing vote is overlooked',
    file: 'vote-rule.ts',
    text: 'return tally.approve === tally.approvers;',
    instead: 'return tally.approve >= Math.max(1, tally.approvers - 1);',
  },
  {
    what: 'a single return is not enough',
    file: 'vote-rule.ts',
    text: "if (tally.return > 0) return 'returned';",
    instead: "if (tally.return > 1) return 'returned';",
  },
  {
    what: 'the submitter is asked where a definition names them',
    file: 'asking.ts',
    text: 'person.id === submitter.id || ',
    instead: '',
  },
  {
    what: 'who wrote the template is asked',
    file: 'asking.ts',
    text: ' || authorIds.includes(person.id)',
    instead: '',
  },
  {
    what: 'who wrote the template may vote',
    file: 'decide-vote.ts',
    text: 'if (document.authorIds.includes(personId))',
    instead: "if (document.authorIds.includes('nobody'))",
  },
  {
    what: 'the lowest template comes first',
    file: 'choose-template.ts',
    text: 'b.priority - a.priority',
    instead: 'a.priority - b.priority',
  },
  {
    what: 'a template whose condition fails is passed over',
    file: 'choose-template.ts',
    text: "if (!verdict.ok) return { code: 'rule-failed', where: template.name, error: verdict.error };",
    instead: 'if (!verdict.ok) continue;',
  },
  {
    what: 'a step whose condition fails is left out',
    file: 'choose-template.ts',
    text: 'if (!verdict.ok) return [{ definition, problem: verdict.error }];',
    instead: 'if (!verdict.ok) return [];',
  },
  {
    what: 'a second manager is taken for the first',
    file: 'route-people.ts',
    text: '[level - 1]',
    instead: '[level]',
  },
  {
    what: 'a line that leads to nobody is overlooked where all must agree',
    file: 'route-people.ts',
    text: 'return asked.length - found;',
    instead: 'return found === 0 ? 1 : 0;',
  },
  {
    what: 'a place that nobody was found for is not waited for',
    file: 'vote-rule.ts',
    text: 'approvers: approvers.length + openPlaces,',
    instead: 'approvers: approvers.length,',
  },
  {
    what: 'a head of unit stands in before a manager',
    file: 'stand-ins.ts',
    text: '[...managers, ...heads, ...lastly]',
    instead: '[...heads, ...managers, ...lastly]',
  },
  {
    what: 'what a rejected document held stays held',
    file: 'evolve.ts',
    text: "const state = status === 'approved' ? 'spent' : 'released';",
    instead: "const state = status === 'approved' ? 'spent' : status === 'rejected' ? 'held' : 'released';",
  },
  {
    what: 'a quota does not see what others of the person’s requests hold',
    file: 'policy/quota-limit.ts',
    text: 'limit + carried - held - spent',
    instead: 'limit + carried - spent',
  },
  {
    what: 'a policy that rejects lets the route be taken',
    file: 'plan-submission.ts',
    text: 'isRejected(findings) ? { ...chosen, stages: [] } : withAdded',
    instead: 'isRejected([]) ? { ...chosen, stages: [] } : withAdded',
  },
  {
    what: 'steps that policies add are forgotten',
    file: 'plan-submission.ts',
    text: 'if (further.length > 0 && isMissing) stages.push(further);',
    instead: 'if (further.length > 1 && isMissing) stages.push(further);',
  },
  {
    what: 'a submit takes another route than the one that was shown',
    file: 'decide-submit.ts',
    text: 'if (digest !== command.routeDigest)',
    instead: 'if (command.routeDigest.length === 0)',
  },
  {
    what: 'the next stage opens beside an open one',
    file: 'vote-consequences.ts',
    text: "if (steps.some((step) => step.status === 'pending')) return [];",
    instead: "if (steps.every((step) => step.status === 'pending')) return [];",
  },
  {
    what: 'stages open from the last to the first',
    file: 'stage-opening.ts',
    text: 'Math.min(...waiting)',
    instead: 'Math.max(...waiting)',
  },
  {
    what: 'somebody puts themselves on a step',
    file: 'decide-reassign.ts',
    text: "if (toId === actorId) return 'oneself';",
    instead: '',
  },
  {
    what: 'a vote is taken away together with who cast it',
    file: 'decide-reassign.ts',
    text: 'if (decided !== undefined) return decided;',
    instead: '',
  },
  {
    what: 'a draft that was thrown away is still there',
    file: 'may-see.ts',
    text: 'if (document.deletedAt !== null) return false;',
    instead: '',
  },
  {
    what: 'anybody who was asked completes a document',
    file: 'organisation.ts',
    text: 'personId === holderId && units.has(unitId)',
    instead: 'units.has(unitId)',
  },
  {
    what: 'it is always the day that it is in Greenwich',
    file: 'policy-input.ts',
    text: 'localDate(now, calendars.timeZone)',
    instead: "localDate(now, 'UTC')",
  },
  {
    what: 'a second click is a second decision',
    file: 'handle.ts',
    text: 'if (earlier !== undefined) return earlier;',
    instead: '',
  },
  {
    what: 'the fallback group stands in before a head',
    file: 'stand-ins.ts',
    text: '[...managers, ...heads, ...lastly]',
    instead: '[...managers, ...lastly, ...heads]',
  },
  {
    what: 'a rung fires before its time',
    file: 'fire-rung.ts',
    text: ' || now < next.at',
    instead: '',
  },
  {
    what: 'a rung fires a second time',
    file: 'fire-rung.ts',
    text: ' || next.index !== rung',
    instead: '',
  },
  {
    what: 'a rung of an earlier opening fires',
    file: 'fire-rung.ts',
    text: 'step.opening !== opening || ',
    instead: '',
  },
  {
    what: 'the ladder goes on while the clock stands still',
    file: 'ladder.ts',
    text: ' || step.pausedAt !== null',
    instead: '',
  },
  {
    what: 'the system approves where a place is open',
    file: 'fire-rung.ts',
    text: 'openPlacesOf(step) > 0 || ',
    instead: '',
  },
  {
    what: 'the system approves what waits for people who have left',
    file: 'fire-rung.ts',
    text: 'mayAct.has(id) && reachable.has(id) && organisation.people.get(id)?.active === true',
    instead: 'id.length > 0',
  },
  {
    what: 'what the system decides closes no step',
    file: 'vote-rule.ts',
    text: 'if (expiredAs !== null) return outcomes[expiredAs];',
    instead: '',
  },
  {
    what: 'an escalation ends at a manager who cannot act',
    file: 'escalation.ts',
    text: '(target.level ?? 1) - 1).filter(isAble)',
    instead: '(target.level ?? 1) - 1).slice(0, 1).filter(isAble)',
  },
  {
    what: 'an escalation reaches who put the approver there',
    file: 'take-over.ts',
    text: ' || isBarredFrom(document, place, id)',
    instead: '',
  },
  {
    what: 'an escalation reaches who is asked already',
    file: 'take-over.ts',
    text: 'isAsked(id) || ',
    instead: '',
  },
  {
    what: 'a delegate stays when the delegation is over',
    file: 'sync-delegations.ts',
    text: 'return [...over, ...begun];',
    instead: 'return begun;',
  },
  {
    what: 'who has left leaves no place behind where all must agree',
    file: 'replace-leaver.ts',
    text: 'const leavesPlace = successor === null && !canApproveWithout(step, leaver.id);',
    instead: 'const leavesPlace = false;',
  },
  {
    what: 'somebody is replaced who is still there',
    file: 'replace-leaver.ts',
    text: 'if (leaver?.active !== false) return [];',
    instead: 'if (leaver === undefined) return [];',
  },
  {
    what: 'a returned document ends without having been announced',
    file: 'lapse.ts',
    text: 'cancelAt !== null && now >= cancelAt',
    instead: 'cancelAt === null || now >= cancelAt',
  },
  {
    what: 'a returned document ends before the announced time',
    file: 'lapse.ts',
    text: 'cancelAt !== null && now >= cancelAt',
    instead: 'cancelAt !== null',
  },
  {
    what: 'who works on a returned document puts nothing off',
    file: 'lapse.ts',
    text: 'Math.max(returnedMs, epochMs(editedAt))',
    instead: 'returnedMs',
  },
  ...delegationFaults,
];
