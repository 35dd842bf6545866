import { useId } from 'react';
import styles from './radio-list.module.css';

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
  none,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly RadioOption[];
  readonly value: string | undefined;
  /** Said if there are no options. */
  readonly none: string;
  readonly onChange: (value: string) => void;
}) => {
  const group = useId();
  if (options.length === 0)
    return (
      <p role="status" className={styles['none']}>
        {none}
      </p>
    );
  return (
    <div role="radiogroup" aria-label={label} className={styles['options']}>
      {options.map(({ value: one, name, detail }) => (
        <label key={one} className={styles['option']} title={name}>
          <input type="radio" name={group} checked={one === value} onChange={() => onChange(one)} />
          <span className={styles['name']}>{name}</span>
          {detail !== undefined && <small>{detail}</small>}
        </label>
      ))}
    </div>
  );
};
