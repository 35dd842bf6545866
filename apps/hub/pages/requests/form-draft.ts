import { useMemo } from 'react';
import { useDraft } from '../../drafts/drafts.js';
import { valuesIn } from './form-values.js';

/** A form whose values are kept like a draft. */
export interface FormDraft<Name extends string> {
  /** Values by field; an empty text for one that is not filled in. */
  readonly values: Readonly<Record<Name, string>>;
  readonly change: (name: Name, value: string) => void;
  /** Once it is sent. */
  readonly clear: () => void;
}

/** Keeps what is typed into a form, as one draft. `initial` is what its fields begin with. */
export const useFormDraft = <Name extends string>(
  name: string,
  initial: Readonly<Record<Name, string>>,
): FormDraft<Name> => {
  const { text, change, clear } = useDraft(name);
  const stored = useMemo(() => valuesIn(text), [text]);
  return {
    values: { ...initial, ...stored },
    change: (field, value) => change(JSON.stringify({ ...stored, [field]: value })),
    clear,
  };
};
