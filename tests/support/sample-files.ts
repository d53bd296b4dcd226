import { crc32, deflateRawSync } from 'node:zlib';

/** Small files that are what they say, made here so that no binary lies in the repository. */

interface ZipPart {
  readonly name: string;
  readonly text: string;
  readonly deflated?: boolean;
  readonly encrypted?: boolean;
}

/** A zip as office programs write it. */
export function zipOf(...parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, deflated = false, encrypted = false } of parts) {
    const raw = Buffer.from(text);
    const packed = deflated ? deflateRawSync(raw) : raw;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(encrypted ? 1 : 0, 2);
    fields.writeUInt16LE(deflated ? 8 : 0, 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(raw.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), fields, tail, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const names = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(names.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, names, end]);
}

function officeOf(part: string): Buffer {
  const contentType = `application/vnd.openxmlformats-officedocument.${part}.main+xml`;
  const text = `<?xml version="1.0"?><Types><Override PartName="/x.xml" ContentType="${contentType}"/></Types>`;
  return zipOf({ name: '[Content_Types].xml', text, deflated: true }, { name: 'x.xml', text: '<x/>', deflated: true });
}

function openDocumentOf(mediaType: string, manifest = '<manifest/>'): Buffer {
  return zipOf(
    { name: 'mimetype', text: mediaType },
    { name: 'META-INF/manifest.xml', text: manifest, deflated: true },
    { name: 'content.xml', text: '<content/>', deflated: true },
  );
}

function imageContainer(brand: string): Buffer {
  return Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(12), Buffer.alloc(32)]);
}

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const samples = {
  pdf: Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'),
  png: Buffer.from(onePixel, 'base64'),
  jpg: Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    Buffer.alloc(64),
    Buffer.from('ffd9', 'hex'),
  ]),
  gif: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
  webp: Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64'),
  heic: imageContainer('heic'),
  docx: officeOf('wordprocessingml.document'),
  xlsx: officeOf('spreadsheetml.sheet'),
  pptx: officeOf('presentationml.presentation'),
  odt: openDocumentOf('application/vnd.oasis.opendocument.text'),
  ods: openDocumentOf('application/vnd.oasis.opendocument.spreadsheet'),
  csv: Buffer.from('\uFEFFwhat,euro\nTrain to Köln,82.50\n'),
  txt: Buffer.from('Lunch with two guests\r\n'),
} as const;

export const encryptedSamples = {
  pdf: Buffer.from('%PDF-1.7\ntrailer\n<< /Root 1 0 R /Encrypt 7 0 R >>\n%%EOF\n'),
  docx: Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1024),
    Buffer.from('EncryptedPackage', 'utf16le'),
    Buffer.alloc(512),
  ]),
  odt: openDocumentOf(
    'application/vnd.oasis.opendocument.text',
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>',
  ),
} as const;

/** An old Word document: a compound file without a password. */
export const oldWord = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)]);
