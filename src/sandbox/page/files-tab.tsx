import { messageOf } from './blocks/use-surface-state.js';
import { FileIcon } from './icons.js';
import { useReader } from './reader-context.js';
import { deleteFile } from './sandbox-api.js';
import { fileSize } from './text/file-size.js';

interface FilesTabProps {
  complain(problem: string): void;
}

/** The files somebody gave to forms, which they can delete at any time: also while an app is about to fetch them. */
export function FilesTab({ complain }: FilesTabProps) {
  const { reader, files } = useReader();
  return (
    <div className="files-tab" data-testid="files">
      <p className="field-hint">
        Files you gave to forms. Slack keeps them until you delete them; what an app has copied is no longer yours to
        delete.
      </p>
      <ul>
        {files.map((file) => (
          <li key={file.id} className="file" data-file={file.id}>
            <FileIcon />
            <bdi>{file.name}</bdi>
            <span className="file-size">{fileSize(file.bytes)}</span>
            <button
              type="button"
              className="link"
              aria-label={`Delete ${file.name}`}
              onClick={() => {
                deleteFile(reader.id, file.id).catch((error: unknown) => complain(messageOf(error)));
              }}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
      {files.length === 0 && <p>No files.</p>}
    </div>
  );
}
