import type { ChoiceOption } from './option.js';

interface OptionSource<T> {
  options?: readonly T[] | undefined;
  option_groups?: readonly { options: readonly T[] }[] | undefined;
}

/** Every option of a menu, grouped or not. */
export function optionsOf<T>(source: OptionSource<T>): readonly T[] {
  return source.options ?? (source.option_groups ?? []).flatMap((group) => group.options);
}

/** Slack wants an initial option to be one of the options, word for word. */
export function isAmong(options: readonly ChoiceOption[], wanted: ChoiceOption): boolean {
  return options.some((option) => option.value === wanted.value && option.text.text === wanted.text.text);
}
