import type { Schemas } from '@ledgerdesk/client';
import { useNavigate } from '@tanstack/react-router';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { CommandButton } from '../../design/command-button.js';
import { TextAreaField, TextField } from '../../design/field.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useRequiredFields } from '../../design/required-fields.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { ContactForm, IssueTypeField, LanguageField } from './contact-fields.js';
import styles from './contact-page.module.css';
import { contactTexts } from './contact-page.texts.js';
import { useFormDraft } from './form-draft.js';

/** Fields that show what is wrong with them. */
const FIELDS = ['phone', 'reason', 'issueType', 'language'];

/** What is sent: the reason and type are optional. */
const bodyOf = (
  { phone, reason, issueType, language }: Readonly<Record<'phone' | 'reason' | 'issueType' | 'language', string>>,
  product: string,
): Schemas['RequestCallbackBody'] => ({
  phone,
  language,
  product,
  ...(reason.trim() === '' ? {} : { reason }),
  ...(issueType === '' ? {} : { issueType }),
});

/** The form that asks for a call. */
export const CallbackForm = ({ product }: { readonly product: string }) => {
  const t = useTexts(contactTexts);
  const self = useSelf();
  const navigate = useNavigate();
  const form = useFormDraft('callback.new', { phone: '', reason: '', issueType: '', language: self.language ?? 'en' });
  const { values, change } = form;
  const { send, isSending, error, fieldErrors } = useCommand(
    (body: Schemas['RequestCallbackBody'], options) => client.post('/v1/callbacks', { body, ...options }),
    ['live', 'dashboard'],
  );
  const { errors, form: element, check } = useRequiredFields({ phone: values.phone }, fieldErrors);
  const submit = async (): Promise<void> => {
    if (!check() || isSending) return;
    const requested = await send(bodyOf(values, product));
    if (!requested) return;
    form.clear();
    void navigate({ to: '/callbacks/$callbackId', params: { callbackId: requested.data.callbackId } });
  };
  return (
    <ContactForm form={element} onSubmit={() => void submit()}>
      <TextField
        type="tel"
        autoComplete="tel"
        label={t.phone}
        hint={t.phoneHint}
        value={values.phone}
        error={errors['phone']}
        onChange={({ target }) => change('phone', target.value)}
      />
      <TextAreaField
        label={t.optional(t.reason)}
        dir="auto"
        value={values.reason}
        error={errors['reason']}
        onChange={({ target }) => change('reason', target.value)}
      />
      <IssueTypeField
        isOptional
        value={values.issueType}
        error={errors['issueType']}
        onChange={(value) => change('issueType', value)}
      />
      <LanguageField
        value={values.language}
        error={errors['language']}
        onChange={(value) => change('language', value)}
      />
      {error && <ProblemNotice error={error} shown={FIELDS} />}
      <div className={styles['actions']}>
        <CommandButton type="submit" weight="primary" isSending={isSending}>
          {t.send.callback}
        </CommandButton>
      </div>
    </ContactForm>
  );
};
