import { oneOf } from '../app/search-values.js';
import { SelectField } from './field.js';

/** A choice of one of a few values. With `all`, it may also be left open. */
export const ChoiceField = <T extends string>({
  label,
  hint,
  error,
  all,
  values,
  value,
  labelOf,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Name of no choice, such as "All". Without one, a value is always chosen. */
  readonly all?: string;
  readonly values: readonly T[];
  /** Undefined: no choice. */
  readonly value: T | undefined;
  readonly labelOf: (value: T) => string;
  readonly onChange: (value: T | undefined) => void;
}) => (
  <SelectField
    label={label}
    hint={hint}
    error={error}
    value={value ?? ''}
    onChange={({ target }) => onChange(oneOf(values, target.value))}
  >
    {all !== undefined && <option value="">{all}</option>}
    {values.map((one) => (
      <option key={one} value={one}>
        {labelOf(one)}
      </option>
    ))}
  </SelectField>
);
