const STROKE = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

function Icon({ path, size = 20 }: { readonly path: string; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" {...STROKE}>
      <path d={path} />
    </svg>
  );
}

export function CloseIcon() {
  return <Icon path="M6 6l12 12M18 6L6 18" />;
}

export function BackIcon() {
  return <Icon path="M15 5l-7 7 7 7" />;
}

export function SendIcon() {
  return <Icon path="M4 12l16-7-5 15-4-6-7-2z" size={18} />;
}

export function EyeIcon() {
  return (
    <Icon
      path="M2 12s4-6.500 10-6.500S22 12 22 12s-4 6.500-10 6.500S2 12 2 12zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z"
      size={14}
    />
  );
}

export function PeopleIcon() {
  return <Icon path="M4 6h16M4 12h16M4 18h16" size={18} />;
}

export function MoreIcon() {
  return <Icon path="M5 12h.01M12 12h.01M19 12h.01" size={18} />;
}

export function WarningIcon() {
  return <Icon path="M12 4l9 16H3L12 4zM12 10v4M12 17h.01" size={16} />;
}

export function LockIcon() {
  return <Icon path="M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3" size={14} />;
}

export function FileIcon() {
  return <Icon path="M6 3h8l4 4v14H6zM14 3v4h4" size={16} />;
}

export function Spinner() {
  return <span className="spinner" aria-hidden="true" />;
}
