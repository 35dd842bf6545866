import type { Schemas } from '@ledgerdesk/client';
import { useNavigate } from '@tanstack/react-router';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { CommandButton } from '../../design/command-button.js';
import { TextAreaField, TextField } from '../../design/field.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { AttachButton, UploadArea } from '../../tickets/upload-area.js';
import { UploadList } from '../../tickets/upload-list.js';
import { useUploads } from '../../tickets/use-uploads.js';
import { useFormats } from '../../time/formats.js';
import styles from './contact-page.module.css';
import { IssueTypeField, LanguageField } from './contact-fields.js';
import { contactTexts } from './contact-page.texts.js';
import { useFormDraft } from './form-draft.js';
import { useRequiredFields } from './required-fields.js';

type RequestOption = Schemas['ContactOptions']['options'][number];

/** When a reply is due if the request is sent now. */
const DueHint = ({ option, language }: { readonly option: RequestOption; readonly language: string }) => {
  const t = useTexts(contactTexts);
  const formats = useFormats();
  const target = option.responseTargets?.[/^ja\b/i.test(language) ? 'ja' : 'en'];
  if (!target) return <p className={styles['muted']}>{t.noTarget}</p>;
  return (
    <p className={styles['muted']}>{t.dueIfSent(t.languages[target.servedLanguage], formats.dateTime(target.dueAt))}</p>
  );
};

/** Opens a ticket. Resolves with its id. */
const useOpenTicket = (product: string, followUpOf: string | undefined) =>
  useCommand(
    (body: Omit<Schemas['OpenTicketBody'], 'product' | 'followUpOf'>, options) =>
      client.post('/v1/tickets', {
        body: { ...body, product, ...(followUpOf === undefined ? {} : { followUpOf }) },
        ...options,
      }),
    ['tickets', 'dashboard'],
  );

/** The form of a written request. What is typed is kept until it is sent. */
export const RequestForm = ({
  product,
  option,
  followUpOf,
}: {
  readonly product: string;
  readonly option: RequestOption;
  readonly followUpOf: string | undefined;
}) => {
  const t = useTexts(contactTexts);
  const self = useSelf();
  const navigate = useNavigate();
  const uploads = useUploads();
  const form = useFormDraft(`request.${followUpOf ?? 'new'}`, {
    issueType: '',
    subject: '',
    body: '',
    language: self.language ?? 'en',
  });
  const { send, isSending, error, fieldErrors } = useOpenTicket(product, followUpOf);
  const { values, change } = form;
  const { issueType, subject, body } = values;
  const { errors, form: element, check } = useRequiredFields({ issueType, subject, body }, fieldErrors);
  const submit = async (): Promise<void> => {
    if (!check() || !uploads.areComplete || isSending) return;
    const opened = await send({ ...values, ...(uploads.uploadIds.length > 0 && { uploads: [...uploads.uploadIds] }) });
    if (!opened) return;
    form.clear();
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: opened.data.ticketId } });
  };
  return (
    <UploadArea uploads={uploads}>
      <form
        ref={element}
        noValidate
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        }}
      >
        <IssueTypeField
          value={values.issueType}
          error={errors['issueType']}
          onChange={(value) => change('issueType', value)}
        />
        <TextField
          label={t.subject}
          dir="auto"
          value={values.subject}
          error={errors['subject']}
          onChange={({ target }) => change('subject', target.value)}
        />
        <TextAreaField
          label={t.body}
          hint={t.bodyHint}
          dir="auto"
          rows={8}
          className={styles['body']}
          value={values.body}
          error={errors['body']}
          onChange={({ target }) => change('body', target.value)}
        />
        <UploadList uploads={uploads} />
        <LanguageField
          value={values.language}
          error={errors['language']}
          onChange={(value) => change('language', value)}
        />
        <DueHint option={option} language={values.language} />
        {error && Object.keys(fieldErrors).length === 0 && <ProblemNotice error={error} />}
        <div className={styles['actions']}>
          <CommandButton type="submit" weight="primary" isSending={isSending} disabled={!uploads.areComplete}>
            {t.send.request}
          </CommandButton>
          <AttachButton uploads={uploads} />
          <span className={styles['muted']}>{t.draftKept}</span>
        </div>
      </form>
    </UploadArea>
  );
};
