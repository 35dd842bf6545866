import type { Answer, Attempt } from '@ledgerdesk/outbox';
import { arrayOf, dateTime, enumOf, integer, nullable, objectOf, valueLike } from '../platform/openapi/schema.js';

export const MESSAGE_STATES = ['waiting', 'sent', 'dead'] as const;

/** Delivery status of an outbox message. */
export const messageStatusFields = {
  state: enumOf(MESSAGE_STATES, '`dead`: all attempts have failed.'),
  attempts: integer('Delivery attempts so far.', 1),
  createdAt: dateTime('Instant at which the message was queued.'),
  dueAt: nullable(dateTime(), 'Instant of the next attempt.'),
  lastError: nullable(valueLike('The receiver responded with status 503.'), 'Error of the last attempt.'),
  sentAt: nullable(dateTime(), 'Instant of the delivery.', null),
};

const answer = objectOf<Answer>({
  status: nullable({ type: 'integer', example: 503 }, 'Status code of the response. Null without a response.'),
  durationMs: { type: 'integer', example: 42, description: 'Time until the response, or the failure, in ms.' },
  body: nullable(
    { type: 'string', example: 'upstream connect error' },
    'The first 1,024 bytes of the response, as text. Null if it is empty.',
  ),
});

/** What the receiver answered to an attempt. */
export const messageAnswer = nullable(answer, 'Response of the receiver. Null if the attempt made no request.');

/** The attempts to send an outbox message. */
export const messageHistory = arrayOf(
  objectOf<Attempt>({
    at: dateTime('Instant of the attempt.'),
    error: nullable({ type: 'string', example: 'The receiver responded with status 503.' }, 'Null if it was sent.'),
    answer: messageAnswer,
  }),
  'The latest 20 attempts, oldest first.',
);
