import { Link } from '@tanstack/react-router';
import { Ellipsis, Eye, PencilLine } from 'lucide-react';
import { useRef, useEffect } from 'react';
import { Button, IconButton } from '../../../design/button.js';
import { CommandButton } from '../../../design/command-button.js';
import { LongText } from '../../../design/long-text.js';
import { Menu, MenuItem } from '../../../design/menu.js';
import { useMoment } from '../../../app/moment.js';
import { useSelf } from '../../../session/self.js';
import { joined } from '../../../texts/joined.js';
import { useTexts } from '../../../texts/language-context.js';
import { DueBadge } from '../../../tickets/due-badge.js';
import { useEntitlementText } from '../../../tickets/entitlement-text.js';
import { TicketStatus } from '../../../tickets/ticket-status.js';
import { TimeText } from '../../../time/time-text.js';
import { useClassificationNames } from '../../../api/classification-names.js';
import { usePresentNames } from '../presence/present-agents.js';
import type { TicketAction } from './ticket-actions.js';
import type { DeskTicket } from './desk-ticket.js';
import { ticketTexts } from './ticket.texts.js';
import styles from './ticket-panel.module.css';
import { queueSearchOf } from '../queue/queue-search.js';

/** Actions with a button of their own; the others are in the menu. */
const BUTTONS: readonly TicketAction[] = ['claim', 'resume', 'reopen', 'solve'];
const MENU: readonly TicketAction[] = ['assign', 'release', 'hold', 'reclassify', 'merge', 'close'];

/** Who else is on the ticket. */
const Collision = ({ ticketId }: { readonly ticketId: string }) => {
  const t = useTexts(ticketTexts);
  const { viewing, writing } = usePresentNames(ticketId);
  return (
    <div role="status" className={styles['present']}>
      {writing !== undefined && (
        <p className={styles['writing']}>
          <PencilLine size={14} aria-hidden />
          {t.writing(writing)}
        </p>
      )}
      {viewing !== undefined && (
        <p className={styles['viewing']}>
          <Eye size={14} aria-hidden />
          {t.viewing(viewing)}
        </p>
      )}
    </div>
  );
};

const OtherTicket = ({ label, ticketId }: { readonly label: string; readonly ticketId: string }) => {
  const t = useTexts(ticketTexts);
  return (
    <span>
      {label}{' '}
      <Link to="/desk/$ticketId" params={{ ticketId }} search={queueSearchOf}>
        {t.theOtherTicket}
      </Link>
    </span>
  );
};

/** What a ticket is about, on which terms, and what it is connected with. */
const Facts = ({ ticket }: { readonly ticket: DeskTicket }) => {
  const t = useTexts(ticketTexts);
  const entitlementText = useEntitlementText();
  const names = useClassificationNames();
  const { entitlement, followUpOf, mergedInto, mergedFrom, cameOf, closesAt } = ticket;
  return (
    <div className={styles['facts']}>
      <span>
        <strong>{ticket.requester.name ?? ticket.requester.id}</strong> · {ticket.team.name ?? ticket.team.id}
      </span>
      <span>{joined([names.product(ticket.product), names.issueType(ticket.issueType)])}</span>
      <span>{entitlementText(entitlement)}</span>
      <span>{t.served[ticket.servedLanguage]}</span>
      {cameOf && <span>{t.cameOf[cameOf.channel]}</span>}
      {followUpOf !== null && <OtherTicket label={t.followUpOf} ticketId={followUpOf} />}
      {mergedInto !== null && <OtherTicket label={t.mergedInto} ticketId={mergedInto} />}
      {mergedFrom.map((ticketId) => (
        <OtherTicket key={ticketId} label={t.mergedFrom} ticketId={ticketId} />
      ))}
      {closesAt !== null && (
        <span>
          {t.closes} <TimeText at={closesAt} />
        </span>
      )}
      {ticket.holdReason !== null && <span className={styles['held']}>{t.held(ticket.holdReason)}</span>}
    </div>
  );
};

const Actions = ({
  offered,
  isSending,
  onAction,
}: {
  readonly offered: readonly TicketAction[];
  readonly isSending: boolean;
  readonly onAction: (action: TicketAction) => void;
}) => {
  const t = useTexts(ticketTexts);
  const { isPast } = useMoment();
  const inMenu = MENU.filter((action) => offered.includes(action));
  return (
    <div className={styles['actions']}>
      {BUTTONS.filter((action) => offered.includes(action)).map((action) => (
        <CommandButton
          key={action}
          weight={action === 'claim' ? 'primary' : 'normal'}
          isSending={isSending}
          onClick={() => onAction(action)}
        >
          {t.actions[action]}
        </CommandButton>
      ))}
      {!offered.includes('claim') && offered.includes('assign') && (
        <CommandButton isSending={isSending} onClick={() => onAction('assign')}>
          {t.actions.assign}
        </CommandButton>
      )}
      {inMenu.length > 0 && !isPast && (
        <Menu button={<IconButton weight="normal" label={t.more} icon={<Ellipsis size={16} aria-hidden />} />}>
          {inMenu.map((action) => (
            <MenuItem key={action} disabled={isSending} onSelect={() => onAction(action)}>
              {t.actions[action]}
            </MenuItem>
          ))}
        </Menu>
      )}
    </div>
  );
};

/** The head of a ticket: its subject, state and assignee, and what can be done. */
export const TicketHeader = ({
  ticket,
  offered,
  isChanging,
  onAction,
  onBack,
}: {
  readonly ticket: DeskTicket;
  readonly offered: readonly TicketAction[];
  /** A change of the ticket is shown that is still being sent. */
  readonly isChanging: boolean;
  readonly onAction: (action: TicketAction) => void;
  readonly onBack: () => void;
}) => {
  const t = useTexts(ticketTexts);
  const self = useSelf();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [ticket.ticketId]);
  const { assignee, subject } = ticket;
  const assigned =
    assignee === null
      ? t.unassigned
      : assignee.id === self.id
        ? t.assignedToYou
        : t.assignedTo(assignee.name ?? assignee.id);
  return (
    <header className={styles['head']}>
      <div className={styles['back']}>
        <Button weight="plain" onClick={onBack}>
          ← {t.back}
        </Button>
      </div>
      <div className={styles['top']}>
        <div className={styles['subject']}>
          <LongText text={subject ?? t.erasedTicket}>
            {(text) => (
              <h1 ref={heading} tabIndex={-1}>
                {text}
              </h1>
            )}
          </LongText>
        </div>
        <Actions offered={offered} isSending={isChanging} onAction={onAction} />
      </div>
      <div className={styles['state']}>
        <TicketStatus status={ticket.status} />
        <DueBadge ticketId={ticket.ticketId} response={ticket.response} entitlement={ticket.entitlement} announces />
        <span className={styles['assigned']}>{assigned}</span>
        {isChanging && <span className={styles['assigned']}>{t.sending}</span>}
      </div>
      <Facts ticket={ticket} />
      <Collision ticketId={ticket.ticketId} />
    </header>
  );
};
