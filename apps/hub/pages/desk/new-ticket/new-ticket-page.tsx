import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client } from '../../../api/client.js';
import { useCommand } from '../../../api/command.js';
import { Button } from '../../../design/button.js';
import { CommandButton } from '../../../design/command-button.js';
import { SelectField, TextAreaField, TextField } from '../../../design/field.js';
import { Page } from '../../../design/page.js';
import { ProblemNotice } from '../../../design/problem-notice.js';
import { useDraft } from '../../../drafts/drafts.js';
import { useTexts } from '../../../texts/language-context.js';
import { useClassificationNames } from '../classification-names.js';
import { MemberChoice, TeamChoice } from './directory-choice.js';
import styles from './new-ticket.module.css';
import { newTicketTexts } from './new-ticket.texts.js';

const LANGUAGES = ['en', 'ja'] as const;

/** What is written, kept until the ticket is opened. */
const useWords = (team: string | undefined, requester: string | undefined) => {
  const of = `${team ?? ''}.${requester ?? ''}`;
  return {
    subject: useDraft(`new.subject.${of}`),
    body: useDraft(`new.body.${of}`),
    answer: useDraft(`new.answer.${of}`),
  };
};

/** The requester of a new ticket: parameters of the address. */
const useRequester = () => {
  const { team, requester } = useSearch({ from: '/desk/new' });
  const navigate = useNavigate();
  return {
    team,
    requester,
    chooseTeam: (chosen: string | undefined) =>
      void navigate({ to: '/desk/new', search: chosen === undefined ? {} : { team: chosen }, replace: true }),
    chooseRequester: (chosen: string | undefined) =>
      void navigate({
        to: '/desk/new',
        search: { ...(team === undefined ? {} : { team }), ...(chosen === undefined ? {} : { requester: chosen }) },
        replace: true,
      }),
  };
};

/** Opens a ticket for a member who has called, for example. */
export const NewTicketPage = () => {
  const t = useTexts(newTicketTexts);
  const names = useClassificationNames();
  const navigate = useNavigate();
  const { team, requester, chooseTeam, chooseRequester } = useRequester();
  const words = useWords(team, requester);
  const [product, setProduct] = useState('');
  const [issueType, setIssueType] = useState('');
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>('en');
  const open = useCommand(
    (body: Parameters<typeof bodyOf>[0], options) =>
      client.post('/v1/desk/tickets', { body: bodyOf(body), ...options }),
    ['tickets'],
  );
  const isReady =
    team !== undefined &&
    requester !== undefined &&
    issueType !== '' &&
    words.subject.text.trim() !== '' &&
    words.body.text.trim() !== '';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    const answer = await open.send({
      teamId: team,
      requesterId: requester,
      product,
      issueType,
      language,
      subject: words.subject.text,
      body: words.body.text,
      answer: words.answer.text,
    });
    if (!answer) return;
    for (const draft of Object.values(words)) draft.clear();
    void navigate({ to: '/desk/$ticketId', params: { ticketId: answer.data.ticketId }, search: {} });
  };
  return (
    <Page title={t.title}>
      <form className={styles['form']} onSubmit={(event) => void submit(event)}>
        <p className={styles['hint']}>{t.hint}</p>
        <TeamChoice value={team} onChange={chooseTeam} />
        {team !== undefined && <MemberChoice teamId={team} value={requester} onChange={chooseRequester} />}
        <div className={styles['pair']}>
          <SelectField
            label={t.product}
            value={product}
            error={open.fieldErrors['product']}
            onChange={({ target }) => setProduct(target.value)}
          >
            <option value="">{t.choose}</option>
            {names.products.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t.issueType}
            value={issueType}
            error={open.fieldErrors['issueType']}
            required
            onChange={({ target }) => setIssueType(target.value)}
          >
            <option value="">{t.choose}</option>
            {names.issueTypes.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t.language}
            value={language}
            onChange={({ target }) => setLanguage(target.value === 'ja' ? 'ja' : 'en')}
          >
            {LANGUAGES.map((one) => (
              <option key={one} value={one}>
                {t.languages[one]}
              </option>
            ))}
          </SelectField>
        </div>
        <TextField
          label={t.subject}
          error={open.fieldErrors['subject']}
          value={words.subject.text}
          required
          onChange={({ target }) => words.subject.change(target.value)}
        />
        <TextAreaField
          label={t.body}
          error={open.fieldErrors['body']}
          value={words.body.text}
          required
          onChange={({ target }) => words.body.change(target.value)}
        />
        <TextAreaField
          label={t.answer}
          hint={t.answerHint}
          error={open.fieldErrors['answer.body']}
          value={words.answer.text}
          onChange={({ target }) => words.answer.change(target.value)}
        />
        {open.error && <ProblemNotice error={open.error} />}
        <div className={styles['actions']}>
          <Button onClick={() => void navigate({ to: '/desk', search: {} })}>{t.cancel}</Button>
          <CommandButton type="submit" weight="primary" isSending={open.isSending} disabled={!isReady}>
            {t.open}
          </CommandButton>
        </div>
      </form>
    </Page>
  );
};

/** The body of the command; what was left empty is left out. */
const bodyOf = ({
  product,
  answer,
  ...rest
}: {
  readonly teamId: string;
  readonly requesterId: string;
  readonly product: string;
  readonly issueType: string;
  readonly language: string;
  readonly subject: string;
  readonly body: string;
  readonly answer: string;
}) => ({
  ...rest,
  ...(product === '' ? {} : { product }),
  ...(answer.trim() === '' ? {} : { answer: { body: answer } }),
});
