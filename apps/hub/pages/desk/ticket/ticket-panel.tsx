import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { client } from '../../../api/client.js';
import { usePages } from '../../../api/pages-of.js';
import { useResource } from '../../../api/resource.js';
import { useMoment } from '../../../app/moment.js';
import { useShortcutHelp } from '../../../app/shortcut-help.js';
import { useShortcuts } from '../../../app/shortcuts.js';
import { Loaded } from '../../../design/loaded.js';
import { ProblemNotice } from '../../../design/problem-notice.js';
import { useTexts } from '../../../texts/language-context.js';
import { HistoryList } from '../../../tickets/history-list.js';
import { deskTicketResource } from '../desk-resources.js';
import { useOwnPresence } from '../presence/own-presence.js';
import { useAnswering } from './answering.js';
import { CustomerPanel } from './customer-panel.js';
import { DeskComposer, type Kind } from './desk-composer.js';
import { ACTION_KEYS, isOffered, TICKET_ACTIONS, type TicketAction } from './ticket-actions.js';
import { useTicketCommands } from './ticket-commands.js';
import { AssignDialog } from './dialogs/assign-dialog.js';
import { CloseDialog } from './dialogs/close-dialog.js';
import { HoldDialog } from './dialogs/hold-dialog.js';
import { MergeDialog } from './dialogs/merge-dialog.js';
import { ReclassifyDialog } from './dialogs/reclassify-dialog.js';
import { SolveDialog } from './dialogs/solve-dialog.js';
import type { DeskTicket } from './desk-ticket.js';
import { TicketHeader } from './ticket-header.js';
import { TicketThread, useDeskMessages } from './ticket-thread.js';
import { ticketTexts } from './ticket.texts.js';
import styles from './ticket-panel.module.css';
import { queueSearchOf } from '../queue/queue-search.js';

const TABS = ['conversation', 'customer', 'history'] as const;
type Tab = (typeof TABS)[number];

/** Actions that ask for something first. */
const DIALOGS = {
  assign: AssignDialog,
  hold: HoldDialog,
  close: CloseDialog,
  reclassify: ReclassifyDialog,
  merge: MergeDialog,
};
type DialogAction = keyof typeof DIALOGS | 'solve';

const History = ({ ticketId }: { readonly ticketId: string }) => {
  const history = usePages(['tickets', 'desk', ticketId, 'history'], (cursor, options) =>
    client.get('/v1/desk/tickets/{ticketId}/history', {
      path: { ticketId },
      query: { order: 'desc', ...(cursor === undefined ? {} : { cursor }) },
      ...options,
    }),
  );
  return <HistoryList history={history} />;
};

const TabBar = ({ tab, onTab }: { readonly tab: Tab; readonly onTab: (tab: Tab) => void }) => {
  const t = useTexts(ticketTexts);
  return (
    <div role="group" aria-label={t.tabs} className={styles['tabs']}>
      {TABS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === tab}
          className={styles['tab']}
          data-tab={one}
          onClick={() => onTab(one)}
        >
          {t.tab[one]}
        </button>
      ))}
    </div>
  );
};

/** What the agent does with a ticket: by button, menu, key or typed command. */
const useActions = (ticket: DeskTicket) => {
  const commands = useTicketCommands(ticket.ticketId);
  const [dialog, setDialog] = useState<DialogAction>();
  const [kind, setKind] = useState<Kind>('answer');
  const text = useRef<HTMLTextAreaElement>(null);
  const { isPast } = useMoment();
  const offered = useMemo(
    () => (isPast ? [] : TICKET_ACTIONS.filter((action) => isOffered(action, ticket))),
    [ticket, isPast],
  );
  const write = (chosen: Kind): void => {
    setKind(chosen);
    // The composer of that kind is there after the next frame.
    requestAnimationFrame(() => text.current?.focus());
  };
  const run = (action: TicketAction): void => {
    if (!offered.includes(action)) return;
    if (action === 'answer' || action === 'note') write(action);
    else if (action === 'claim') void commands.move.send('claim');
    else if (action === 'resume') void commands.move.send('resumption');
    else if (action === 'reopen') void commands.move.send('reopening');
    else if (action === 'release') void commands.assign.send(null);
    else {
      // What went wrong in an earlier dialog is over.
      for (const command of Object.values(commands)) command.clear();
      setDialog(action);
    }
  };
  return { commands, offered, run, dialog, closeDialog: () => setDialog(undefined), kind, write, text };
};

/** Lists the keys of a ticket in the help of shortcuts. */
const useTicketHelp = (): void => {
  const t = useTexts(ticketTexts);
  useShortcutHelp(
    useMemo(
      () => ({
        title: t.keys,
        shortcuts: [
          ...Object.entries(ACTION_KEYS).map(([key, action]) => [key, t.actions[action]] as const),
          ['u', t.back],
          ['/', t.typed],
          ['Ctrl Enter', t.sends],
        ],
      }),
      [t],
    ),
  );
};

const LoadedTicket = ({
  ticket,
  etag,
  onBack,
}: {
  readonly ticket: DeskTicket;
  readonly etag: string | null;
  readonly onBack: () => void;
}) => {
  const t = useTexts(ticketTexts);
  const { isPast } = useMoment();
  const [tab, setTab] = useState<Tab>('conversation');
  const { ticketId } = ticket;
  const { commands, offered, run, dialog, closeDialog, kind, write, text } = useActions(ticket);
  const thread = useDeskMessages(ticketId);
  const onWrite = useOwnPresence(ticketId, !isPast);
  const answering = useAnswering(ticket, etag, thread.items?.[0], dialog === 'solve');
  const perform = (action: TicketAction): void => {
    if (action === 'solve') answering.command.clear();
    if (action === 'answer' || action === 'note') setTab('conversation');
    run(action);
  };
  const keys = Object.fromEntries(Object.entries(ACTION_KEYS).map(([key, action]) => [key, () => perform(action)]));
  useShortcuts({ ...keys, u: onBack });
  useTicketHelp();
  const failure = commands.move.error ?? (dialog === undefined ? commands.assign.error : null);
  const ChosenDialog = dialog === undefined || dialog === 'solve' ? undefined : DIALOGS[dialog];
  return (
    <article className={styles['panel']} aria-label={ticket.subject ?? t.erasedTicket}>
      <TicketHeader
        ticket={ticket}
        offered={offered}
        isSending={commands.move.isSending}
        onAction={perform}
        onBack={onBack}
      />
      {failure && dialog === undefined && (
        <div className={styles['failure']}>
          <ProblemNotice error={failure} />
        </div>
      )}
      <TabBar tab={tab} onTab={setTab} />
      <div className={styles['body']} data-shown={tab}>
        <div className={styles['conversation']}>
          <TicketThread ticketId={ticketId} thread={thread} />
          {!isPast && (
            <div className={styles['write']}>
              <DeskComposer
                ticket={ticket}
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
            <History ticketId={ticketId} />
          </div>
        )}
      </div>
      {ChosenDialog && <ChosenDialog ticket={ticket} commands={commands} onClose={closeDialog} />}
      {dialog === 'solve' && <SolveDialog ticket={ticket} answering={answering} onClose={closeDialog} />}
    </article>
  );
};

/** A ticket with all that agents do with it. */
export const TicketPanel = ({ ticketId }: { readonly ticketId: string }) => {
  const navigate = useNavigate();
  const { asOf } = useMoment();
  const ticket = useResource(deskTicketResource(ticketId, asOf));
  const back = (): void => {
    void navigate({ to: '/desk', search: queueSearchOf });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(ticketId)}"]`)?.focus());
  };
  return (
    <Loaded of={ticket}>
      {(data) => <LoadedTicket key={data.ticketId} ticket={data} etag={ticket.etag} onBack={back} />}
    </Loaded>
  );
};
