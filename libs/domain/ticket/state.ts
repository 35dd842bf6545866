import {
  type Entitlement,
  isVisibleToRequester,
  type LiveRequest,
  NO_RESPONSE,
  responseAfter,
  type ServedLanguage,
  type TicketEvent,
  type TicketOpened,
} from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { type ResponseClocks, evolveClock } from './clock-state.js';

/** V3: a ticket is open as long as it is neither solved nor closed; on hold is open. */
export type TicketStatus = 'open' | 'on-hold' | 'solved' | 'closed';

/** The state of a ticket that decisions need, without message texts. */
export interface Ticket extends ResponseClocks {
  readonly ticketId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly product: string;
  readonly issueType: string;
  readonly language: string;
  /** Of the latest message that a clock was started for (L4). */
  readonly servedLanguage: ServedLanguage;
  readonly entitlement: Entitlement | null;
  readonly openedAt: Instant;
  readonly status: TicketStatus;
  readonly assignedTo: string | null;
  /** When it closes automatically; null unless solved. */
  readonly closesAt: Instant | null;
  /** The ticket into which it was merged; null for none. */
  readonly mergedInto: string | null;
  /** The tickets that were merged into it. */
  readonly mergedFrom: readonly string[];
  /** True once its texts and files are erased with its requester. */
  readonly erased: boolean;
  /** The chat or callback it was created from. */
  readonly cameOf: LiveRequest | null;
  /** Counts the events that the requester may see, from 0: the revision of the ticket for its requester (V4). */
  readonly visibleRevision: number;
}

/** V3: returns true if the ticket is open or on hold. */
export const isUnsolved = (ticket: Ticket): boolean => ticket.status === 'open' || ticket.status === 'on-hold';

const opened = ({ data }: TicketOpened, openedAt: Instant): Ticket => {
  const { ticketId, teamId, requesterId, product, issueType, language, servedLanguage, entitlement } = data;
  return {
    ticketId,
    teamId,
    requesterId,
    product,
    issueType,
    language,
    servedLanguage,
    entitlement,
    openedAt,
    status: 'open',
    assignedTo: null,
    closesAt: null,
    mergedInto: null,
    mergedFrom: [],
    erased: false,
    cameOf: null,
    clock: null,
    clocks: 0,
    response: NO_RESPONSE,
    visibleRevision: 0,
  };
};

/** Returns the ticket after an event; undefined before it is opened. */
export const evolve = (ticket: Ticket | undefined, event: TicketEvent, occurredAt: Instant): Ticket | undefined => {
  if (event.type === 'TicketOpened') return opened(event, occurredAt);
  if (!ticket) return ticket;
  const after = changed(ticket, event, occurredAt);
  return isVisibleToRequester(event) ? { ...after, visibleRevision: ticket.visibleRevision + 1 } : after;
};

const changed = (ticket: Ticket, event: Exclude<TicketEvent, TicketOpened>, occurredAt: Instant): Ticket => {
  switch (event.type) {
    case 'LiveSupportLinked':
      return { ...ticket, cameOf: { channel: event.data.channel, requestId: event.data.requestId } };
    case 'TicketAssigned':
      return { ...ticket, assignedTo: event.data.agentId };
    case 'TicketUnassigned':
      return { ...ticket, assignedTo: null };
    case 'TicketReclassified':
      return { ...ticket, product: event.data.product, issueType: event.data.issueType };
    case 'TicketHeld':
      return { ...ticket, status: 'on-hold' };
    case 'TicketResumed':
      return { ...ticket, status: 'open' };
    case 'TicketReopened':
      return { ...ticket, status: 'open', closesAt: null };
    case 'TicketSolved':
      return { ...ticket, status: 'solved', closesAt: event.data.closesAt };
    case 'TicketClosed':
      return { ...ticket, status: 'closed', closesAt: null };
    case 'TicketMerged':
      return { ...ticket, status: 'closed', closesAt: null, mergedInto: event.data.into };
    case 'TicketMergeReceived':
      return { ...ticket, mergedFrom: [...ticket.mergedFrom, event.data.from] };
    case 'TicketErased':
      return { ...ticket, erased: true };
    case 'TicketReplied':
    case 'InternalNoteAdded':
      return ticket;
    case 'TicketAnswered':
      return { ...ticket, response: responseAfter(ticket.response, event, occurredAt) };
    case 'ResponseClockStarted':
      return { ...evolveClock(ticket, event, occurredAt), servedLanguage: event.data.servedLanguage };
    default:
      return evolveClock(ticket, event, occurredAt);
  }
};
