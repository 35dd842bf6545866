import { decodeOnce } from '@ledgerdesk/event-store';
import { type EventType, isLogged, prefixOf } from '@ledgerdesk/events';
import { isOwn, type Requester } from '@ledgerdesk/projections';
import type { EventView } from '@ledgerdesk/runtime';
import { HUB_EVENTS, toUpdate } from '../hub/hub-update.view.js';
import type { ServerSentEvent } from '../platform/http/event-stream.js';

/** Events that change what requesters are shown of their tickets, callbacks and chats. */
export const OWN_EVENTS = [
  ...HUB_EVENTS,
  'CallbackLanguageChanged',
  'ChatMessagePosted',
  'ChatLanguageChanged',
  'LiveSupportLinked',
] as const satisfies readonly EventType[];

/** V4: the updates of a requester's own tickets, callbacks and chats, chat messages included. */
export const ownUpdates: EventView<Requester, ServerSentEvent> = {
  name: 'own-updates',
  filter: () => ({ streamPrefixes: [prefixOf('ticket'), prefixOf('callback'), prefixOf('chat')], types: OWN_EVENTS }),
  itemsOf: (stored, requester) => {
    const event = decodeOnce(stored);
    return isLogged(event, OWN_EVENTS) && isOwn(event.data, requester) ? [toUpdate(event)] : [];
  },
};
