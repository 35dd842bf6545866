import { type RefObject, useEffect, useRef, useState } from 'react';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';

const texts = defineTexts({
  en: { required: 'Please fill this in.' },
  ja: { required: '入力してください。' },
  de: { required: 'Bitte füllen Sie dieses Feld aus.' },
});

/** Texts by the field that they are about. */
type ByField<T = string> = Readonly<Record<string, T>>;

/** What is wrong with the fields of a form. */
interface FormErrors {
  /** By field: what is missing, else what the engine says. */
  readonly errors: ByField;
  /** For the form: the first field with an error gets the focus. */
  readonly form: RefObject<HTMLFormElement | null>;
  /** Returns true if everything is there. What is not is shown from then on. */
  readonly check: () => boolean;
}

/**
 * Shows what keeps a form from being sent when one tries, and afterwards what the engine says of its fields: the button
 * that sends it is never off. `problems` has what is wrong with a field that is filled in; undefined if nothing is.
 */
export const useRequiredFields = (
  required: ByField,
  fieldErrors: ByField,
  problems: ByField<string | undefined> = {},
): FormErrors => {
  const t = useTexts(texts);
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  const [isIncomplete, setIncomplete] = useState(false);
  const found = [...new Set([...Object.keys(required), ...Object.keys(problems)])].flatMap((name) => {
    const problem = required[name]?.trim() === '' ? t.required : problems[name];
    return problem === undefined ? [] : [[name, problem] as const];
  });
  const refused = Object.keys(fieldErrors).join();
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts, refused]);
  return {
    errors: { ...fieldErrors, ...Object.fromEntries(isIncomplete ? found : []) },
    form,
    check: () => {
      setAttempts((count) => count + 1);
      setIncomplete(found.length > 0);
      return found.length === 0;
    },
  };
};
