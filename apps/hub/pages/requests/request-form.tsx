import type { Schemas } from '@ledgerdesk/client';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { CommandButton } from '../../design/command-button.js';
import { TextAreaField, TextField } from '../../design/field.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useRequiredFields } from '../../design/required-fields.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { AttachButton, UploadArea } from '../../tickets/upload-area.js';
import { UploadList } from '../../tickets/upload-list.js';
import { useUploads } from '../../tickets/use-uploads.js';
import { useFormats } from '../../time/formats.js';
import { ContactForm, IssueTypeField, LanguageField } from './contact-fields.js';
import styles from './contact-page.module.css';
import { contactTexts } from './contact-page.texts.js';
import { useFormDraft } from './form-draft.js';

type RequestOption = Schemas['ContactOptions']['options'][number];

/** Fields that show what is wrong with them. */
const FIELDS = ['issueType', 'subject', 'body', 'language'];

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

/** What is written, with its files, and how it is sent: as a ticket, whose page opens then. */
const useRequest = (product: string, followUpOf: string | undefined) => {
  const name = `request.${followUpOf ?? 'new'}`;
  const self = useSelf();
  const navigate = useNavigate();
  const uploads = useUploads(name);
  const draft = useFormDraft(name, { issueType: '', subject: '', body: '', language: self.language ?? 'en' });
  const { send, isSending, error, fieldErrors } = useCommand(
    (body: Omit<Schemas['OpenTicketBody'], 'product' | 'followUpOf'>, options) =>
      client.post('/v1/tickets', {
        body: { ...body, product, ...(followUpOf === undefined ? {} : { followUpOf }) },
        ...options,
      }),
    ['tickets', 'dashboard'],
  );
  const { checkRefusal } = uploads;
  useEffect(() => checkRefusal(error), [checkRefusal, error]);
  const open = async (): Promise<void> => {
    const { files, uploadIds } = uploads;
    const opened = await send({ ...draft.values, ...(uploadIds.length > 0 && { uploads: [...uploadIds] }) });
    if (!opened) return;
    draft.clear();
    for (const { id } of files) uploads.remove(id);
    uploads.forgetLost();
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: opened.data.ticketId } });
  };
  return { draft, uploads, open, isSending, error, fieldErrors };
};

/** The form of a written request. What is typed is kept until it is sent, and so are its files. */
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
  const { draft, uploads, open, isSending, error, fieldErrors } = useRequest(product, followUpOf);
  const { values, change } = draft;
  const { issueType, subject, body } = values;
  const { errors, form, check } = useRequiredFields({ issueType, subject, body }, fieldErrors);
  const [isAwaited, setAwaited] = useState(false);
  const submit = (): void => {
    setAwaited(!uploads.areComplete);
    if (check() && uploads.areComplete && !isSending) void open();
  };
  return (
    <UploadArea uploads={uploads}>
      <ContactForm form={form} onSubmit={submit}>
        <IssueTypeField
          value={issueType}
          error={errors['issueType']}
          onChange={(value) => change('issueType', value)}
        />
        <TextField
          label={t.subject}
          dir="auto"
          value={subject}
          error={errors['subject']}
          onChange={({ target }) => change('subject', target.value)}
        />
        <TextAreaField
          label={t.body}
          hint={t.bodyHint}
          dir="auto"
          rows={8}
          className={styles['body']}
          value={body}
          error={errors['body']}
          onChange={({ target }) => change('body', target.value)}
        />
        <UploadList uploads={uploads} isAwaited={isAwaited} />
        <LanguageField
          value={values.language}
          error={errors['language']}
          onChange={(value) => change('language', value)}
        />
        <DueHint option={option} language={values.language} />
        {error && <ProblemNotice error={error} shown={FIELDS} />}
        <div className={styles['actions']}>
          <CommandButton type="submit" weight="primary" isSending={isSending}>
            {t.send.request}
          </CommandButton>
          <AttachButton uploads={uploads} />
          <span className={styles['muted']}>{t.draftKept}</span>
        </div>
      </ContactForm>
    </UploadArea>
  );
};
