import type { FieldOption } from '../../engine/form/options.js';

/**
 * The options whose label holds every word that was typed, whatever its case and accents; those that begin with what was
 * typed come first, else they stay in their order. Without anything typed, the first ones.
 */
export function matchingOptions(options: readonly FieldOption[], typed: string, max: number): readonly FieldOption[] {
  const wanted = comparable(typed);
  const words = wanted.split(' ').filter((word) => word !== '');
  const labels = options.map((option) => ({ option, label: comparable(option.label) }));
  const matching = labels.filter(({ label }) => words.every((word) => label.includes(word)));
  const [first, others] = [true, false].map((begins) =>
    matching.filter(({ label }) => label.startsWith(wanted) === begins),
  );
  return [...(first ?? []), ...(others ?? [])].slice(0, max).map(({ option }) => option);
}

function comparable(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}
