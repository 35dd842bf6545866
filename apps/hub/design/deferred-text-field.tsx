import type { ComponentProps } from 'react';
import { TextField } from './field.js';
import { useDeferredText } from './use-deferred-text.js';

/** A text that filters a list: it applies when the typing pauses. */
export const DeferredTextField = ({
  value,
  onChange,
  ...field
}: Omit<ComponentProps<typeof TextField>, 'value' | 'onChange'> & {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) => {
  const typing = useDeferredText(value ?? '', (text) => onChange(text === '' ? undefined : text));
  return <TextField {...field} {...typing} />;
};
