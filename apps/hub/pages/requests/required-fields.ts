import { type RefObject, useEffect, useRef, useState } from 'react';
import { defineTexts } from '../../texts/catalogue.js';
import { useTexts } from '../../texts/language-context.js';

const texts = defineTexts({
  en: { required: 'Please fill this in.' },
  ja: { required: '入力してください。' },
  de: { required: 'Bitte füllen Sie dieses Feld aus.' },
});

/** What is wrong with the fields of a form. */
interface FormErrors {
  /** By field: what is missing, else what the engine says. */
  readonly errors: Readonly<Record<string, string>>;
  /** For the form: the first field with an error gets the focus. */
  readonly form: RefObject<HTMLFormElement | null>;
  /** Returns true if everything is there. What is missing is shown from then on. */
  readonly check: () => boolean;
}

/** Shows which fields have to be filled in before a form is sent, and afterwards what the engine says of its fields. */
export const useRequiredFields = (
  required: Readonly<Record<string, string>>,
  fieldErrors: Readonly<Record<string, string>>,
): FormErrors => {
  const t = useTexts(texts);
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  const missing = Object.keys(required).filter((name) => required[name]?.trim() === '');
  const shown = attempts === 0 ? [] : missing;
  const refused = Object.keys(fieldErrors).join();
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts, refused]);
  return {
    errors: { ...fieldErrors, ...Object.fromEntries(shown.map((name) => [name, t.required])) },
    form,
    check: () => {
      setAttempts((count) => count + 1);
      return missing.length === 0;
    },
  };
};
