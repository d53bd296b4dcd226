import type { Permission } from '../../../engine/permission.js';
import type { PolicyFinding } from '../../../engine/policy/policy.js';

/** Who may see what others asked for, or keeps their records. */
const seesFigures: readonly Permission[] = ['document.read_all', 'config.people'];

/**
 * What a simulation in another's name may show: which policy would reject it, but neither what they have used nor when
 * their other requests are. What passes by such figures is not told.
 */
export function findingsFor(
  findings: readonly PolicyFinding[],
  isOwn: boolean,
  permissions: ReadonlySet<Permission>,
): readonly PolicyFinding[] {
  if (isOwn || seesFigures.some((permission) => permissions.has(permission))) return findings;
  return findings.flatMap((finding): readonly PolicyFinding[] => {
    if (!isPrivate(finding)) return [finding];
    return finding.effect === 'reject' ? [{ ...finding, explanation: { kind: 'message', text: '…', step: null } }] : [];
  });
}

function isPrivate({ explanation }: PolicyFinding): boolean {
  switch (explanation.kind) {
    case 'quota':
    case 'overlap':
      return true;
    case 'threshold':
    case 'notice':
    case 'blackout':
    case 'message':
      return false;
  }
}
