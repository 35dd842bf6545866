import { decodeOnce, type StoredEvent } from '@ledgerdesk/event-store';
import { isLogged, type LoggedEvent, prefixOf } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { isOwn, type Requester } from '@ledgerdesk/projections';
import type { EventView } from '@ledgerdesk/runtime';
import type { ServerSentEvent } from '../platform/http/event-stream.js';

/** Events that change what requesters see of their requests. Chat messages have their own event stream. */
export const HUB_EVENTS = [
  'TicketOpened',
  'TicketReplied',
  'TicketAnswered',
  'TicketAssigned',
  'TicketUnassigned',
  'TicketReclassified',
  'TicketHeld',
  'TicketResumed',
  'TicketSolved',
  'TicketReopened',
  'TicketClosed',
  'TicketMerged',
  'TicketMergeReceived',
  'ResponseTargetBreached',
  'CallbackRequested',
  'CallbackTaken',
  'CallbackCompleted',
  'CallbackUnanswered',
  'CallbackReturned',
  'CallbackTransferred',
  'CallbackGivenUp',
  'CallbackCancelled',
  'ChatStarted',
  'ChatJoined',
  'ChatReturned',
  'ChatTransferred',
  'ChatEnded',
] as const;
type HubEvent = LoggedEvent<(typeof HUB_EVENTS)[number]>;

/** The decoded event if its type is in HUB_EVENTS, else nothing. */
const toHubEvents = (stored: StoredEvent): readonly HubEvent[] => {
  const event = decodeOnce(stored);
  return isLogged(event, HUB_EVENTS) ? [event] : [];
};

/**
 * Notifies of a change of a ticket, callback or chat, without its contents. Clients read the resource again with `id`
 * as `Ledger-Position`.
 */
export const toUpdate = ({ position, stream, type, occurredAt }: RecordedEvent): ServerSentEvent => {
  const dash = stream.indexOf('-');
  return {
    id: position,
    event: stream.slice(0, dash),
    data: { id: stream.slice(dash + 1), happened: type, at: occurredAt },
  };
};

/** V4: the updates of a requester's own tickets, callbacks and chats. */
export const hubUpdates: EventView<Requester, ServerSentEvent> = {
  name: 'hub-updates',
  filter: () => ({ streamPrefixes: [prefixOf('ticket'), prefixOf('callback'), prefixOf('chat')], types: HUB_EVENTS }),
  itemsOf: (stored, requester) =>
    toHubEvents(stored)
      .filter(({ data }) => isOwn(data, requester))
      .map(toUpdate),
};
