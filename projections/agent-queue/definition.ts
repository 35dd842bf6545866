import type { LoggedEvent, ResponseState } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { excerptOf } from '../excerpt.js';
import { isOpenStatus, type StatusChange } from '../ticket-status.js';
import { changedTicket, openedTicket, type TicketChange, type TicketFields } from '../ticket-fields.js';

/** The last message of a ticket, internal notes included. */
export type LastMessage = {
  readonly author: { readonly kind: 'member' | 'agent'; readonly id: string };
  readonly audience: 'public' | 'desk';
  readonly at: Instant;
  /** The beginning of its text. */
  readonly excerpt: string;
};

/** A ticket as agents see it. Solved and closed tickets keep their row: they may be reopened or listed. */
export type QueuedTicketRow = TicketFields & {
  /** Revision of the ticket's last event: the ETag for agents. */
  readonly revision: number;
  /** Number of messages, internal notes included. */
  readonly messages: number;
  readonly lastMessage: LastMessage;
  /** Whether the ticket is neither solved nor closed. */
  readonly isOpen: boolean;
  /** Sorts tickets by due time, those without one last, then by age. Never null, so that an index gives any page. */
  readonly sortKey: string;
  /** Sorts tickets likewise by the due time that was breached. */
  readonly breachKey: string;
  /** `clock`, `dueAt`, `breachedAt` and `state` of `response`. */
  readonly clock: number | null;
  readonly dueAt: Instant | null;
  readonly breachedAt: Instant | null;
  readonly responseState: ResponseState;
  /** Level of the entitlement, or `standard`. */
  readonly level: string;
  /** The assigned agent, or NOBODY. */
  readonly assigneeId: string;
  /** Why the ticket is on hold; null if it is not. */
  readonly holdReason: string | null;
  /** When the solved ticket closes automatically; null if it is not solved or does not close automatically. */
  readonly closesAt: Instant | null;
};

type Row = QueuedTicketRow | undefined;

/** Sorts after every instant. */
export const NO_TIME = '~';
/** `assigneeId` of an unassigned ticket. No agent has this id. */
export const NOBODY = '';
/** `level` of a ticket with standard support. */
export const STANDARD = 'standard';
/** Characters of a message that the queue shows. */
const EXCERPT = 200;

/** What the queue knows of a ticket besides its fields. */
type QueueFields = Pick<QueuedTicketRow, 'messages' | 'lastMessage' | 'holdReason' | 'closesAt'>;

/**
 * The row of a ticket with the columns that derive from it. Names every field: to copy a row and add to it takes
 * several times as long, since the copy is moved for each few fields that it gains.
 */
const rowOf = (
  row: TicketFields,
  revision: number,
  { messages, lastMessage, holdReason, closesAt }: QueueFields,
): QueuedTicketRow => {
  const { response, openedAt } = row;
  return {
    ticketId: row.ticketId,
    teamId: row.teamId,
    requesterId: row.requesterId,
    product: row.product,
    issueType: row.issueType,
    subject: row.subject,
    status: row.status,
    language: row.language,
    servedLanguage: row.servedLanguage,
    openedAt,
    updatedAt: row.updatedAt,
    entitlement: row.entitlement,
    response,
    assignedTo: row.assignedTo,
    followUpOf: row.followUpOf,
    mergedInto: row.mergedInto,
    mergedFrom: row.mergedFrom,
    cameOf: row.cameOf,
    revision,
    messages,
    lastMessage,
    clock: response.clock,
    dueAt: response.dueAt,
    breachedAt: response.breachedAt,
    responseState: response.state,
    level: row.entitlement?.level ?? STANDARD,
    assigneeId: row.assignedTo ?? NOBODY,
    isOpen: isOpenStatus(row.status),
    sortKey: `${response.dueAt ?? NO_TIME} ${openedAt}`,
    breachKey: `${response.breachedAt ?? NO_TIME} ${openedAt}`,
    holdReason,
    closesAt,
  };
};

type MessageEvent = LoggedEvent<'TicketOpened' | 'TicketReplied' | 'TicketAnswered' | 'InternalNoteAdded'>;

const lastMessageOf = (event: MessageEvent): LastMessage => ({
  author:
    'agentId' in event.data
      ? { kind: 'agent', id: event.data.agentId }
      : { kind: 'member', id: event.data.requesterId },
  audience: event.type === 'InternalNoteAdded' ? 'desk' : 'public',
  at: (event.type === 'TicketAnswered' ? event.data.writtenAt : null) ?? event.occurredAt,
  excerpt: excerptOf(event.data.body, EXCERPT),
});

const opened = (_row: Row, event: LoggedEvent<'TicketOpened'>): Row =>
  rowOf(openedTicket(event), event.revision, {
    messages: 1,
    lastMessage: lastMessageOf(event),
    holdReason: null,
    closesAt: null,
  });

const changed = (row: Row, event: LoggedEvent<TicketChange>): Row =>
  row && rowOf(changedTicket(row, event), event.revision, row);

const statusChanged = (row: Row, event: LoggedEvent<StatusChange>): Row =>
  row &&
  rowOf(changedTicket(row, event), event.revision, {
    messages: row.messages,
    lastMessage: row.lastMessage,
    holdReason: event.type === 'TicketHeld' ? event.data.reason : null,
    closesAt: event.type === 'TicketSolved' ? event.data.closesAt : null,
  });

const messageAdded = (row: Row, event: LoggedEvent<'TicketReplied' | 'TicketAnswered'>): Row =>
  row &&
  rowOf(changedTicket(row, event), event.revision, {
    messages: row.messages + 1,
    lastMessage: lastMessageOf(event),
    holdReason: row.holdReason,
    closesAt: row.closesAt,
  });

const noteAdded = (row: Row, event: LoggedEvent<'InternalNoteAdded'>): Row =>
  row &&
  rowOf(row, event.revision, {
    messages: row.messages + 1,
    lastMessage: lastMessageOf(event),
    holdReason: row.holdReason,
    closesAt: row.closesAt,
  });

const erased = (row: Row, event: LoggedEvent<'TicketErased'>): Row =>
  row &&
  rowOf(changedTicket(row, event), event.revision, {
    messages: row.messages,
    lastMessage: { ...row.lastMessage, excerpt: '' },
    holdReason: row.holdReason === null ? null : '',
    closesAt: row.closesAt,
  });

const atRisk = (row: Row, { revision }: LoggedEvent<'ResponseAtRisk'>): Row => row && rowOf(row, revision, row);

/** Columns by which tickets are selected, each with an index for each order. */
const SELECTED_BY = [
  ['isOpen'],
  ['status'],
  ['teamId', 'isOpen'],
  ['teamId', 'requesterId', 'isOpen'],
  ['assigneeId', 'isOpen'],
] as const;
/** Columns of the orders. With the key, by which ties are sorted, an index gives a page without sorting. */
const SORTED_BY = ['sortKey', 'openedAt', 'updatedAt', 'breachKey'] as const;

/** The tickets of all teams, for agents. */
export const agentQueue = defineProjection({
  name: 'agent-queue',
  version: 10,
  table: {
    columns: {
      teamId: 'text',
      requesterId: 'text',
      status: 'text',
      isOpen: 'integer',
      assigneeId: 'text',
      sortKey: 'text',
      breachKey: 'text',
      openedAt: 'text',
      updatedAt: 'text',
      dueAt: 'text',
      breachedAt: 'text',
      product: 'text',
      issueType: 'text',
      level: 'text',
      servedLanguage: 'text',
      responseState: 'text',
    },
    indexes: SELECTED_BY.flatMap((columns) => SORTED_BY.map((order) => [...columns, order, 'key'])),
    counted: { by: ['status', 'responseState'], within: ['teamId', 'assigneeId'] },
    personal: ['subject', 'holdReason', 'lastMessage'],
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
    TicketMerged: statusChanged,
    TicketMergeReceived: changed,
    TicketReplied: messageAdded,
    TicketAnswered: messageAdded,
    InternalNoteAdded: noteAdded,
    TicketAssigned: changed,
    TicketUnassigned: changed,
    TicketReclassified: changed,
    TicketErased: erased,
    ResponseClockStarted: changed,
    ResponseClockPaused: changed,
    ResponseClockResumed: changed,
    ResponseClockStopped: changed,
    ResponseAtRisk: atRisk,
    ResponseTargetBreached: changed,
  },
});
