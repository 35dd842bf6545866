import { dateTime, enumOf, integer, nullable, string } from '../platform/openapi/schema.js';

export const MESSAGE_STATES = ['waiting', 'sent', 'dead'] as const;

/** Delivery status of an outbox message. */
export const messageStatusFields = {
  state: enumOf(MESSAGE_STATES, '`dead`: all attempts have failed.'),
  attempts: integer('Delivery attempts so far.'),
  createdAt: dateTime('Instant at which the message was queued.'),
  dueAt: nullable(dateTime(), 'Instant of the next attempt.'),
  lastError: nullable(string(), 'Error of the last attempt.'),
  sentAt: nullable(dateTime(), 'Instant of the delivery.'),
};
