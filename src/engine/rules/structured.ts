import { suggestion } from '../company/nearest.js';
import { type CelType, properties } from './cel-type.js';
import { CONDITIONS_MAX, GROUP_DEPTH_MAX } from './limits.js';
import { type Condition, type ConditionValue, operators, type StructuredRule } from './rule.js';
import type { RuleScope } from './scope.js';

export type Rendering =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The structured form as the CEL that means the same. */
export function renderStructured(rule: StructuredRule, scope: RuleScope): Rendering {
  const problems: string[] = [];
  let members = 0;
  const text = renderGroup(rule, 1);
  return problems.length === 0 ? { ok: true, text } : { ok: false, problems };

  function renderGroup(group: StructuredRule, depth: number): string {
    if ('all' in group && 'any' in group) return refuse(BESIDE_EACH_OTHER);
    if (depth > GROUP_DEPTH_MAX) return refuse(TOO_DEEP);
    return 'all' in group ? joined('all', group.all, ' && ', depth) : joined('any', group.any, ' || ', depth);
  }

  function joined(kind: string, all: readonly Member[], operator: string, depth: number): string {
    if (all.length === 0) return refuse(`"${kind}" lists no conditions; give it at least one`);
    members += all.length;
    if (members > CONDITIONS_MAX) return refuse(TOO_MANY);
    return all.map((member) => renderMember(member, depth)).join(operator);
  }

  function renderMember(member: Member, depth: number): string {
    return 'path' in member ? renderCondition(member) : `(${renderGroup(member, depth + 1)})`;
  }

  function renderCondition({ path, operator, value }: Condition): string {
    if (!operators.includes(operator)) {
      return refuse(`"${operator}" is no operator; write one of ${operators.join(' ')}`);
    }
    const type = typeOfPath(path, scope);
    if (type === undefined) return refuse(`"${path}" is no field of this form${suggestion(path, knownPaths(scope))}`);
    if (type.startsWith('list<')) {
      return refuse(
        `"${path}" is a list, which ${operator} cannot compare; write the rule as text: "value" in ${path}`,
      );
    }
    const literal = renderValue(value, type);
    if (literal === undefined) return refuse(`"${path}" is compared with ${value}, which is too large; write less`);
    return `${path} ${operator} ${literal}`;
  }

  function refuse(problem: string): string {
    if (!problems.includes(problem)) problems.push(problem);
    return '';
  }
}

type Member = Condition | StructuredRule;

const BESIDE_EACH_OTHER = '"all" and "any" stand beside each other; put one into the list of the other';
const TOO_DEEP = `"all" and "any" stand more than ${GROUP_DEPTH_MAX} deep within each other; take some apart`;
const TOO_MANY = `the rule has more than ${CONDITIONS_MAX} conditions; leave some out`;

/** A field, a property of it such as `period.from`, one of the requester, or today. */
function typeOfPath(path: string, { fields }: RuleScope): CelType | undefined {
  const [owner = '', property, ...rest] = path.split('.');
  if (rest.length > 0) return undefined;
  const type = owner === 'requester' ? 'Requester' : fields.find(({ name }) => name === owner)?.type;
  if (property !== undefined)
    return type && Object.entries(properties[type] ?? {}).find(([name]) => name === property)?.[1];
  if (owner === 'today') return 'Date';
  return type === 'Requester' ? undefined : type;
}

function knownPaths({ fields }: RuleScope): readonly string[] {
  const owners = [...fields, { name: 'requester', type: 'Requester' }];
  const nested = owners.flatMap(({ name, type }) => Object.keys(properties[type] ?? {}).map((one) => `${name}.${one}`));
  return [...fields.map(({ name }) => name), 'today', ...nested];
}

const MOMENTS: Readonly<Partial<Record<CelType, string>>> = { Date: 'date', Time: 'time', DateTime: 'datetime' };

function renderValue(value: ConditionValue, type: CelType): string | undefined {
  switch (typeof value) {
    case 'boolean':
      return String(value);
    case 'number':
      return renderNumber(value);
    case 'string': {
      const moment = MOMENTS[type];
      return moment === undefined ? quoted(value) : `${moment}(${quoted(value)})`;
    }
    default:
      return `money(${quoted(value.amount)}, ${quoted(value.currency)})`;
  }
}

function renderNumber(value: number): string | undefined {
  if (Number.isSafeInteger(value)) return String(value);
  return Number.isFinite(value) && !Number.isInteger(value) ? String(value) : undefined;
}

/** JSON's escapes are CEL's, too, but for the solidus, which JSON never writes escaped. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
