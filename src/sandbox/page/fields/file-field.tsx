import { useState } from 'react';
import type { InteractiveElement } from '../../block-kit/blocks.js';
import type { PageFile } from '../../page-state.js';
import { messageOf } from '../blocks/use-surface-state.js';
import { FileIcon, Spinner } from '../icons.js';
import { useReader } from '../reader-context.js';
import { uploadFile } from '../sandbox-api.js';
import { fileSize } from '../text/file-size.js';
import type { FieldProps } from './field.js';

const FILES_MAX = 10;
const FILE_BYTES_MAX = 10 * 1024 * 1024;

interface FileFieldProps extends FieldProps<Extract<InteractiveElement, { type: 'file_input' }>> {
  /** Ids of the files given so far. */
  readonly chosen: readonly string[];
}

/** Files go to Slack when they are picked, not when the form is sent. */
export function FileField({ element, chosen, ids, invalid, onChange }: FileFieldProps) {
  const { reader, files } = useReader();
  const [fresh, setFresh] = useState<readonly PageFile[]>([]);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const max = element.max_files ?? FILES_MAX;

  async function take(picked: readonly File[]): Promise<void> {
    const refused = refusalOf(picked, chosen.length, max, element.filetypes);
    setProblem(refused);
    if (refused !== undefined || picked.length === 0) return;
    setBusy(true);
    try {
      const kept = await Promise.all(picked.map((file) => uploadFile(reader.id, file)));
      setFresh([...fresh, ...kept]);
      onChange([...chosen, ...kept.map((file) => file.id)]);
    } catch (error) {
      setProblem(messageOf(error));
    }
    setBusy(false);
  }

  return (
    <div className="files">
      <ul>
        {chosen.map((id) => {
          const file = [...fresh, ...files].find((one) => one.id === id);
          return (
            <li key={id} className="file">
              <FileIcon />
              <bdi>{file?.name ?? 'deleted file'}</bdi>
              {file !== undefined && <span className="file-size">{fileSize(file.bytes)}</span>}
              <button
                type="button"
                className="link"
                aria-label={`Remove ${file?.name ?? 'deleted file'}`}
                onClick={() => onChange(chosen.filter((one) => one !== id))}
              >
                Remove
              </button>
            </li>
          );
        })}
      </ul>
      {chosen.length < max && (
        <div className={invalid ? 'file-drop file-drop-wrong' : 'file-drop'}>
          <input
            id={ids.field}
            type="file"
            multiple={max - chosen.length > 1}
            accept={element.filetypes?.map((type) => `.${type}`).join(',')}
            aria-describedby={ids.describedBy}
            aria-invalid={invalid}
            onChange={(event) => {
              const picked = [...(event.target.files ?? [])];
              // So that the same file can be picked again after it was removed.
              event.target.value = '';
              void take(picked);
            }}
          />
          <span className="file-drop-words" aria-hidden="true">
            {isBusy ? <Spinner /> : <FileIcon />} Choose or drop {max === 1 ? 'a file' : 'files'}
          </span>
        </div>
      )}
      <p className="field-hint">{limitsOf(max, element.filetypes)}</p>
      {problem !== undefined && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** Slack's client is only helping here; the app has to look for itself at what it gets. */
function refusalOf(
  picked: readonly File[],
  already: number,
  max: number,
  filetypes: readonly string[] | undefined,
): string | undefined {
  if (already + picked.length > max)
    return max === 1 ? 'Only one file can be added.' : `Only ${max} files can be added.`;
  const large = picked.find((file) => file.size > FILE_BYTES_MAX);
  if (large !== undefined) return `${large.name} is larger than 10 MB.`;
  const strange = picked.find((file) => filetypes !== undefined && !filetypes.includes(extensionOf(file.name)));
  return strange && `${strange.name} cannot be added: choose ${filetypes?.join(', ')}.`;
}

function limitsOf(max: number, filetypes: readonly string[] | undefined): string {
  const kinds = filetypes === undefined ? '' : ` (${filetypes.join(', ')})`;
  return `Up to ${max === 1 ? 'one file' : `${max} files`}${kinds}, 10 MB each`;
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
