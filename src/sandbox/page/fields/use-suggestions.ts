import { useEffect, useRef, useState } from 'react';
import type { ExternalMenu } from '../../block-kit/blocks.js';
import { optionsOf } from '../../block-kit/options-of.js';
import type { Suggestions } from '../../block-kit/suggestions.js';
import { messageOf } from '../blocks/use-surface-state.js';
import type { SuggestAnswer } from '../sandbox-api.js';

/** Slack asks from the third character on where the app says nothing. */
const QUERY_CHARS_MIN = 3;
/** The app is asked when somebody stops typing, not at every letter. */
const PAUSE_MS = 200;

export interface SuggestionSearch {
  readonly isOpen: boolean;
  readonly typed: string;
  /** Characters still to be typed before the app is asked. */
  readonly missing: number;
  readonly isLoading: boolean;
  readonly problem: string | undefined;
  readonly offered: Suggestions | undefined;
  open(): void;
  close(): void;
  type(text: string): void;
  /** What an option is called, also after another search. */
  textOf(value: string): string;
}

/** Looks for options while somebody types; an answer that comes too late is left aside. */
export function useSuggestions(
  element: ExternalMenu,
  ask: ((typed: string) => Promise<SuggestAnswer>) | undefined,
): SuggestionSearch {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [isLoading, setLoading] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [offered, setOffered] = useState<Suggestions>();
  const texts = useRef(new Map(initialTexts(element)));
  const asked = useRef(0);
  const missing = Math.max(0, (element.min_query_length ?? QUERY_CHARS_MIN) - typed.length);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new function for the same menu is no reason to ask again
  useEffect(() => {
    const turn = ++asked.current;
    setOffered(undefined);
    setProblem(undefined);
    setLoading(isOpen && missing === 0);
    if (!isOpen || missing > 0 || ask === undefined) return;
    const timer = setTimeout(() => {
      const answered = ask(typed).catch((error: unknown) => ({ error: messageOf(error) }));
      void answered.then((answer: SuggestAnswer) => {
        if (turn !== asked.current) return;
        for (const { value, text } of optionsOf(answer.offered ?? {})) texts.current.set(value, text.text);
        setOffered(answer.offered);
        setProblem(answer.error);
        setLoading(false);
      });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isOpen, typed, missing]);

  return {
    isOpen,
    typed,
    missing,
    isLoading,
    problem,
    offered,
    open: () => setOpen(true),
    close: () => {
      setOpen(false);
      setTyped('');
    },
    type: (text) => {
      setOpen(true);
      setTyped(text);
    },
    textOf: (value) => texts.current.get(value) ?? value,
  };
}

function initialTexts(element: ExternalMenu): readonly (readonly [string, string])[] {
  const single = element.type === 'external_select' ? element.initial_option : undefined;
  const several = element.type === 'multi_external_select' ? element.initial_options : undefined;
  const options = several ?? (single === undefined ? [] : [single]);
  return options.map((option) => [option.value, option.text.text]);
}
