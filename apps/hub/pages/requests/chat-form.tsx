import type { Schemas } from '@ledgerdesk/client';
import { useNavigate } from '@tanstack/react-router';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { CommandButton } from '../../design/command-button.js';
import { TextAreaField } from '../../design/field.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useRequiredFields } from '../../design/required-fields.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { ContactForm, IssueTypeField, LanguageField } from './contact-fields.js';
import styles from './contact-page.module.css';
import { contactTexts } from './contact-page.texts.js';
import { useFormDraft } from './form-draft.js';

/** Fields that show what is wrong with them. */
const FIELDS = ['issueType', 'message', 'language'];

/** The form that starts a chat. */
export const ChatForm = ({ product }: { readonly product: string }) => {
  const t = useTexts(contactTexts);
  const self = useSelf();
  const navigate = useNavigate();
  const form = useFormDraft('chat.new', { issueType: '', message: '', language: self.language ?? 'en' });
  const { values, change } = form;
  const { send, isSending, error, fieldErrors } = useCommand(
    (body: Schemas['StartChatBody'], options) => client.post('/v1/chats', { body, ...options }),
    ['live', 'dashboard'],
  );
  const { issueType, message } = values;
  const { errors, form: element, check } = useRequiredFields({ issueType, message }, fieldErrors);
  const submit = async (): Promise<void> => {
    if (!check() || isSending) return;
    const started = await send({ ...values, product });
    if (!started) return;
    form.clear();
    void navigate({ to: '/chats/$chatId', params: { chatId: started.data.chatId } });
  };
  return (
    <ContactForm form={element} onSubmit={() => void submit()}>
      <IssueTypeField
        value={values.issueType}
        error={errors['issueType']}
        onChange={(value) => change('issueType', value)}
      />
      <TextAreaField
        label={t.message}
        dir="auto"
        value={values.message}
        error={errors['message']}
        onChange={({ target }) => change('message', target.value)}
      />
      <LanguageField
        value={values.language}
        error={errors['language']}
        onChange={(value) => change('language', value)}
      />
      {error && <ProblemNotice error={error} shown={FIELDS} />}
      <div className={styles['actions']}>
        <CommandButton type="submit" weight="primary" isSending={isSending}>
          {t.send.chat}
        </CommandButton>
      </div>
    </ContactForm>
  );
};
