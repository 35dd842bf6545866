import type { ReactNode, RefObject } from 'react';
import { useIssueTypes } from '../../api/names.js';
import { isComposing } from '../../app/composing.js';
import { SelectField } from '../../design/field.js';
import { useSelf } from '../../session/self.js';
import { LANGUAGES } from '../../texts/language.js';
import { useTexts } from '../../texts/language-context.js';
import { useLanguageName } from '../../texts/language-names.js';
import styles from './contact-page.module.css';
import { contactTexts } from './contact-page.texts.js';

/** What every field of the forms has. */
interface ChoiceProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
}

/** A form with which one contacts support. Ctrl or ⌘ with Enter sends it. */
export const ContactForm = ({
  form,
  onSubmit,
  children,
}: {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) => (
  <form
    ref={form}
    noValidate
    className={styles['form']}
    onSubmit={(event) => {
      event.preventDefault();
      onSubmit();
    }}
    onKeyDown={(event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event)) onSubmit();
    }}
  >
    {children}
  </form>
);

/** Chooses the type of a problem. */
export const IssueTypeField = ({
  value,
  onChange,
  error,
  isOptional = false,
}: ChoiceProps & { isOptional?: boolean }) => {
  const t = useTexts(contactTexts);
  const types = useIssueTypes();
  return (
    <SelectField
      label={isOptional ? t.optional(t.issueType) : t.issueType}
      value={value}
      error={error}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{t.choose}</option>
      {types.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
};

/** Chooses the language of the requester: one of the hub's, or their own. */
export const LanguageField = ({ value, onChange, error }: ChoiceProps) => {
  const t = useTexts(contactTexts);
  const self = useSelf();
  const languageName = useLanguageName();
  const languages = [...new Set([...(self.language === null ? [] : [self.language]), ...LANGUAGES])];
  return (
    <SelectField
      label={t.language}
      hint={t.languageHint}
      value={value}
      error={error}
      onChange={({ target }) => onChange(target.value)}
    >
      {languages.map((one) => (
        <option key={one} value={one}>
          {languageName(one)}
        </option>
      ))}
    </SelectField>
  );
};
