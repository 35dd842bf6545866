import { type ComponentProps, useEffect, useState } from 'react';
import { TextField } from './field.js';

const PAUSE_MS = 300;

/** A text that filters a list: it applies when the typing pauses. */
export const DeferredTextField = ({
  value,
  onChange,
  ...field
}: Omit<ComponentProps<typeof TextField>, 'value' | 'onChange'> & {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) => {
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);
  useEffect(() => {
    if (typed === (value ?? '')) return undefined;
    const timer = setTimeout(() => onChange(typed === '' ? undefined : typed), PAUSE_MS);
    return () => clearTimeout(timer);
    // The value changes with what is typed, and then nothing waits.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed]);
  return <TextField {...field} value={typed} onChange={({ target }) => setTyped(target.value)} />;
};
