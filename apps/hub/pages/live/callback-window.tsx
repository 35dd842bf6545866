import { Phone } from 'lucide-react';
import type { Schemas } from '@ledgerdesk/client';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { Button } from '../../design/button.js';
import { CommandButton } from '../../design/command-button.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { liveDeskTexts } from './live.texts.js';
import styles from './live.module.css';
import { TransferDialog, useTransfer } from './transfer-dialog.js';

type Callback = Schemas['CallbackToMake'];
type Outcome = 'completion' | 'unanswered';

const Facts = ({ callback }: { readonly callback: Callback }) => {
  const t = useTexts(liveDeskTexts);
  const { number } = useFormats();
  const { phone, reason, erased, attempts, requestedAt } = callback;
  return (
    <FactList>
      <Fact name={t.phone}>
        {phone === null ? (
          t.erased
        ) : (
          <a href={`tel:${phone}`} className={styles['phone']}>
            <Phone size={16} aria-hidden />
            {phone}
          </a>
        )}
      </Fact>
      <Fact name={t.reason}>{erased ? t.erased : (reason ?? t.noReason)}</Fact>
      <Fact name={t.attempts}>{number(attempts)}</Fact>
      <Fact name={t.requestedAt}>
        <TimeText at={requestedAt} />
      </Fact>
    </FactList>
  );
};

/** A requester to call: the number, the reason, and what became of the call. */
export const CallbackWindow = ({
  callback,
  isGone,
  onDismiss,
}: {
  readonly callback: Callback;
  /** The agent does not work on it any more. */
  readonly isGone: boolean;
  readonly onDismiss: () => void;
}) => {
  const t = useTexts(liveDeskTexts);
  const { callbackId } = callback;
  const [left, setLeft] = useState<'called' | 'handed-over'>();
  const [isChoosing, setChoosing] = useState(false);
  const decline = useTransfer('callback', callbackId);
  const record = useCommand(
    (outcome: Outcome, options) =>
      outcome === 'completion'
        ? client.post('/v1/desk/callbacks/{callbackId}/completion', { path: { callbackId }, ...options })
        : client.post('/v1/desk/callbacks/{callbackId}/unanswered', { path: { callbackId }, ...options }),
    ['agents', 'live', 'tickets'],
  );
  const end = (outcome: Outcome): void => void record.send(outcome).then((answer) => answer && setLeft('called'));
  if (left || isGone)
    return (
      <div role="status" className={styles['left']}>
        <p>{left === undefined ? t.gone : left === 'called' ? t.callDone : t.handedOver}</p>
        <Button onClick={onDismiss}>{t.done}</Button>
      </div>
    );
  const error = record.error ?? decline.error;
  return (
    <div className={styles['window']}>
      <Facts callback={callback} />
      {error && <ProblemNotice error={error} />}
      <div className={styles['actions']}>
        <CommandButton
          weight="plain"
          isSending={decline.isSending}
          onClick={() => void decline.send('').then((answer) => answer && setLeft('handed-over'))}
        >
          {t.decline}
        </CommandButton>
        <CommandButton onClick={() => setChoosing(true)}>{t.transfer}</CommandButton>
        <CommandButton isSending={record.isSending} onClick={() => end('unanswered')}>
          {t.unanswered}
        </CommandButton>
        <CommandButton weight="primary" isSending={record.isSending} onClick={() => end('completion')}>
          {t.completed}
        </CommandButton>
      </div>
      {isChoosing && (
        <TransferDialog
          channel="callback"
          id={callbackId}
          about={callback}
          onDone={() => {
            setChoosing(false);
            setLeft('handed-over');
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  );
};
