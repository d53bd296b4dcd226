/** The kinds of files a form can ask for, with the media types that their bytes are known by. */
const mediaTypes = {
  pdf: ['application/pdf'],
  png: ['image/png'],
  jpg: ['image/jpeg'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  heic: ['image/heic', 'image/heif'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  pptx: ['application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  odt: ['application/vnd.oasis.opendocument.text'],
  ods: ['application/vnd.oasis.opendocument.spreadsheet'],
  csv: ['text/csv'],
  txt: ['text/plain'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FileKind = keyof typeof mediaTypes;

export const fileKindNames = Object.keys(mediaTypes) as readonly FileKind[] as readonly [FileKind, ...FileKind[]];

export function mediaTypesOf(kind: FileKind): readonly string[] {
  return mediaTypes[kind];
}
