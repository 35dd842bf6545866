import type { OutboxMessage } from '@ledgerdesk/outbox';

/** Delivery status of an outbox message. */
export const toMessageStatus = ({ state, attempts, createdAt, dueAt, lastError, sentAt }: OutboxMessage) => ({
  state,
  attempts,
  createdAt,
  dueAt,
  lastError,
  sentAt,
});
