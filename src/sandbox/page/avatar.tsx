const COLOURS = [
  '#5b3fa8',
  '#0b6e4f',
  '#a23b1e',
  '#1d5fa8',
  '#8a2866',
  '#6b5b00',
  '#2f6f7e',
  '#7a3e9d',
  '#96432f',
  '#3b6b1f',
];

/** Initials on a colour that belongs to the id. */
export function PersonAvatar({
  id,
  name,
  size,
}: {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}) {
  const style = { width: size, height: size, fontSize: size * 0.4, backgroundColor: colourOf(id) };
  return (
    <span className="avatar" style={style} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

export function BotAvatar({ size }: { readonly size: number }) {
  return (
    <svg className="avatar" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#14532d" />
      <path
        d="M8 17.200l5.200 5.200L24.200 10"
        fill="none"
        stroke="#86efac"
        strokeWidth="3.400"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function SlackbotAvatar({ size }: { readonly size: number }) {
  return (
    <svg className="avatar" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#454447" />
      <circle cx="11.500" cy="14" r="2.200" fill="#fff" />
      <circle cx="20.500" cy="14" r="2.200" fill="#fff" />
      <path
        d="M10 20.500c3.200 2.600 8.800 2.600 12 0"
        fill="none"
        stroke="#fff"
        strokeWidth="2.200"
        strokeLinecap="round"
      />
    </svg>
  );
}

function colourOf(id: string): string {
  const sum = [...id].reduce((total, letter) => (total * 131 + (letter.codePointAt(0) ?? 0)) % 99991, 7);
  return COLOURS[sum % COLOURS.length] ?? '#454447';
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const first = [...(words[0] ?? '?')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return `${first}${last}`.toUpperCase();
}
