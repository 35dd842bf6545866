import { SelectField, TextAreaField, TextField } from '../../../design/field.js';
import { useTexts } from '../../../texts/language-context.js';
import { useLanguageName } from '../../../texts/language-names.js';
import { SERVED_LANGUAGES } from '../../../texts/served-languages.js';
import { useClassificationNames } from '../../../api/classification-names.js';
import { NamedOptions } from '../named-options.js';
import styles from './new-ticket.module.css';
import { newTicketTexts } from './new-ticket.texts.js';
import type { NewTicket } from './use-new-ticket.js';

/** What the ticket is about, and in which language. */
export const ChoiceFields = ({ of: { choices, choose, products, command } }: { readonly of: NewTicket }) => {
  const t = useTexts(newTicketTexts);
  const names = useClassificationNames();
  const languageName = useLanguageName();
  return (
    <div className={styles['choices']}>
      <SelectField
        label={t.product}
        value={choices.product}
        error={command.fieldErrors['product']}
        onChange={({ target }) => choose({ product: target.value })}
      >
        <option value="">{t.choose}</option>
        <NamedOptions of={names.products.filter(({ id }) => products?.some((one) => one.id === id) ?? true)} />
      </SelectField>
      <SelectField
        label={t.issueType}
        value={choices.issueType}
        error={command.fieldErrors['issueType']}
        required
        onChange={({ target }) => choose({ issueType: target.value })}
      >
        <option value="">{t.choose}</option>
        <NamedOptions of={names.issueTypes} />
      </SelectField>
      <SelectField
        label={t.language}
        value={choices.language}
        error={command.fieldErrors['language']}
        onChange={({ target }) => choose({ language: target.value === 'ja' ? 'ja' : 'en' })}
      >
        <NamedOptions of={SERVED_LANGUAGES.map((id) => ({ id, name: languageName(id) }))} />
      </SelectField>
    </div>
  );
};

/** What the requester said, and what the agent has answered. */
export const WordFields = ({ of: { words, command } }: { readonly of: NewTicket }) => {
  const t = useTexts(newTicketTexts);
  const { subject, body, answer } = words;
  return (
    <>
      <TextField
        label={t.subject}
        error={command.fieldErrors['subject']}
        value={subject.text}
        required
        onChange={({ target }) => subject.change(target.value)}
      />
      <TextAreaField
        label={t.body}
        hint={t.bodyHint}
        error={command.fieldErrors['body']}
        value={body.text}
        required
        onChange={({ target }) => body.change(target.value)}
      />
      <TextAreaField
        label={t.answer}
        hint={t.answerHint}
        error={command.fieldErrors['answer.body']}
        value={answer.text}
        onChange={({ target }) => answer.change(target.value)}
      />
    </>
  );
};
