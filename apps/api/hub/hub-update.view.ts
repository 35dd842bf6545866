import { decode, type StoredEvent } from '@ledgerdesk/event-store';
import { isLogged, type LoggedEvent } from '@ledgerdesk/events';
import type { ServerSentEvent } from '../platform/http/event-stream.js';

/** Events that change what requesters see of their requests. Chat messages have their own event stream. */
export const HUB_EVENTS = [
  'TicketOpened',
  'TicketReplied',
  'TicketAnswered',
  'TicketAssigned',
  'TicketUnassigned',
  'TicketHeld',
  'TicketResumed',
  'TicketSolved',
  'TicketReopened',
  'TicketClosed',
  'ResponseTargetBreached',
  'CallbackRequested',
  'CallbackTaken',
  'CallbackCompleted',
  'CallbackUnanswered',
  'CallbackReturned',
  'CallbackGivenUp',
  'CallbackCancelled',
  'ChatStarted',
  'ChatJoined',
  'ChatReturned',
  'ChatEnded',
] as const;
export type HubEvent = LoggedEvent<(typeof HUB_EVENTS)[number]>;

/** The decoded event if its type is in HUB_EVENTS, else nothing. */
export const toHubEvents = (stored: StoredEvent): readonly HubEvent[] => {
  const event = decode(stored);
  return isLogged(event, HUB_EVENTS) ? [event] : [];
};

/**
 * Notifies of a change of a ticket, callback or chat, without its contents. Clients read the resource again with `id`
 * as `Ledger-Position`.
 */
export const toHubUpdate = ({ position, stream, type, occurredAt }: HubEvent): ServerSentEvent => {
  const dash = stream.indexOf('-');
  return {
    id: position,
    event: stream.slice(0, dash),
    data: { id: stream.slice(dash + 1), happened: type, at: occurredAt },
  };
};
