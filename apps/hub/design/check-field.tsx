import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import styles from './check-field.module.css';

/** A choice of yes or no. */
export const CheckField = ({
  label,
  ...input
}: { readonly label: ReactNode } & Omit<InputHTMLAttributes<HTMLInputElement>, 'type'>) => (
  <label className={styles['check']}>
    <input type="checkbox" className={styles['box']} {...input} />
    <span>{label}</span>
  </label>
);

/** Several of a few choices. */
export const CheckGroup = <T extends string>({
  label,
  error,
  values,
  chosen,
  labelOf,
  onChange,
}: {
  readonly label: string;
  /** What is wrong with the choice: from `fieldErrors` of a command. */
  readonly error?: string | undefined;
  readonly values: readonly T[];
  readonly chosen: readonly T[];
  readonly labelOf: (value: T) => string;
  readonly onChange: (chosen: readonly T[]) => void;
}) => {
  const id = useId();
  const wrong = error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': id };
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{label}</legend>
      {values.map((value) => (
        <CheckField
          key={value}
          {...wrong}
          label={labelOf(value)}
          checked={chosen.includes(value)}
          onChange={({ target }) =>
            onChange(values.filter((one) => (one === value ? target.checked : chosen.includes(one))))
          }
        />
      ))}
      {error !== undefined && (
        <p id={id} className={styles['error']}>
          {error}
        </p>
      )}
    </fieldset>
  );
};
