import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { isOpenStatus } from '../ticket-status.js';
import { changedTicket, openedTicket, type TicketChange, type TicketFields } from '../ticket-fields.js';

/** A ticket as agents see it. Solved and closed tickets keep their row: they may be reopened or listed. */
export type QueuedTicketRow = TicketFields & {
  /** Revision of the ticket's last event: the ETag for agents. */
  readonly revision: number;
  /** Number of messages, internal notes included. */
  readonly messages: number;
  /** Whether the ticket is neither solved nor closed. */
  readonly isOpen: boolean;
  /** Sorts tickets by due time, those without one last, then by age. Never null, so that an index gives any page. */
  readonly sortKey: string;
  /** `clock` and `dueAt` of `response`. The queue is sorted by `dueAt`. */
  readonly clock: number | null;
  readonly dueAt: Instant | null;
  /** Why the ticket is on hold; null if it is not. */
  readonly holdReason: string | null;
  /** When the solved ticket closes automatically; null if it is not solved or does not close automatically. */
  readonly closesAt: Instant | null;
};

type Row = QueuedTicketRow | undefined;

/** Sorts after every instant. */
const NO_DUE_TIME = '~';

type DerivedColumns = Pick<QueuedTicketRow, 'clock' | 'dueAt' | 'isOpen' | 'sortKey'>;

const derivedColumns = ({ response: { clock, dueAt }, status, openedAt }: TicketFields): DerivedColumns => ({
  clock,
  dueAt,
  isOpen: isOpenStatus(status),
  sortKey: `${dueAt ?? NO_DUE_TIME} ${openedAt}`,
});

const opened = (_row: Row, event: LoggedEvent<'TicketOpened'>): Row => {
  const ticket = openedTicket(event);
  const { revision } = event;
  return { ...ticket, revision, messages: 1, ...derivedColumns(ticket), holdReason: null, closesAt: null };
};

const changed = (row: Row, event: LoggedEvent<TicketChange>): Row => {
  if (!row) return undefined;
  const after = changedTicket(row, event);
  return { ...after, ...derivedColumns(after), revision: event.revision };
};

const statusChanged = (
  row: Row,
  event: LoggedEvent<'TicketHeld' | 'TicketResumed' | 'TicketSolved' | 'TicketReopened' | 'TicketClosed'>,
): Row => {
  const after = changed(row, event);
  return (
    after && {
      ...after,
      holdReason: event.type === 'TicketHeld' ? event.data.reason : null,
      closesAt: event.type === 'TicketSolved' ? event.data.closesAt : null,
    }
  );
};

const messageAdded = (row: Row, event: LoggedEvent<'TicketReplied' | 'TicketAnswered'>): Row => {
  const after = changed(row, event);
  return after && { ...after, messages: after.messages + 1 };
};

const noteAdded = (row: Row, { revision }: LoggedEvent<'InternalNoteAdded'>): Row =>
  row && { ...row, revision, messages: row.messages + 1 };

const atRisk = (row: Row, { revision }: LoggedEvent<'ResponseAtRisk'>): Row => row && { ...row, revision };

/** The order of the queue. With the key, by which ties are sorted, an index gives a page without sorting. */
const ORDER = ['sortKey', 'key'] as const;
/** Columns that filters compare. At the end of an index, they are compared without reading rows. */
const FILTERED = ['assignedTo', 'teamId', 'product', 'servedLanguage'] as const;

/** The tickets of all teams, for agents, sorted by due time. */
export const agentQueue = defineProjection({
  name: 'agent-queue',
  version: 7,
  table: {
    columns: {
      teamId: 'text',
      status: 'text',
      isOpen: 'integer',
      sortKey: 'text',
      product: 'text',
      servedLanguage: 'text',
      assignedTo: 'text',
    },
    indexes: [
      ['assignedTo', 'isOpen', ...ORDER, 'teamId', 'product', 'servedLanguage'],
      ['teamId', 'isOpen', ...ORDER, 'assignedTo', 'product', 'servedLanguage'],
      ['isOpen', ...ORDER, ...FILTERED],
      ['status', ...ORDER, ...FILTERED],
    ],
  },
  keysOf: ({ data }) => [data.ticketId],
  on: {
    TicketOpened: opened,
    LiveSupportLinked: changed,
    TicketHeld: statusChanged,
    TicketResumed: statusChanged,
    TicketSolved: statusChanged,
    TicketReopened: statusChanged,
    TicketClosed: statusChanged,
    TicketReplied: messageAdded,
    TicketAnswered: messageAdded,
    InternalNoteAdded: noteAdded,
    TicketAssigned: changed,
    TicketUnassigned: changed,
    ResponseClockStarted: changed,
    ResponseClockPaused: changed,
    ResponseClockResumed: changed,
    ResponseClockStopped: changed,
    ResponseAtRisk: atRisk,
    ResponseTargetBreached: changed,
  },
});
