import { type ChangeEvent, useState } from 'react';

/** What a text field of a form gets. */
interface FieldBinding {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
}

/**
 * The texts of a form's fields, by name.
 *
 * @example
 * const { values, field } = useTextFields({ name: '', email: '' }, command.fieldErrors);
 * <TextField label={t.name} required {...field('name')} />
 */
export const useTextFields = <Name extends string>(
  initial: Readonly<Record<Name, string>>,
  /** What is wrong with the fields: `fieldErrors` of a command. */
  errors: Readonly<Record<string, string>>,
) => {
  const [values, setValues] = useState(initial);
  return {
    values,
    set: (name: Name, value: string): void => setValues((all) => ({ ...all, [name]: value })),
    /** A field of that name, whose error is found at `path` of the body. */
    field: (name: Name, path: string = name): FieldBinding => ({
      value: values[name],
      error: errors[path],
      onChange: ({ target }) => setValues((all) => ({ ...all, [name]: target.value })),
    }),
  };
};
