import { useId } from 'react';
import styles from './form-dialog.module.css';

/** Something to choose. */
export interface RadioOption {
  readonly value: string;
  readonly name: string;
  readonly detail?: string | undefined;
}

/** A choice of one of several things that need more words than a select has room for. */
export const RadioList = ({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly RadioOption[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}) => {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles['options']}>
      {options.map((option) => (
        <label key={option.value} className={styles['option']}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.name}
          {option.detail !== undefined && <small>{option.detail}</small>}
        </label>
      ))}
    </div>
  );
};
