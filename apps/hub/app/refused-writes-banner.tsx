import { Link } from '@tanstack/react-router';
import { Button } from '../design/button.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useSelf } from '../session/self.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import { forgetRefusal, type RefusedWrite, useRefusedWrites } from '../tickets/refused-writes.js';
import styles from './refused-writes-banner.module.css';

const texts = defineTexts({
  en: {
    notSent: 'Not sent. What you wrote is kept in the ticket:',
    notDone: {
      claim: 'Not claimed:',
      assign: 'Not assigned:',
      release: 'Not released:',
      hold: 'Not put on hold:',
      resume: 'Not resumed:',
      solve: 'Not solved:',
      reopen: 'Not reopened:',
      close: 'Not closed:',
    },
    erased: 'Erased ticket',
    close: 'Close',
  },
  ja: {
    notSent: '送信できませんでした。入力内容は次のチケットに残っています:',
    notDone: {
      claim: '担当にできませんでした:',
      assign: '割り当てできませんでした:',
      release: '担当を外せませんでした:',
      hold: '保留にできませんでした:',
      resume: '再開できませんでした:',
      solve: '解決にできませんでした:',
      reopen: '再オープンできませんでした:',
      close: '終了できませんでした:',
    },
    erased: '消去されたチケット',
    close: '閉じる',
  },
  de: {
    notSent: 'Nicht gesendet. Ihr Text ist im Ticket noch da:',
    notDone: {
      claim: 'Nicht übernommen:',
      assign: 'Nicht zugewiesen:',
      release: 'Nicht freigegeben:',
      hold: 'Nicht zurückgestellt:',
      resume: 'Nicht fortgesetzt:',
      solve: 'Nicht gelöst:',
      reopen: 'Nicht wieder geöffnet:',
      close: 'Nicht geschlossen:',
    },
    erased: 'Gelöschtes Ticket',
    close: 'Schließen',
  },
});

const Refusal = ({ refused }: { readonly refused: RefusedWrite }) => {
  const t = useTexts(texts);
  const { kind } = useSelf();
  const { ticketId, subject, write, error } = refused;
  const close = (): void => forgetRefusal(refused);
  return (
    <div className={styles['banner']}>
      <p role="alert">
        {write === 'answer' || write === 'note' ? t.notSent : t.notDone[write]}{' '}
        <Link to={kind === 'agent' ? '/desk/$ticketId' : '/tickets/$ticketId'} params={{ ticketId }} onClick={close}>
          {subject ?? t.erased}
        </Link>
      </p>
      <ProblemNotice error={error} />
      <Button onClick={close}>{t.close}</Button>
    </div>
  );
};

/** Says what was refused after its page was left, and leads to it. */
export const RefusedWritesBanner = () =>
  useRefusedWrites().map((refused, index) => <Refusal key={index} refused={refused} />);
