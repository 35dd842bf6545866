import { Button } from '../../../design/button.js';
import { CommandButton } from '../../../design/command-button.js';
import { Page } from '../../../design/page.js';
import { ProblemNotice } from '../../../design/problem-notice.js';
import { useLanguage, useTexts } from '../../../texts/language-context.js';
import { NamesFailure } from '../../../tickets/names-failure.js';
import { MemberChoice, TeamChoice } from './directory-choice.js';
import styles from './new-ticket.module.css';
import { newTicketTexts } from './new-ticket.texts.js';
import { ChoiceFields, WordFields } from './ticket-fields.js';
import { useNewTicket } from './use-new-ticket.js';

/** Opens a ticket for a member who has called, for example. */
export const NewTicketPage = () => {
  const t = useTexts(newTicketTexts);
  const { language } = useLanguage();
  const list = new Intl.ListFormat(language, { style: 'narrow' });
  const ticket = useNewTicket();
  const { team, requester, chooseRequester, command, missing, submit, cancel } = ticket;
  return (
    <Page title={t.title}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className={styles['hint']}>{t.hint}</p>
        <TeamChoice value={team} onChange={(chosen) => chooseRequester({ team: chosen })} />
        {team !== undefined && (
          <MemberChoice
            teamId={team}
            value={requester}
            onChange={(chosen) => chooseRequester({ team, requester: chosen })}
          />
        )}
        <NamesFailure />
        <ChoiceFields of={ticket} />
        <WordFields of={ticket} />
        {command.error && <ProblemNotice error={command.error} />}
        <div className={styles['actions']}>
          {missing.length > 0 && (
            <p className={styles['hint']}>{t.missing(list.format(missing.map((name) => t[name])))}</p>
          )}
          <Button onClick={cancel}>{t.cancel}</Button>
          <CommandButton type="submit" weight="primary" isSending={command.isSending} disabled={missing.length > 0}>
            {t.open}
          </CommandButton>
        </div>
      </form>
    </Page>
  );
};
