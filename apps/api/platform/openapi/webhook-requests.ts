import { ACTOR_KINDS, type Actor } from '@ledgerdesk/kernel';
import type { WebhookBody } from '@ledgerdesk/processes';
import type { OpenAPIObject } from '@nestjs/swagger';
import { EVENT_UNIONS } from './event.schemas.js';
import { EXAMPLES } from './examples.js';
import { defineSchemas } from './schema-registry.js';
import { boolean, dateTime, described, enumOf, integer, objectOf, string } from './schema.js';

const actor = objectOf<Actor>({
  kind: enumOf(ACTOR_KINDS, 'Kind of the caller.'),
  id: { type: 'string', example: 'kenji', description: 'Id of the caller.' },
});

/** The body of a request to a webhook. */
export const DELIVERY_REQUEST = defineSchemas({
  DeliveryRequest: {
    ...objectOf<Omit<WebhookBody, 'type' | 'version' | 'data'>>(
      {
        timestamp: dateTime('Instant at which the event occurred.'),
        id: string('Id of the event, the same in every delivery of it, as in `webhook-id`.', EXAMPLES.eventId),
        stream: string('Stream of the event.', EXAMPLES.ticketStream),
        revision: integer('Number of the event in its stream, from 0.', 3),
        position: { type: 'string', example: '4217', description: 'Position of the event in the log.' },
        recordedAt: dateTime('Instant at which the engine recorded the event.'),
        actor: described('Who caused the event.', actor),
        onBehalfOf: described('The member for whom the actor acted. Absent if it acted for itself.', actor),
        test: boolean('True in test events and samples. Absent in others.'),
      },
      'onBehalfOf',
      'test',
    ),
    description:
      'Body of a request to a webhook: an event. Personal fields of its data are masked by values of the same type.',
    allOf: [EVENT_UNIONS.DeliveredEvent],
  },
});

const header = (name: string, description: string, example: string) => ({
  name,
  in: 'header' as const,
  required: true,
  description,
  schema: { type: 'string' as const },
  example,
});

/** Headers of the requests. */
export const WEBHOOK_HEADERS = [
  header(
    'webhook-id',
    'Id of the event, the same in every attempt and replay: store it to ignore duplicates.',
    '0d5a1f0e-6d3c-8b3a-9a50-2f1f9a3c6f51',
  ),
  header(
    'webhook-timestamp',
    'Time of the attempt in Unix seconds. Refuse requests that are older than 5 minutes.',
    '1795764600',
  ),
  header(
    'webhook-signature',
    'Signatures, separated by spaces; one must match. Each is `v1,` and the Base64 of the HMAC-SHA-256 of ' +
      '`<webhook-id>.<webhook-timestamp>.<body>` with the secret of the webhook: the bytes whose Base64 ' +
      'follows `whsec_`. There are two for a day after the secret was rotated.',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  ),
];

const RETRY_AFTER = {
  description: 'Seconds, or a date, until which no further request is wanted; a day at most.',
  schema: { type: 'string' as const },
  example: '120',
};

const failed = (description: string) => ({ description, headers: { 'Retry-After': RETRY_AFTER } });

/** The requests that webhooks receive, for the section `webhooks` of the OpenAPI document. */
export const WEBHOOK_REQUESTS: NonNullable<OpenAPIObject['webhooks']> = {
  event: {
    post: {
      operationId: 'receiveEvent',
      tags: ['webhooks'],
      summary: 'Receive an event',
      description:
        'The request to the URL of a webhook (Standard Webhooks 1.0). Verify `webhook-signature` before using the ' +
        'body. Events arrive at least once and in any order. An attempt fails after 15 seconds without a response, ' +
        'and redirects are not followed. The engine calls your server: its `servers` and tokens do not apply.',
      security: [],
      parameters: [...WEBHOOK_HEADERS],
      requestBody: { required: true, content: { 'application/json': { schema: DELIVERY_REQUEST.DeliveryRequest } } },
      responses: {
        '2XX': { description: 'The event was received. The body of the response is not used.' },
        '410': { description: 'The webhook is removed, and gets no further request.' },
        '429': failed('Retried later. Other deliveries to the webhook wait for `Retry-After` too.'),
        '503': failed('Retried later. Other deliveries to the webhook wait for `Retry-After` too.'),
        default: failed('Retried after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h.'),
      },
    },
  },
};
