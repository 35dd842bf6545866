import type { RefusalDeclaration } from './declaration.js';

/** Refusals of chats, callbacks and the agents who take them. */
export const LIVE_REFUSALS = {
  'agent-busy': {
    reason: 'conflict',
    cause: 'The agent is working on another chat or call.',
    remedy: 'Hand the request over to another agent, or to the front of the queue.',
  },
  'agent-exists': {
    reason: 'conflict',
    cause: 'The agent is registered already.',
    remedy: 'Change the agent instead.',
  },
  'agent-not-available': {
    reason: 'conflict',
    cause: 'The agent is not available on this channel.',
    remedy: 'Choose another agent, or set the availability of the agent first.',
  },
  'agent-not-registered': {
    reason: 'not-found',
    cause: 'There is no agent with this id.',
    remedy: 'Register the agent first: `PUT /v1/desk/agent`.',
  },
  'agent-retired': {
    reason: 'conflict',
    cause: 'The agent is retired and takes no requests.',
    remedy: 'Reinstate the agent first.',
  },
  'agent-without-language': {
    reason: 'conflict',
    cause: 'The agent does not serve the language of the request.',
    remedy: 'Choose an agent who serves the language in `language`.',
  },
  'callback-already-waiting': {
    reason: 'conflict',
    cause: 'The requester has a callback waiting already.',
    remedy: 'Wait for the callback in `waiting`, or cancel it first.',
  },
  'callback-cancelled': {
    reason: 'conflict',
    cause: 'The callback was cancelled.',
    remedy: 'Request a new callback.',
  },
  'callback-completed': {
    reason: 'conflict',
    cause: 'The callback was completed.',
    remedy: 'Request a new callback.',
  },
  'callback-exists': {
    reason: 'conflict',
    cause: 'A callback with this id exists.',
    remedy: 'Send the command with a new `Idempotency-Key`.',
  },
  'callback-given-up': {
    reason: 'conflict',
    cause: 'The callback ended because nobody could be reached.',
    remedy: 'Request a new callback.',
  },
  'callback-not-found': {
    reason: 'not-found',
    cause: 'There is no such callback, or it is not one of the caller.',
    remedy: 'Use an id of `GET /v1/callbacks`.',
  },
  'callback-of-another-agent': {
    reason: 'conflict',
    cause: 'Another agent has taken the callback.',
    remedy: 'Leave the callback to that agent, or ask for a transfer.',
  },
  'callback-taken': {
    reason: 'conflict',
    cause: 'An agent has taken the callback.',
    remedy: 'Wait until the call has ended.',
  },
  'callback-ticket-not-found': {
    reason: 'invalid',
    cause: '`ticketId` is not the id of a ticket of this requester.',
    remedy: 'Use the id of a ticket of the same requester, or omit the field.',
  },
  'callback-waiting': {
    reason: 'conflict',
    cause: 'No agent has taken the callback yet.',
    remedy: 'Take the callback first.',
  },
  'channel-not-registered': {
    reason: 'invalid',
    cause: 'The agent is not registered for the channel.',
    remedy: 'Use a channel of the agent, or register the agent for the channel first.',
  },
  'chat-already-waiting': {
    reason: 'conflict',
    cause: 'The requester has a chat waiting already.',
    remedy: 'Continue in the chat in `waiting`, or end it first.',
  },
  'chat-ended': {
    reason: 'conflict',
    cause: 'The chat has ended and continues as a ticket.',
    remedy: 'Continue in the ticket in `ticketId`.',
  },
  'chat-ended-without-ticket': {
    reason: 'conflict',
    cause: 'The chat has ended, and there is no ticket of it.',
    remedy: 'Start a new chat, or open a ticket.',
  },
  'chat-exists': {
    reason: 'conflict',
    cause: 'A chat with this id exists.',
    remedy: 'Send the command with a new `Idempotency-Key`.',
  },
  'chat-full': {
    reason: 'conflict',
    cause: 'The chat has as many messages as a chat may have.',
    remedy: 'End the chat and continue in its ticket.',
  },
  'chat-joined': {
    reason: 'conflict',
    cause: 'Another agent is in the chat.',
    remedy: 'Leave the chat to that agent.',
  },
  'chat-not-found': {
    reason: 'not-found',
    cause: 'There is no such chat, or it is not one of the caller.',
    remedy: 'Use an id of `GET /v1/chats`.',
  },
  'chat-of-another-agent': {
    reason: 'conflict',
    cause: 'The agent is not the one of the chat.',
    remedy: 'Leave the chat to its agent, or ask for a transfer.',
  },
  'live-request-withheld': {
    reason: 'conflict',
    cause: 'The request has to wait, because its desk is closed or because the requester could not be reached.',
    remedy: 'Take the request after `resumesAt`.',
  },
  'live-support-closed': {
    reason: 'conflict',
    cause: 'Live support is outside its hours.',
    remedy: 'Try again after `opensAt`, or open a ticket.',
  },
  'live-support-for-admins': {
    reason: 'forbidden',
    cause: 'Chats and callbacks are for admins of the team.',
    remedy: 'Open a ticket.',
  },
  'no-add-on': {
    reason: 'forbidden',
    cause: 'The team has no add-on that includes live support for the product.',
    remedy: 'Open a ticket, or buy the add-on.',
  },
  'no-callback-waiting': {
    reason: 'not-found',
    cause: 'No callback waits that the agent could take.',
    remedy: 'Follow `GET /v1/desk/updates` and try again when a callback waits.',
  },
  'no-chat-waiting': {
    reason: 'not-found',
    cause: 'No chat waits that the agent could take.',
    remedy: 'Follow `GET /v1/desk/updates` and try again when a chat waits.',
  },
  'no-live-support': {
    reason: 'forbidden',
    cause: 'There is no live support for the product.',
    remedy: 'Open a ticket.',
  },
  'nothing-waiting': {
    reason: 'not-found',
    cause: 'No request waits that matches the agent.',
    remedy: 'Follow `GET /v1/desk/updates` and try again when a request waits.',
  },
  'phone-kind-refused': {
    reason: 'invalid',
    cause: 'The phone number is of a kind that is not called, such as a premium-rate number.',
    remedy: 'Send another direct number.',
  },
  'requester-without-live-support': {
    reason: 'conflict',
    cause: 'The requester has lost the right to live support while the request waited.',
    remedy: 'Take another request.',
  },
  'requests-contended': {
    reason: 'conflict',
    cause: 'Other agents took each waiting request first.',
    remedy: 'Send the request again.',
  },
  'retired-agent': {
    reason: 'forbidden',
    cause: 'The agent is retired and can follow only the chat in progress.',
    remedy: 'Have an operator reinstate the agent.',
  },
  'transfer-outdated': {
    reason: 'conflict',
    cause: 'The request is no longer with the agent who handed it over.',
    remedy: 'Read the request again.',
  },
  'transfer-to-yourself': {
    reason: 'invalid',
    cause: 'The agent named itself as the receiver of a transfer.',
    remedy: 'Name another agent, or none for the front of the queue.',
  },
} as const satisfies Readonly<Record<string, RefusalDeclaration>>;
