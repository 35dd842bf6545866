import { EXPLAINED_EVENTS } from '@ledgerdesk/domain';
import { canonicalJson, type ReadStreamOptions, type StoredEvent } from '@ledgerdesk/event-store';
import { ticketStream } from '@ledgerdesk/events';
import { randomUUID } from 'node:crypto';
import { anApplication, START } from '../../test/support/application.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { anEvent } from '../../test/support/recorded-events.js';
import { timelineOf, policies } from '../../test/support/policies.js';
import { PolicyRecord } from './policies/policy-record.js';
import { ResponseClockReader } from './response-clock-reader.js';

const STREAM = ticketStream('t-1');
const REPLIES = 40;

/** A store that keeps the number of bytes of each read. */
class MeasuredStore extends MemoryEventStore {
  readonly bytes: number[] = [];

  override async readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]> {
    const events = await super.readStream(stream, options);
    this.bytes.push(events.reduce((sum, { data }) => sum + data.length, 0));
    return events;
  }
}

it('explains the clocks of a ticket with long texts without reading them at once', async () => {
  const store = new MeasuredStore();
  const app = await anApplication({ store });
  const timeline = timelineOf(policies);
  const reader = new ResponseClockReader(app.executor, store, timeline, await PolicyRecord.open(store, timeline.texts));
  const body = 'x'.repeat(60_000);
  const replies = Array.from({ length: REPLIES }, () => anEvent('TicketReplied', { ticketId: 't-1', body }));
  const events = [
    anEvent('TicketOpened', { ticketId: 't-1' }),
    anEvent('ResponseClockStarted', { ticketId: 't-1' }),
    ...replies,
    anEvent('ResponseClockStopped', { ticketId: 't-1' }),
  ];
  for (const { event } of events)
    await store.append(STREAM, 'any', [
      {
        id: randomUUID(),
        type: event.type,
        version: 99,
        occurredAt: START,
        recordedAt: START,
        data: canonicalJson(event.data),
        metadata: canonicalJson({ commandId: randomUUID(), requestHash: 'h' }),
      },
    ]);
  const explained = await reader.explain('t-1');
  expect(explained?.clocks).toMatchObject([{ incidents: [{ what: 'started' }, {}] }]);
  expect(Math.max(...store.bytes)).toBeLessThan(400_000);
  expect(EXPLAINED_EVENTS).not.toContain('TicketReplied');
  await app.close();
});
