import { z } from 'zod';
import type { Finding } from '../audit/finding.js';
import { parsedJson } from '../audit/parsed-json.js';
import type { Database } from '../database.js';
import { FileFolder } from './file-folder.js';

const fileShape = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const valuesShape = z.record(z.string(), z.unknown());
type NamedFile = z.output<typeof fileShape>;

/** Documents read at once. */
const PAGE_DOCUMENTS = 500;

/**
 * Reads every file that a document names and compares it with what the document says. What the document says is
 * compared with the audit trail elsewhere.
 */
export async function verifyFiles({ read }: Database, root: string): Promise<readonly Finding[]> {
  const folder = new FileFolder(root);
  const findings: Finding[] = [];
  for (let last = { tenant_id: '', id: '' }; ; ) {
    const page = await read
      .selectFrom('documents')
      .select(['tenant_id', 'id', 'data'])
      .where('deleted_at', 'is', null)
      .where((eb) => eb(eb.refTuple('tenant_id', 'id'), '>', eb.tuple(last.tenant_id, last.id)))
      .orderBy('tenant_id')
      .orderBy('id')
      .limit(PAGE_DOCUMENTS)
      .execute();
    for (const { tenant_id: tenantId, id, data } of page) {
      for (const file of filesIn(data)) {
        if ((await folder.open(file)) !== undefined) continue;
        const what = `the copy of “${file.name}” of document ${id} is missing or is not what the document says`;
        findings.push({ tenantId, row: `files/${file.sha256.slice(0, 2)}/${file.sha256}`, what });
      }
    }
    const next = page.at(-1);
    if (next === undefined) return findings;
    last = next;
  }
}

/** Whatever in the values looks like files of ours: a hash is nothing that people type. */
function filesIn(data: string): readonly NamedFile[] {
  if (!data.includes('"sha256"')) return [];
  const values = Object.values(valuesShape.safeParse(parsedJson(data)).data ?? {});
  return values.flatMap((value) => z.array(fileShape).safeParse(value).data ?? []);
}
