import { definitionOf, DELIVERED_EVENT_TYPES, EVENT_TYPES } from '@ledgerdesk/events';
import { EVENT_SCHEMAS } from '@ledgerdesk/events/schemas';
import { isList, isRecord } from '@ledgerdesk/kernel';
import { definedSchemas } from '../platform/openapi/schema-registry.js';
import { WEBHOOK_HEADERS } from '../platform/openapi/webhook-requests.js';
import { EVENT_STREAMS } from './event-streams.js';
import './log.schemas.js';

/** The value as AsyncAPI writes it: `examples` is a list, and `discriminator` the name of a property. */
const toAsyncApi = (value: unknown): unknown => {
  if (isList(value)) return value.map(toAsyncApi);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === 'discriminator' && isRecord(inner)) return [name, inner['propertyName']];
      if (name === 'example') return ['examples', [inner]];
      return [name, toAsyncApi(inner)];
    }),
  );
};

const REFERENCE = '#/components/schemas/';

const referencesIn = (value: unknown): readonly string[] => {
  if (isList(value)) return value.flatMap(referencesIn);
  if (!isRecord(value)) return [];
  const { $ref } = value;
  const own = typeof $ref === 'string' && $ref.startsWith(REFERENCE) ? [$ref.slice(REFERENCE.length)] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
};

/** The schemas that the named ones need, and they themselves. */
const schemasFor = (names: readonly string[]): Readonly<Record<string, unknown>> => {
  const all = definedSchemas();
  const needed = new Set(names);
  for (const name of needed) for (const other of referencesIn(all[name])) needed.add(other);
  return Object.fromEntries([...needed].map((name) => [name, toAsyncApi(all[name])]));
};

const headers = {
  type: 'object',
  required: WEBHOOK_HEADERS.map(({ name }) => name),
  properties: Object.fromEntries(
    WEBHOOK_HEADERS.map(({ name, description, example }) => [
      name,
      { type: 'string', description, examples: [example] },
    ]),
  ),
};

const envelopeOf = (schema: 'DeliveryRequest' | 'LoggedEvent', type: string) => ({
  allOf: [{ $ref: `${REFERENCE}${schema}` }, { $ref: `${REFERENCE}${type}Event` }],
});

const messageOf = (type: string) => ({
  name: type,
  title: type,
  summary: EVENT_SCHEMAS[type]?.description,
  contentType: 'application/json',
});

/** The AsyncAPI message for the delivery of events of one type to a webhook. */
const deliveryMessage = (type: string) => ({
  ...messageOf(type),
  headers,
  payload: envelopeOf('DeliveryRequest', type),
  'x-version': definitionOf(type)?.version,
});

/** The Server-Sent Event `recorded` with an event of a type. */
const recordedMessage = (type: string) => ({ ...messageOf(type), payload: envelopeOf('LoggedEvent', type) });

const byType = <Message>(types: readonly string[], suffix: string, make: (type: string) => Message) =>
  Object.fromEntries(types.map((type) => [`${type}${suffix}`, make(type)]));

const DELIVERED = byType(DELIVERED_EVENT_TYPES, 'Delivery', deliveryMessage);
const RECORDED = byType(EVENT_TYPES, 'Recorded', recordedMessage);

const referencesTo = (messages: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.keys(messages).map((name) => [name, { $ref: `#/components/messages/${name}` }]));

/** The AsyncAPI 3.0 document of webhooks and event streams, docs/api/asyncapi.json. */
export const describeEvents = (): object => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Ledgerdesk events',
    version: '1',
    description:
      'What Ledgerdesk sends by itself: requests to webhooks, and Server-Sent Events to clients that follow a stream.',
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  defaultContentType: 'application/json',
  servers: {
    engine: { host: 'ledgerdesk.example', protocol: 'https', description: 'The engine, which serves event streams.' },
    receiver: {
      host: 'receiver.example',
      protocol: 'https',
      description: 'Your server, at the URL of a registered webhook.',
    },
  },
  channels: {
    webhook: {
      address: null,
      title: 'Webhook',
      description: 'Requests to the URL of a webhook (Standard Webhooks 1.0), at least once and in any order.',
      servers: [{ $ref: '#/servers/receiver' }],
      messages: referencesTo(DELIVERED),
    },
    log: {
      address: '/v1/log/events/live',
      title: 'The log',
      description:
        'Server-Sent Events, for analysts and auditors. `event` is `recorded`, `id` the position, `data` the ' +
        'message. Resumes after `Last-Event-ID`.',
      servers: [{ $ref: '#/servers/engine' }],
      messages: { ...referencesTo(RECORDED), end: { $ref: '#/components/messages/end' } },
    },
    ...EVENT_STREAMS.channels,
  },
  operations: {
    deliverEvent: {
      action: 'send',
      channel: { $ref: '#/channels/webhook' },
      summary: 'Deliver an event to a webhook.',
      bindings: { http: { method: 'POST' } },
    },
    sendRecorded: {
      action: 'send',
      channel: { $ref: '#/channels/log' },
      summary: 'Send the events of the log as they are recorded.',
      bindings: { http: { method: 'GET' } },
    },
    ...EVENT_STREAMS.operations,
  },
  components: {
    schemas: schemasFor(['DeliveryRequest', 'LoggedEvent', ...EVENT_TYPES.map((type) => `${type}Event`)]),
    messages: { ...DELIVERED, ...RECORDED, ...EVENT_STREAMS.messages },
  },
});
