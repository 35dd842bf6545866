import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useClassificationNames } from '../../../api/classification-names.js';
import { useResource } from '../../../api/resource.js';
import { useMoment } from '../../../app/moment.js';
import { useShortcuts } from '../../../app/shortcuts.js';
import { keepShown } from '../../../design/keep-shown.js';
import { Loaded } from '../../../design/loaded.js';
import { ProblemNotice } from '../../../design/problem-notice.js';
import { useTexts } from '../../../texts/language-context.js';
import { deskTicketResource } from '../desk-resources.js';
import { useOwnPresence } from '../presence/own-presence.js';
import { useAnswering } from './answering.js';
import { CustomerPanel } from './customer-panel.js';
import { DeskComposer } from './desk-composer.js';
import { ACTION_KEYS, type TicketAction } from './ticket-actions.js';
import { AssignDialog } from './dialogs/assign-dialog.js';
import { CloseDialog } from './dialogs/close-dialog.js';
import { HoldDialog } from './dialogs/hold-dialog.js';
import { MergeDialog } from './dialogs/merge-dialog.js';
import { ReclassifyDialog } from './dialogs/reclassify-dialog.js';
import { SolveDialog } from './dialogs/solve-dialog.js';
import type { DeskTicket } from './desk-ticket.js';
import { usePendingChange, withChange } from './pending-change.js';
import { TicketHeader } from './ticket-header.js';
import { TicketHistory } from './ticket-history.js';
import { type TicketTab, TicketTabs } from './ticket-tabs.js';
import { TicketThread, useDeskMessages } from './ticket-thread.js';
import { ticketTexts } from './ticket.texts.js';
import { useTicketActions } from './use-ticket-actions.js';
import { useTicketHelp } from './use-ticket-help.js';
import styles from './ticket-panel.module.css';
import { queueSearchOf } from '../queue/queue-search.js';

/** Actions that ask for something first. */
const DIALOGS = {
  assign: AssignDialog,
  hold: HoldDialog,
  close: CloseDialog,
  reclassify: ReclassifyDialog,
  merge: MergeDialog,
};

const LoadedTicket = ({
  ticket: recorded,
  etag,
  thread,
  onBack,
}: {
  readonly ticket: DeskTicket;
  readonly etag: string | null;
  readonly thread: ReturnType<typeof useDeskMessages>;
  readonly onBack: () => void;
}) => {
  const t = useTexts(ticketTexts);
  const { isPast } = useMoment();
  const [tab, setTab] = useState<TicketTab>('conversation');
  const { ticketId } = recorded;
  const ticket = withChange(recorded, usePendingChange(ticketId));
  const { commands, offered, run, immediately, isChanging, dialog, closeDialog, reopenDialog, kind, write, text } =
    useTicketActions(ticket);
  const onWrite = useOwnPresence(ticketId, !isPast);
  const answering = useAnswering(recorded, etag, thread.items ?? [], dialog === 'solve');
  const perform = (action: TicketAction): void => {
    if (action === 'solve') answering.command.clear();
    if (action === 'answer' || action === 'note') setTab('conversation');
    run(action);
  };
  const keys = Object.fromEntries(Object.entries(ACTION_KEYS).map(([key, action]) => [key, () => perform(action)]));
  useShortcuts({ ...keys, u: onBack });
  useTicketHelp();
  // The composer shows why an answer was refused, but not while a note is written.
  const ofAnswer = kind === 'note' ? answering.command.error : null;
  const ofChange = commands.move.error ?? commands.assign.error ?? commands.hold.error;
  const failure = dialog === undefined ? (ofChange ?? ofAnswer) : null;
  const ends = { onClose: closeDialog, onRefused: reopenDialog };
  const ChosenDialog = dialog === undefined || dialog === 'solve' ? undefined : DIALOGS[dialog];
  return (
    <article className={styles['panel']} aria-label={ticket.subject ?? t.erasedTicket}>
      <TicketHeader ticket={ticket} offered={offered} isChanging={isChanging} onAction={perform} onBack={onBack} />
      {failure && (
        <div className={styles['failure']}>
          <ProblemNotice error={failure} />
        </div>
      )}
      <TicketTabs tab={tab} onTab={setTab} />
      <div className={styles['body']} data-shown={tab}>
        <div className={styles['conversation']} data-in-order="narrow" ref={keepShown}>
          <TicketThread ticketId={ticketId} thread={thread} />
          {!isPast && (
            <div className={styles['write']}>
              <DeskComposer
                ticket={recorded}
                answering={answering}
                kind={kind}
                onKind={write}
                offered={offered}
                onAction={perform}
                onWrite={onWrite}
                textRef={text}
              />
            </div>
          )}
        </div>
        <aside className={styles['customer']}>
          <CustomerPanel teamId={ticket.teamId} memberId={ticket.requesterId} ticketId={ticketId} />
        </aside>
        {tab === 'history' && (
          <div className={styles['history']}>
            <TicketHistory ticketId={ticketId} />
          </div>
        )}
      </div>
      {ChosenDialog && <ChosenDialog {...{ ticket, commands, immediately }} {...ends} />}
      {dialog === 'solve' && <SolveDialog ticket={ticket} answering={answering} {...ends} />}
    </article>
  );
};

/** A ticket with all that agents do with it. */
export const TicketPanel = ({ ticketId }: { readonly ticketId: string }) => {
  const navigate = useNavigate();
  const { asOf } = useMoment();
  const ticket = useResource(deskTicketResource(ticketId, asOf));
  const thread = useDeskMessages(ticketId);
  // Shown together with the names, to avoid layout shifts. Once shown, it stays, so that no input is lost.
  const { areLoading } = useClassificationNames();
  const [hadNames, setHadNames] = useState(false);
  if (!areLoading && !hadNames) setHadNames(true);
  const back = (): void => {
    void navigate({ to: '/desk', search: queueSearchOf });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(ticketId)}"]`)?.focus());
  };
  return (
    <Loaded of={hadNames ? ticket : { ...ticket, data: undefined }}>
      {(data) => <LoadedTicket key={data.ticketId} ticket={data} etag={ticket.etag} thread={thread} onBack={back} />}
    </Loaded>
  );
};
