import {
  type Entitlement,
  type LiveRequest,
  type LoggedEvent,
  NO_RESPONSE,
  responseAfter,
  type ServedLanguage,
  type TicketResponse,
} from '@ledgerdesk/events';
import { type Instant, later } from '@ledgerdesk/kernel';
import { STATUS_AFTER, type StatusChange, type TicketStatus } from './ticket-status.js';

/** A ticket as its requester sees it. Internal notes do not change it, not even `updatedAt`. */
export type TicketFields = {
  readonly ticketId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly product: string;
  readonly issueType: string;
  /** Empty once it is erased. */
  readonly subject: string;
  readonly status: TicketStatus;
  readonly language: string;
  /** Language of the latest clock. Each new clock decides it again (L4). */
  readonly servedLanguage: ServedLanguage;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
  readonly entitlement: Readonly<Entitlement> | null;
  readonly response: TicketResponse;
  readonly assignedTo: string | null;
  readonly followUpOf: string | null;
  /** The ticket into which this one was merged; null for none. */
  readonly mergedInto: string | null;
  /** The tickets that were merged into this one, in that order. */
  readonly mergedFrom: readonly string[];
  /** The chat or callback that the ticket was created from. */
  readonly cameOf: Readonly<{ [Field in keyof LiveRequest]: LiveRequest[Field] }> | null;
};

type ClockChange =
  | 'ResponseClockStarted'
  | 'ResponseClockPaused'
  | 'ResponseClockResumed'
  | 'ResponseClockStopped'
  | 'ResponseTargetBreached';

/** Events after `TicketOpened` that change what the requester sees. */
export type TicketChange =
  | 'LiveSupportLinked'
  | 'TicketReplied'
  | 'TicketAnswered'
  | 'TicketAssigned'
  | 'TicketUnassigned'
  | 'TicketReclassified'
  | 'TicketMergeReceived'
  | 'TicketErased'
  | StatusChange
  | ClockChange;

/** The ticket that `TicketOpened` opens. */
export const openedTicket = ({ data, occurredAt }: LoggedEvent<'TicketOpened'>): TicketFields => ({
  ticketId: data.ticketId,
  teamId: data.teamId,
  requesterId: data.requesterId,
  product: data.product,
  issueType: data.issueType,
  subject: data.subject,
  status: STATUS_AFTER.TicketOpened,
  language: data.language,
  servedLanguage: data.servedLanguage,
  openedAt: occurredAt,
  updatedAt: occurredAt,
  entitlement: data.entitlement,
  response: NO_RESPONSE,
  assignedTo: null,
  followUpOf: data.followUpOf,
  mergedInto: null,
  mergedFrom: [],
  cameOf: null,
});

/**
 * The ticket after an event that changes what the requester sees. Further fields of the row stay as they are. Each case
 * names what it changes: to copy a second object into the row takes twice as long as all else.
 */
export const changedTicket = <Ticket extends TicketFields>(
  ticket: Ticket,
  event: LoggedEvent<TicketChange>,
): Ticket => {
  const updatedAt = later(ticket.updatedAt, event.occurredAt);
  switch (event.type) {
    case 'LiveSupportLinked':
      return { ...ticket, cameOf: { channel: event.data.channel, requestId: event.data.requestId } };
    case 'TicketReplied':
      return { ...ticket, updatedAt };
    case 'TicketAnswered':
      return { ...ticket, updatedAt, response: responseAfter(ticket.response, event, event.occurredAt) };
    case 'TicketAssigned':
      return { ...ticket, updatedAt, assignedTo: event.data.agentId };
    case 'TicketUnassigned':
      return { ...ticket, updatedAt, assignedTo: null };
    case 'TicketReclassified':
      return { ...ticket, updatedAt, product: event.data.product, issueType: event.data.issueType };
    case 'TicketMerged':
      return { ...ticket, updatedAt, status: STATUS_AFTER.TicketMerged, mergedInto: event.data.into };
    case 'TicketMergeReceived':
      return { ...ticket, updatedAt, mergedFrom: [...ticket.mergedFrom, event.data.from] };
    case 'TicketErased':
      return { ...ticket, subject: '' };
    case 'ResponseClockStarted': {
      const response = responseAfter(ticket.response, event, event.occurredAt);
      return { ...ticket, response, servedLanguage: event.data.servedLanguage };
    }
    case 'ResponseClockPaused':
    case 'ResponseClockResumed':
    case 'ResponseClockStopped':
    case 'ResponseTargetBreached':
      return { ...ticket, response: responseAfter(ticket.response, event, event.occurredAt) };
    default:
      return { ...ticket, updatedAt, status: STATUS_AFTER[event.type] };
  }
};
