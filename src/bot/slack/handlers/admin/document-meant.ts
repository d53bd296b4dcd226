import type { Rich } from '../../../view/text.js';
import type { Visit } from '../../visit.js';
import { findByNumber, numbersMeant } from '../find-by-number.js';
import { permissionsOf } from './permitted.js';

/** The one document that a number means, as far as this person may reach it for that. */
export async function documentMeant(
  visit: Visit,
  subcommand: 'document' | 'reassign',
  typed: string,
): Promise<{ readonly id: string } | { readonly notFound: Rich }> {
  const { overview } = visit.words;
  const found = await candidates(visit, subcommand, typed);
  const [only, ...others] = found;
  if (only === undefined) return { notFound: overview.notFound(typed) };
  if (others.length > 0)
    return {
      notFound: overview.severalFound(
        typed,
        found.map(({ number }) => number),
      ),
    };
  return { id: only.id };
}

/** Whoever reads the audit trail reads it about every document; to reassign, one must be able to see it. */
async function candidates(visit: Visit, subcommand: 'document' | 'reassign', typed: string) {
  const readsAll = subcommand === 'document' && (await permissionsOf(visit)).has('audit.read');
  if (!readsAll) return findByNumber(visit, typed);
  const numbers = [...new Set([typed, ...(await numbersMeant(visit, typed))])];
  const ids = await Promise.all(numbers.map((number) => visit.reading.documentIdOf(number)));
  const found = ids.flatMap((id, index) => (id === undefined ? [] : [{ id, number: numbers[index] ?? typed }]));
  return found.filter((one, index) => found.findIndex(({ id }) => id === one.id) === index);
}
