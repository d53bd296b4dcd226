import type { Create, Edit } from './command.js';
import { accept, type Decision, refuse } from './decision.js';
import type { DocumentType } from './definition.js';
import type { ApprovalDocument } from './document.js';
import type { Facts } from './facts.js';
import type { FormContext } from './form/context.js';
import { changedFields, checkForm, type FormValues } from './form/values.js';
import { firstRefusal, unlessSeen, unlessStatus, unlessSubmitter } from './refusal-checks.js';
import { titleOf } from './title.js';

export function decideCreate(command: Create, facts: Facts): Decision {
  const { type } = facts;
  if (type === undefined) return refuse({ code: 'no-such-type', typeKey: command.typeKey });
  const checked = checkForm(type.form, command.input, contextOf(facts));
  if (!checked.ok) return refuse({ code: 'invalid-form', errors: checked.errors });
  return accept({
    type: 'document-created',
    documentId: command.documentId,
    submitterId: command.actorId,
    documentType: { key: type.key, version: type.version },
    title: titleOf(type, checked.values),
    data: checked.values,
  });
}

export function decideEdit(document: ApprovalDocument, command: Edit, facts: Facts): Decision {
  const refusal = firstRefusal(
    () => unlessSubmitter(document, command.actorId),
    () => unlessStatus(document, ['draft', 'returned']),
    () => unlessSeen(document, command.seen, facts),
  );
  if (refusal !== undefined) return refuse(refusal);
  const { type } = facts;
  if (type === undefined) return refuse({ code: 'no-such-type', typeKey: document.typeKey });
  const checked = checkForm(type.form, command.input, contextOf(facts));
  if (!checked.ok) return refuse({ code: 'invalid-form', errors: checked.errors });
  return edited(document, type, checked.values);
}

function contextOf({ form }: Facts): FormContext {
  if (form === undefined) throw new Error('a form was decided on without what it is checked against');
  return form;
}

/** Saving without having changed anything is accepted and leaves no trace. */
function edited(document: ApprovalDocument, type: DocumentType, data: FormValues): Decision {
  const changed = changedFields(document.data, data);
  if (changed.length === 0 && document.typeVersion === type.version) return accept();
  return accept({
    type: 'document-edited',
    documentId: document.id,
    documentType: { key: type.key, version: type.version },
    title: titleOf(type, data),
    data,
    changed,
  });
}
