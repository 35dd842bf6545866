import { useMemo } from 'react';
import { useDraft } from '../../drafts/drafts.js';

/** Values of a form that is being filled in. */
type Values = Readonly<Record<string, string>>;

const parsed = (text: string): Values => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, one]) => typeof one === 'string'));
  } catch {
    return {};
  }
};

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
  const stored = useMemo(() => parsed(text), [text]);
  return {
    values: { ...initial, ...stored },
    change: (field, value) => change(JSON.stringify({ ...stored, [field]: value })),
    clear,
  };
};
