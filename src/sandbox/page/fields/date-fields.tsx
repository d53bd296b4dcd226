import { tzOffset } from '@date-fns/tz';
import { textOf } from '../../element-value.js';
import { useReader } from '../reader-context.js';
import type { FieldProps } from './field.js';

interface NativePickerProps extends Omit<FieldProps<unknown>, 'element' | 'value'> {
  readonly type: 'date' | 'time' | 'datetime-local';
  readonly value: string | null;
}

export function NativePicker({ type, value, ids, name, invalid, onChange }: NativePickerProps) {
  return (
    <input
      id={ids.field}
      type={type}
      className="control control-date"
      aria-label={name}
      aria-describedby={ids.describedBy}
      aria-invalid={invalid}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    />
  );
}

/** Slack counts in UNIX seconds; people pick in their own time zone. */
export function DateTimeField(props: Omit<FieldProps<unknown>, 'element'>) {
  const { tz } = useReader().reader;
  const seconds = textOf(props.value);
  return (
    <NativePicker
      {...props}
      type="datetime-local"
      value={seconds === null ? null : toLocal(Number(seconds), tz)}
      onChange={(local) => props.onChange(local === null ? null : toSeconds(String(local), tz))}
    />
  );
}

function toLocal(seconds: number, tz: string): string {
  const minutes = tzOffset(tz, new Date(seconds * 1000));
  return new Date((seconds + minutes * 60) * 1000).toISOString().slice(0, 16);
}

/** The offset of the guess can be on the other side of a clock change, so it is looked up once more. */
function toSeconds(local: string, tz: string): number {
  const asUtc = Date.parse(`${local}Z`);
  const guess = asUtc - tzOffset(tz, new Date(asUtc)) * 60_000;
  return (asUtc - tzOffset(tz, new Date(guess)) * 60_000) / 1000;
}
