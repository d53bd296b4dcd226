import { checkForm } from '../../../../engine/form/values.js';
import { previewRoute } from '../../../../engine/handle.js';
import { titleOf } from '../../../../engine/title.js';
import { findingsFor } from '../../../view/admin/private-findings.js';
import { peopleIn } from '../../../view/fields.js';
import { nameOf, namesOf } from '../../../view/people.js';
import { peopleInRoute, previewView } from '../../../view/preview.js';
import { renderSimulation } from '../../render/preview.js';
import { refusalSentence, type Visit } from '../../visit.js';
import type { FormResult } from '../form-finish.js';
import type { FormSession } from '../form-session.js';
import { permissionsOf, refusedUse } from './permitted.js';

/** What would become of it if that person submitted it now, from the same code as the submit. Nothing is written. */
export async function simulatedRoute(visit: Visit, session: FormSession, requesterId: string): Promise<FormResult> {
  const refused = await refusedUse(visit, 'simulate');
  if (refused !== undefined) return { kind: 'refused', sentence: refused };
  const { type, input, context, metadata } = session;
  const checked = checkForm(type.form, input, context);
  if (!checked.ok) return { kind: 'problems', errors: checked.errors };
  const { values } = checked;
  const content = { documentId: metadata.d, values };
  const { store, digest, settings, words, reader } = visit;
  const plan = await previewRoute(store, type.key, requesterId, content, visit.now(), digest, settings);
  if ('code' in plan) {
    if (plan.code === 'invalid-form') return { kind: 'problems', errors: plan.errors };
    return { kind: 'refused', sentence: refusalSentence(visit, plan, undefined) };
  }
  const people = await visit.reading.people([...peopleInRoute(plan.route), ...peopleIn(type, values), requesterId]);
  const names = namesOf(people);
  const document = { title: titleOf(type, values), data: values, submitterId: requesterId, status: 'draft' } as const;
  const isOwn = requesterId === visit.person.personId;
  const findings = findingsFor(plan.findings, isOwn, await permissionsOf(visit));
  const shown = { ...plan, findings };
  const view = previewView({ document, type, plan: shown, names, people, reader, notices: [], isForOthers: true });
  const lead = words.admin.simulate.asIf(nameOf(names, requesterId));
  return { kind: 'view', view: renderSimulation({ ...view, lead }), isDone: true };
}
