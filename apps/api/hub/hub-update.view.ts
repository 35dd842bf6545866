import { decode, type StoredEvent } from '@ledgerdesk/event-store';
import { isLogged, type LoggedEvent } from '@ledgerdesk/events';
import type { ServerSentEvent } from '../platform/http/event-stream.js';

/** What changes something that requesters see of their own; what is said in a chat has a stream of its own. */
export const HUB_EVENTS = [
  'TicketOpened',
  'TicketReplied',
  'TicketAnswered',
  'TicketAssigned',
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

/** An event that may be told; none for what an older edition does not know. */
export const toHubEvents = (stored: StoredEvent): readonly HubEvent[] => {
  const event = decode(stored);
  return isLogged(event, HUB_EVENTS) ? [event] : [];
};

/** That something has happened to a ticket, a callback or a chat; what it is like now is read as ever, `id` being its `Ledger-Position`. */
export const toHubUpdate = ({ position, stream, type, occurredAt }: HubEvent): ServerSentEvent => {
  const dash = stream.indexOf('-');
  return {
    id: position,
    event: stream.slice(0, dash),
    data: { id: stream.slice(dash + 1), happened: type, at: occurredAt },
  };
};
