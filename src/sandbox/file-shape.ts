import type { SandboxParts } from './parts.js';
import type { StoredUpload } from './uploads.js';

/** Extensions that Slack files under another name, and what it calls some kinds to people. */
const FILETYPES: Readonly<Record<string, string>> = { jpeg: 'jpg', txt: 'text', md: 'markdown', htm: 'html' };
const PRETTY_TYPES: Readonly<Record<string, string>> = {
  pdf: 'PDF',
  png: 'PNG',
  jpg: 'JPEG',
  gif: 'GIF',
  csv: 'CSV',
  text: 'Plain Text',
  docx: 'Word Document',
  xlsx: 'Excel Spreadsheet',
  zip: 'Zip',
  binary: 'Binary',
};

export type FileForApp = ReturnType<typeof wholeFile> | { readonly id: string; readonly mode: 'tombstone' };

/** A file as Slack describes it to an app; of a deleted one only its grave is left. */
export function fileForApp(parts: SandboxParts, file: StoredUpload): FileForApp {
  return file.deleted ? { id: file.id, mode: 'tombstone' } : wholeFile(parts, file);
}

function wholeFile({ options, url }: SandboxParts, file: StoredUpload) {
  const { id, userId, name, mimetype, bytes, created } = file;
  const filetype = filetypeOf(name);
  const host = `${url}/files-pri/${options.team.id}-${id}`;
  const path = encodeURIComponent(name);
  return {
    id,
    created,
    timestamp: created,
    name,
    title: name,
    mimetype,
    filetype,
    pretty_type: PRETTY_TYPES[filetype] ?? filetype.toUpperCase(),
    user: userId,
    user_team: options.team.id,
    editable: false,
    size: bytes,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${host}/${path}`,
    url_private_download: `${host}/download/${path}`,
    permalink: `${url}/files/${userId}/${id}/${path}`,
    comments_count: 0,
    is_starred: false,
    shares: {},
    channels: [],
    groups: [],
    ims: [],
    has_more_shares: false,
    has_rich_preview: false,
    file_access: 'visible',
  };
}

/** Slack goes by the name's extension. */
function filetypeOf(name: string): string {
  const extension = /\.([a-z0-9]{1,12})$/i.exec(name)?.[1]?.toLowerCase() ?? 'binary';
  return FILETYPES[extension] ?? extension;
}
