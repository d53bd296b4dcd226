import type { BodyOf, NoticePart, NoticeView } from './notice-view.js';
import type { Words } from './words.js';

/** What one message lists; it says how many more there are. */
export const movedPlacesMax = 15;

/** To those who keep the company running: somebody left, and what became of the steps that waited for them. */
export function leaverView({ person, moved, more }: BodyOf<'leaver'>, { notices }: Words): NoticeView {
  const all = moved.length + more;
  const shown = moved.slice(0, movedPlacesMax);
  const isOpen = moved.some(({ successor }) => successor === null);
  const parts: readonly NoticePart[] = [
    ...shown.map((place): NoticePart => ({ kind: 'bullet', text: notices.moved(place) })),
    ...lineIf(all > shown.length, notices.moreMoved(all - shown.length)),
    ...lineIf(isOpen, notices.leaverWhatNow),
  ];
  return {
    lines: [notices.leaver(person.name, all)],
    parts,
    actions: isOpen ? [{ kind: 'show-stuck', label: notices.buttons['show-stuck'] }] : [],
  };
}

function lineIf(holds: boolean, text: Extract<NoticePart, { kind: 'line' | 'bullet' }>['text']): readonly NoticePart[] {
  return holds ? [{ kind: 'line', text }] : [];
}
