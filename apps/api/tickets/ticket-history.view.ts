import { decodeOnce, type LogPage, START, type StoredEvent } from '@ledgerdesk/event-store';
import {
  isLogged,
  isVisibleToRequester,
  type LiveRequest,
  type LoggedEvent,
  type SortOrder,
  ticketStream,
} from '@ledgerdesk/events';
import type { Actor, Instant, Position } from '@ledgerdesk/kernel';
import { STATUS_AFTER, textOrErased, type TicketStatus } from '@ledgerdesk/projections';
import type { EventView, PageLog, PageRange } from '@ledgerdesk/runtime';
import { eventsOfStream } from '../ledger/event-pages.js';

/** What an event did to the response clock of a ticket. */
export interface ClockChange {
  /** Number of the clock, from 1. */
  readonly number: number;
  /** Null unless the event sets it. */
  readonly dueAt: Instant | null;
  /** Why the clock stopped; null unless it did. */
  readonly outcome: 'answered' | 'solved-unanswered' | 'merged' | null;
  /** Whether the clock stopped in time; null unless it stopped. */
  readonly inTime: boolean | null;
}

/** An event of a ticket, without texts of messages. */
export interface HistoryEvent {
  readonly id: string;
  readonly position: Position;
  readonly type: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly audience: 'public' | 'desk';
  readonly actor: Actor;
  readonly onBehalfOf: Actor | null;
  /** Status of the ticket from then on; null if the event does not set it. */
  readonly status: TicketStatus | null;
  /** Agent to whom the ticket was or is no longer assigned. */
  readonly agentId: string | null;
  /** Why the ticket is on hold, or was moved to another product or issue type. */
  readonly reason: string | null;
  /** When a solved ticket closes automatically. */
  readonly closesAt: Instant | null;
  readonly clock: ClockChange | null;
  /** Chat or callback that the ticket was created from. */
  readonly request: LiveRequest | null;
}

export interface TicketHistoryParams {
  readonly ticketId: string;
  readonly order: SortOrder;
  /** Only what the requester may see (V4). */
  readonly publicOnly: boolean;
}

const CLOCK_EVENTS = [
  'ResponseClockStarted',
  'ResponseClockPaused',
  'ResponseClockResumed',
  'ResponseClockStopped',
  'ResponseAtRisk',
  'ResponseTargetBreached',
] as const;

const STATUS_BY_TYPE: Readonly<Partial<Record<string, TicketStatus>>> = STATUS_AFTER;

const clockChange = (event: LoggedEvent<(typeof CLOCK_EVENTS)[number]>): ClockChange => {
  const stopped = event.type === 'ResponseClockStopped' ? event.data : undefined;
  return {
    number: event.data.clock,
    dueAt: 'dueAt' in event.data ? event.data.dueAt : null,
    outcome: stopped?.reason ?? null,
    inTime: stopped?.inTime ?? null,
  };
};

const historyEvent = (stored: StoredEvent): HistoryEvent => {
  const event = decodeOnce(stored);
  const { id, position, type, occurredAt, recordedAt, metadata } = event;
  return {
    id,
    position,
    type,
    at: occurredAt,
    recordedAt,
    audience: isVisibleToRequester(stored) ? 'public' : 'desk',
    actor: metadata.actor,
    onBehalfOf: metadata.onBehalfOf ?? null,
    status: STATUS_BY_TYPE[type] ?? null,
    agentId: isLogged(event, ['TicketAssigned', 'TicketUnassigned']) ? event.data.agentId : null,
    reason: isLogged(event, ['TicketHeld', 'TicketReclassified']) ? textOrErased(event.data.reason) : null,
    closesAt: isLogged(event, ['TicketSolved']) ? event.data.closesAt : null,
    clock: isLogged(event, CLOCK_EVENTS) ? clockChange(event) : null,
    request: isLogged(event, ['LiveSupportLinked'])
      ? { channel: event.data.channel, requestId: event.data.requestId }
      : null,
  };
};

/**
 * Reads events until the page is full or the stream ends. Events that are not shown neither count nor end a page: the
 * pages of a requester do not depend on internal notes.
 */
const readHistory = async (
  log: PageLog,
  { ticketId, order, publicOnly }: TicketHistoryParams,
  { after, limit = Infinity }: PageRange,
): Promise<LogPage> => {
  const events: StoredEvent[] = [];
  const page = (end: boolean): LogPage => ({ events, scannedTo: events.at(-1)?.position ?? after ?? START, end });
  for await (const event of eventsOfStream(log, ticketStream(ticketId), { order, after })) {
    if (publicOnly && !isVisibleToRequester(event)) continue;
    if (events.length >= limit) return page(false);
    events.push(event);
  }
  return page(true);
};

/** The history of a ticket: a page of its events, forward or backward. */
export const ticketHistory: EventView<TicketHistoryParams, HistoryEvent> = {
  name: 'ticket-history',
  filter: () => ({}),
  readPage: readHistory,
  itemsOf: (stored) => [historyEvent(stored)],
};
