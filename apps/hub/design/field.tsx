import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { classes } from './classes.js';
import styles from './field.module.css';

/** What every field has besides its control. */
interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with the value: from `fieldErrors` of a command. */
  readonly error?: string | undefined;
}

/** What a control needs to belong to its label, hint and error. */
interface ControlProps {
  readonly id: string;
  readonly className: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

const Field = ({
  label,
  hint,
  error,
  children,
}: FieldProps & { readonly children: (control: ControlProps) => ReactNode }) => {
  const id = useId();
  const describes = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      {children({
        id,
        className: styles['control'] ?? '',
        ...(describes === '' ? {} : { 'aria-describedby': describes }),
        ...(error === undefined ? {} : { 'aria-invalid': true }),
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className={styles['error']}>
          {error}
        </p>
      )}
    </div>
  );
};

/** A line of text, a number or a date. Suggestions are offered while somebody types. */
export const TextField = ({
  label,
  hint,
  error,
  suggestions,
  className,
  ...input
}: FieldProps & InputHTMLAttributes<HTMLInputElement> & { readonly suggestions?: readonly string[] }) => (
  <Field label={label} hint={hint} error={error}>
    {(control) => (
      <>
        <input
          {...control}
          {...(suggestions ? { list: `${control.id}-list` } : {})}
          {...input}
          className={classes(control.className, className)}
        />
        {suggestions && (
          <datalist id={`${control.id}-list`}>
            {suggestions.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        )}
      </>
    )}
  </Field>
);

/** A text of several lines. */
export const TextAreaField = ({
  label,
  hint,
  error,
  className,
  ...area
}: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) => (
  <Field label={label} hint={hint} error={error}>
    {(control) => <textarea {...control} {...area} className={classes(control.className, className)} />}
  </Field>
);

/** A choice of one. `children` are its options. */
export const SelectField = ({
  label,
  hint,
  error,
  className,
  ...select
}: FieldProps & SelectHTMLAttributes<HTMLSelectElement>) => (
  <Field label={label} hint={hint} error={error}>
    {(control) => <select {...control} {...select} className={classes(control.className, className)} />}
  </Field>
);
