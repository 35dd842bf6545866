import { type ChangeEvent, useState } from 'react';

/** What a text field of a form gets. */
interface FieldBinding {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => void;
}

/** The edits that differ from what is known: `edits` itself if all do. */
const openEdits = <Name extends string>(
  known: Readonly<Record<Name, string>>,
  edits: ReadonlyMap<Name, string>,
): ReadonlyMap<Name, string> => {
  const open = new Map([...edits].filter(([name, value]) => value !== known[name]));
  return open.size === edits.size ? edits : open;
};

/**
 * The texts of a form's fields, by name: what the reader has written, and in the other fields what is known, which may
 * change meanwhile. A text that has become what is known, such as by saving it, is no edit any more.
 *
 * @example
 * const { values, field } = useTextFields({ name: '', email: '' }, command.fieldErrors);
 * <TextField label={t.name} required {...field('name')} />
 */
export const useTextFields = <Name extends string>(
  known: Readonly<Record<Name, string>>,
  /** What is wrong with the fields: `fieldErrors` of a command. */
  errors: Readonly<Record<string, string>>,
) => {
  const [edits, setEdits] = useState<ReadonlyMap<Name, string>>(new Map());
  const open = openEdits(known, edits);
  if (open !== edits) setEdits(open);
  const values = { ...known, ...Object.fromEntries(open) };
  const set = (name: Name, value: string): void => setEdits((all) => new Map(all).set(name, value));
  return {
    values,
    set,
    /** A field of that name, whose error is found at `path` of the body. */
    field: (name: Name, path: string = name): FieldBinding => ({
      value: values[name],
      error: errors[path],
      onChange: ({ target }) => set(name, target.value),
    }),
  };
};
