import type { FormField } from '../../../engine/form/field.js';
import type { RawValue } from '../../../engine/form/field-type.js';
import type { RawValues } from '../../../engine/form/values.js';
import { chatUserOf, type SentFile, type SentPage, sentPage, type ViewState } from '../form-input.js';
import { filesOf } from '../render/raw.js';
import { readMetadata, type ViewMetadata } from '../view-metadata.js';
import type { Visit } from '../visit.js';
import { refusedUse } from './admin/permitted.js';
import { type FormSession, formSession, typedIn } from './form-session.js';

/** A page as it stood when Slack told of it, together with the pages before. */
export interface ReadPage {
  readonly session: FormSession;
  /** Names of the fields that the page showed. */
  readonly shown: readonly string[];
  /** Files that were added on it and are not fetched yet, by field. */
  readonly sentFiles: ReadonlyMap<string, readonly SentFile[]>;
  /** Whether something of this form is kept. */
  readonly isKept: boolean;
}

/** Undefined for a view that no form of ours made, or of a type that is gone. */
export async function readPage(visit: Visit, metadataText: string, state: ViewState): Promise<ReadPage | undefined> {
  const metadata = readMetadata('form', metadataText);
  const type = metadata && (await visit.reading.documentType(metadata.t));
  if (metadata === undefined || type === undefined || !(await mayFill(visit, metadata))) return undefined;
  const sent = sentPage(type.form, state);
  const draft = await visit.drafts.find(visit.person.personId, metadata.n);
  const before = typedIn(draft, type.form);
  const given = await resolved(visit, metadata.d, type.form, sent);
  const isSimulated = metadata.w !== undefined;
  const typed = { ...before, ...given, ...(isSimulated && filesAsGiven(visit, before, sent)) };
  const session = await formSession(visit, type, metadata, typed);
  const sentFiles = [...sent.files].flatMap(([name, { sent: files }]) =>
    files.length > 0 && !isSimulated ? [[name, files] as const] : [],
  );
  return {
    session,
    shown: [...Object.keys(sent.input), ...sent.files.keys()],
    sentFiles: new Map(sentFiles),
    isKept: draft !== undefined,
  };
}

/** In another's place forms are filled only by those who may simulate. */
async function mayFill(visit: Visit, { w }: ViewMetadata<'form'>): Promise<boolean> {
  return w === undefined || (await refusedUse(visit, 'simulate')) === undefined;
}

/** Files of a request that is only simulated: they count as attached, and nobody fetches them. */
function filesAsGiven({ digest }: Visit, before: RawValues, { files }: SentPage): RawValues {
  const given = [...files].map(([name, { keptIds, sent }]): [string, RawValue] => {
    const kept = filesOf(before[name] ?? null).filter(({ id }) => keptIds.includes(id));
    const added = sent.map(({ id, name: called, size }) => {
      const bytes = Math.max(1, Math.floor(size ?? 1));
      return { id, name: called || id, mediaType: 'application/octet-stream', bytes, sha256: digest(id) };
    });
    return [name, kept.length + added.length === 0 ? null : [...kept, ...added]];
  });
  return Object.fromEntries(given);
}

/** People as our own, and the files that were left ticked as our own copies. */
async function resolved(visit: Visit, documentId: string, form: readonly FormField[], sent: SentPage) {
  const input: Record<string, RawValue> = { ...sent.input };
  for (const { name, type } of form) {
    const raw = input[name];
    if (type === 'user' && typeof raw === 'string') input[name] = await personOr(visit, raw);
    if (type === 'users' && Array.isArray(raw))
      input[name] = await Promise.all(textsIn(raw).map((one) => personOr(visit, one)));
  }
  for (const [name, { keptIds }] of sent.files) {
    input[name] = keptIds.length === 0 ? null : await visit.files.taken(documentId, keptIds);
  }
  return input satisfies RawValues;
}

function textsIn(raw: readonly unknown[]): readonly string[] {
  return raw.filter((one) => typeof one === 'string');
}

/** Whom we do not know stays as Slack calls them, so that the form can say so on the field. */
async function personOr({ people }: Visit, stranger: string): Promise<string> {
  const chatUser = chatUserOf(stranger);
  return (chatUser && (await people.personOf(chatUser))) ?? stranger;
}
