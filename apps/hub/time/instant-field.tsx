import { TextField } from '../design/field.js';
import { instantOfLocalTime, localTimeOf } from './local-time.js';
import { useZone } from './zone-context.js';

/** A moment, entered as local time in the time zone of the page. */
export const InstantField = ({
  label,
  hint,
  error,
  value,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** ISO 8601; undefined: none. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) => {
  const { zone } = useZone();
  const instant = value === undefined ? NaN : Date.parse(value);
  return (
    <TextField
      type="datetime-local"
      label={label}
      hint={hint ?? zone}
      error={error}
      value={Number.isNaN(instant) ? '' : localTimeOf(instant, zone)}
      onChange={({ target }) => {
        const chosen = instantOfLocalTime(target.value, zone);
        onChange(chosen === undefined ? undefined : new Date(chosen).toISOString());
      }}
    />
  );
};
