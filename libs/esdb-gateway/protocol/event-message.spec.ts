import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import type { StoredEvent } from '../../event-store/port.js';
import { EventMessage } from './event-message.js';
import { DeliveryMessage } from '../persistent/read-responses.js';

const instant = fc
  .date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const event: fc.Arbitrary<StoredEvent> = fc.record({
  id: fc.uuid(),
  stream: fc.string({ minLength: 1 }),
  revision: fc.nat(),
  position: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String),
  type: fc.string({ minLength: 1 }),
  version: fc.integer({ min: 1, max: 9 }),
  occurredAt: instant,
  recordedAt: instant,
  data: fc.json(),
  metadata: fc.constant('{"tenant":"main"}'),
});
const resolved = fc.record({ event, link: event }, { requiredKeys: ['event'] });

describe('an event message', () => {
  it('has the bytes that the generated classes write', () => {
    fc.assert(
      fc.property(resolved, (read) => {
        const bytes = new EventMessage(read).serializeBinary();
        expect(streams.ReadResp.deserializeBinary(bytes).serializeBinary()).toEqual(bytes);
      }),
    );
  });

  it('has the bytes that the generated classes write, with the retry count, in a persistent subscription', () => {
    fc.assert(
      fc.property(resolved, fc.nat(100), (read, retries) => {
        const bytes = new DeliveryMessage(read, retries).serializeBinary();
        const message = persistent.ReadResp.deserializeBinary(bytes);
        expect(message.serializeBinary()).toEqual(bytes);
        expect(message.getEvent()?.getRetryCount()).toBe(retries);
      }),
    );
  });

  it('holds all fields of the stored event', () => {
    const stored: StoredEvent = {
      id: 'a96be777-8456-5eb0-b303-75b37c6a0189',
      stream: 'ticket-ä',
      revision: 3,
      position: '9007199254740993',
      type: 'TicketOpened',
      version: 2,
      occurredAt: '2026-11-27T07:30:00.000Z',
      recordedAt: '2026-11-27T07:30:00.001Z',
      data: '{"a":1}',
      metadata: '{"tenant":"main"}',
    };
    const record = streams.ReadResp.deserializeBinary(new EventMessage({ event: stored }).serializeBinary())
      .getEvent()
      ?.getEvent();
    expect({
      id: record?.getId()?.getString(),
      stream: Buffer.from(record?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
      revision: record?.getStreamRevision(),
      position: record?.getCommitPosition(),
      described: record?.getMetadataMap().toObject(),
      data: Buffer.from(record?.getData_asU8() ?? []).toString(),
      metadata: Buffer.from(record?.getCustomMetadata_asU8() ?? []).toString(),
    }).toEqual({
      id: stored.id,
      stream: stored.stream,
      revision: '3',
      position: stored.position,
      data: stored.data,
      described: [
        ['content-type', 'application/json'],
        ['created', '17957646000010000'],
        ['type', 'TicketOpened'],
      ],
      metadata:
        '{"version":2,"occurredAt":"2026-11-27T07:30:00.000Z","recordedAt":"2026-11-27T07:30:00.001Z",' +
        '"metadata":{"tenant":"main"}}',
    });
  });
});
