import type { Seen } from './command.js';
import type { DocumentType } from './definition.js';
import type { ApprovalDocument, DocumentStatus } from './document.js';
import type { Facts } from './facts.js';
import type { FormContext } from './form/context.js';
import { changedFields, checkForm, type FormValues, rawOf } from './form/values.js';
import type { Refusal } from './refusal.js';

/** Only the submitter changes or withdraws a document. */
export function unlessSubmitter(document: ApprovalDocument, personId: string): Refusal | undefined {
  return document.submitterId === personId ? undefined : { code: 'not-the-submitter' };
}

/** Nobody decides about their own document, nor who decides about it. */
export function unlessOthers(document: ApprovalDocument, personId: string): Refusal | undefined {
  return document.submitterId === personId ? { code: 'own-document' } : undefined;
}

/** A reason that says something, and not more than fits. */
export function unlessWorded(reason: string | null, charsMax: number): Refusal | undefined {
  return (reason ?? '').trim() === '' ? { code: 'reason-required' } : unlessShort(reason, charsMax);
}

export function unlessShort(text: string | null, charsMax: number): Refusal | undefined {
  const chars = text?.length ?? 0;
  return chars > charsMax ? { code: 'comment-too-long', chars, charsMax } : undefined;
}

export function unlessStatus(document: ApprovalDocument, allowed: readonly DocumentStatus[]): Refusal | undefined {
  if (allowed.includes(document.status)) return undefined;
  const since = document.completedAt ?? document.closedAt ?? document.submittedAt;
  return { code: 'wrong-status', status: document.status, since, number: document.number };
}

/** Another person's vote never makes a click stale; a changed field or another round does. */
export function unlessSeen(document: ApprovalDocument, seen: Seen, facts: Facts): Refusal | undefined {
  if (document.round === seen.round && document.dataRevision === seen.dataRevision) return undefined;
  return { code: 'stale', round: document.round, changed: facts.changedSince };
}

/**
 * What was saved must still be what the form takes: the days it is about pass, people it names leave, and what is
 * computed from a calendar changes with it.
 */
export function unlessFilled({ form }: DocumentType, values: FormValues, context: FormContext): Refusal | undefined {
  const checked = checkForm(form, rawOf(form, values), context);
  if (!checked.ok) return { code: 'invalid-form', errors: checked.errors };
  return changedFields(values, checked.values).length === 0 ? undefined : { code: 'invalid-form', errors: [] };
}

/** Where a type requires a file, one in whichever field. */
export function unlessAttached({ attachments, form }: DocumentType, values: FormValues): Refusal | undefined {
  const hasFile = form.some(({ type, name }) => type === 'file' && Object.hasOwn(values, name));
  return attachments?.required === true && !hasFile ? { code: 'attachment-required' } : undefined;
}

/** The first that says no. */
export function firstRefusal(...checks: readonly (() => Refusal | undefined)[]): Refusal | undefined {
  for (const check of checks) {
    const refusal = check();
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
