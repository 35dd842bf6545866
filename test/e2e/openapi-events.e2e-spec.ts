import { definitionOf, DELIVERED_EVENT_TYPES, EVENT_TYPES } from '@ledgerdesk/events';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { type Description, fetchDescription, type Parameter } from '../support/http/openapi-description.js';
import { strictSchemas } from '../support/http/strict-schemas.js';
import { TestEngine } from '../support/http/test-engine.js';
import { WebhookReceiver } from '../support/http/webhook-receiver.js';

describe('events in the OpenAPI document', () => {
  let engine: TestEngine;
  let receiver: WebhookReceiver;
  let description: Description;
  let analyst: Caller;
  let errorsOf: (name: string, value: unknown) => readonly object[];

  beforeAll(async () => {
    receiver = await WebhookReceiver.open();
    engine = await TestEngine.open('2026-11-27T07:30:00.000Z', { WEBHOOK_PRIVATE_ADDRESSES: 'true' });
    const { aiko } = await withAcme(engine);
    const console = await engine.as({ kind: 'service', scope: 'act webhooks webhooks:all-teams' });
    const registered = await console.post('/v1/webhooks', { url: receiver.url, teams: ['*'] });
    expect(registered.status).toBe(201);
    await aiko.post('/v1/tickets', TICKET);
    await engine.advanceTo('2026-11-27T07:31:00.000Z');
    analyst = await engine.as({ kind: 'analyst' });
    description = await fetchDescription(analyst);
    const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
    ajv.addSchema({ $id: 'api', components: { schemas: strictSchemas(description) } });
    errorsOf = (name, value) => {
      // Compiled at first use and kept.
      const validate = ajv.getSchema(`api#/components/schemas/${name}`);
      if (!validate) return [{ message: `No schema ${name}.` }];
      return validate(value) === true ? [] : (validate.errors ?? []);
    };
  });
  afterAll(async () => {
    await engine.close();
    await receiver.close();
  });

  const typesIn = (union: string): readonly string[] =>
    (description.components.schemas[union]?.oneOf ?? []).flatMap(({ $ref = '' }) => {
      const { properties } = description.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {};
      return properties?.['type']?.enum ?? [];
    });

  it('are a union of one named schema for each type, which `type` discriminates', () => {
    expect(typesIn('Event')).toEqual(EVENT_TYPES);
    expect(typesIn('DeliveredEvent')).toEqual(DELIVERED_EVENT_TYPES);
    for (const union of ['Event', 'DeliveredEvent'])
      expect(description.components.schemas[union]).toMatchObject({
        discriminator: {
          propertyName: 'type',
          mapping: { TicketOpened: '#/components/schemas/TicketOpenedEvent' },
        },
      });
  });

  it('are described as they are sampled, and not as those of another type', () => {
    for (const type of EVENT_TYPES) {
      const { version, sample: data } = definitionOf(type) ?? {};
      expect({ type, errors: errorsOf('Event', { type, version, data }) }).toEqual({ type, errors: [] });
      expect(errorsOf('Event', { type, version, data: { hostile: true } })).not.toEqual([]);
    }
  });

  it('are described as the log shows them, also with personal fields masked', async () => {
    for (const caller of [analyst, await engine.as({ kind: 'auditor' })]) {
      const { body } = await caller.get('/v1/log/events');
      expect(body['items']).toEqual(
        expect.arrayContaining([expect.objectContaining({ type: 'TicketOpened' }) as object]),
      );
      expect(errorsOf('EventPage', body)).toEqual([]);
    }
  });

  it('are described as webhooks receive them, with the headers of the request', async () => {
    const operation = description.webhooks['event']?.['post'];
    expect(operation?.requestBody?.content).toEqual({
      'application/json': { schema: { $ref: '#/components/schemas/DeliveryRequest' } },
    });
    const names = (operation?.parameters as readonly Parameter[]).map(({ name }) => name);
    expect(names).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
    await receiver.waitFor(() => receiver.types.includes('TicketOpened'));
    for (const { headers, body } of receiver.received) {
      expect(Object.keys(headers)).toEqual(expect.arrayContaining(names));
      expect(errorsOf('DeliveryRequest', JSON.parse(body))).toEqual([]);
    }
  });
});
