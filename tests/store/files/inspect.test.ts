import { describe, expect, test } from 'vitest';
import { type FileKind, fileKindNames, mediaTypesOf } from '../../../src/engine/file-kind.js';
import { cleanName } from '../../../src/store/files/file-name.js';
import { inspect } from '../../../src/store/files/inspect.js';
import { encryptedSamples, oldWord, samples, zipOf } from '../../support/sample-files.js';

describe('what a file is', () => {
  test('there is a sample of every kind that is taken', () => {
    expect(Object.keys(samples).sort()).toEqual([...fileKindNames].sort());
  });

  test.each(fileKindNames)('is known by its bytes: %s', async (kind) => {
    const mediaType = mediaTypesOf(kind)[0];
    expect(await inspect(`receipt.${kind}`, samples[kind])).toEqual({ name: `receipt.${kind}`, mediaType });
  });

  test.each<[string, FileKind]>([
    ['scan.JPEG', 'jpg'],
    ['scan.jpe', 'jpg'],
    ['photo.HEIF', 'heic'],
    ['Receipt.PDF', 'pdf'],
    ['notes.text', 'txt'],
  ])('may be written otherwise in its name: %s', async (name, kind) => {
    expect(await inspect(name, samples[kind])).toMatchObject({ name });
  });

  test.each<[string, FileKind, string]>([
    ['receipt', 'pdf', 'receipt.pdf'],
    ['receipt.2026', 'png', 'receipt.2026.png'],
    ['run.exe', 'pdf', 'run.exe.pdf'],
    ['README', 'txt', 'README.txt'],
  ])('is added to a name that does not say it: %s', async (given, kind, name) => {
    expect(await inspect(given, samples[kind])).toMatchObject({ name });
  });

  test('a text that begins like the signature of something else is still a text', async () => {
    expect(await inspect('cars.csv', Buffer.from('BMW,Audi\n1,2\n'))).toMatchObject({ mediaType: 'text/csv' });
  });
});

describe('a file is refused', () => {
  test.each<[string, Buffer]>([
    ['nothing.pdf', Buffer.alloc(0)],
    ['blank.txt', Buffer.from('\uFEFF \r\n\t\n')],
  ])('as empty: %s', async (name, bytes) => {
    expect(await inspect(name, bytes)).toEqual({ code: 'empty' });
  });

  test.each<[string, Buffer, string, string]>([
    ['receipt.pdf', samples.png, 'pdf', 'png'],
    ['photo.jpg', samples.pdf, 'jpg', 'pdf'],
    ['table.csv', samples.xlsx, 'csv', 'xlsx'],
    ['letter.docx', samples.odt, 'docx', 'odt'],
    ['receipt.pdf', samples.txt, 'pdf', 'txt'],
    ['notes.TEXT', samples.gif, 'text', 'gif'],
  ])('as renamed, with what it says and what it is: %s', async (name, bytes, named, is) => {
    expect(await inspect(name, bytes)).toEqual({ code: 'renamed', named, is });
  });

  test.each<[string, Buffer]>([
    ['secret.pdf', encryptedSamples.pdf],
    ['secret.docx', encryptedSamples.docx],
    ['secret.xlsx', encryptedSamples.docx],
    ['secret.odt', encryptedSamples.odt],
    [
      'secret.docx',
      zipOf(
        { name: '[Content_Types].xml', text: contentTypes(), encrypted: false },
        { name: 'x', text: 'y', encrypted: true },
      ),
    ],
  ])('as encrypted: %s', async (name, bytes) => {
    expect(await inspect(name, bytes)).toEqual({ code: 'encrypted' });
  });

  test.each<[string, Buffer]>([
    ['tool.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['all.zip', zipOf({ name: 'a.txt', text: 'a' })],
    ['old.doc', oldWord],
    ['old.docx', oldWord],
    ['page.html', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['noise.txt', Buffer.from([0x41, 0x00, 0x42])],
    ['latin.csv', Buffer.from('K\xf6ln,1\n', 'latin1')],
    ['noise.pdf', Buffer.from([0xde, 0xad, 0xbe, 0xef])],
  ])('as of no kind that is taken: %s', async (name, bytes) => {
    expect(await inspect(name, bytes)).toEqual({ code: 'wrong-type', accept: fileKindNames });
  });

  test('as of a kind that this field does not take, though others do', async () => {
    const accept: FileKind[] = ['pdf'];
    expect(await inspect('receipt.png', samples.png, accept)).toEqual({ code: 'wrong-type', accept, is: 'png' });
    // To give it its real ending would not help.
    expect(await inspect('receipt.pdf', samples.txt, accept)).toEqual({ code: 'wrong-type', accept, is: 'txt' });
  });

  test('only where a PDF is encrypted, not where it speaks of encryption', async () => {
    const text = Buffer.from('%PDF-1.7\n(see /Encrypt and /EncryptMetadata true)\n%%EOF\n');
    expect(await inspect('a.pdf', text)).toMatchObject({ name: 'a.pdf' });
  });
});

function contentTypes(): string {
  return `<Types><Override ContentType="${mediaTypesOf('docx')[0]}.main+xml"/></Types>`;
}

describe('a name is kept as one line of a file', () => {
  test.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\ana\\receipt.pdf', 'receipt.pdf'],
    ['.hidden.pdf', 'hidden.pdf'],
    ['fdp.exe\u202egpj.pdf', 'fdp.exegpj.pdf'],
    ['two\r\nlines\u0000.pdf', 'twolines.pdf'],
    ['  spaces\t here .pdf ', 'spaces here .pdf'],
    ['\u200b.pdf', 'pdf.pdf'],
    ['', 'file.pdf'],
    ['half\ud800.pdf', 'half\ufffd.pdf'],
  ])('%j becomes %j', (given, kept) => {
    expect(cleanName(given, 'pdf')).toBe(kept);
  });

  test('is cut where it is long, keeps its ending and no half characters', () => {
    const kept = cleanName(`${'😀'.repeat(200)}.pdf`, 'pdf');
    expect(kept.length).toBeLessThanOrEqual(120);
    expect(kept).toMatch(/😀\.pdf$/u);
    expect(kept.isWellFormed()).toBe(true);
  });
});
