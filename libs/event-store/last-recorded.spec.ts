import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { randomUUID } from 'node:crypto';
import { lastRecordedAt, recordedAtOrBefore } from './last-recorded.js';

const T = (hour: number): string => `2026-11-27T0${hour}:00:00.000Z`;
const append = (log: MemoryEventStore, hour: number, { stream = 'ticket-1', metadata = '{}' } = {}) =>
  log.append(stream, 'any', [
    { id: randomUUID(), type: 'Added', version: 1, occurredAt: T(0), recordedAt: T(hour), data: '{}', metadata },
  ]);
const logRecordedAt = async (...hours: readonly number[]): Promise<MemoryEventStore> => {
  const log = new MemoryEventStore();
  for (const hour of hours) await append(log, hour);
  return log;
};

describe('the last recordedAt of a log', () => {
  it('is the time of the last event, or undefined for an empty log', async () => {
    expect(await lastRecordedAt(await logRecordedAt(1, 2))).toBe(T(2));
    expect(await lastRecordedAt(await logRecordedAt())).toBeUndefined();
  });

  it("ignores foreign events and the event that holds the log's id", async () => {
    const log = await logRecordedAt(1, 2);
    await append(log, 9, { stream: 'ledgerdesk-log' });
    for (let n = 0; n < 250; n += 1) await append(log, 8, { stream: 'others-1', metadata: '{"foreign":{}}' });
    expect(await lastRecordedAt(log)).toBe(T(2));
    const others = await logRecordedAt();
    await append(others, 9, { stream: 'ledgerdesk-log' });
    expect(await lastRecordedAt(others)).toBeUndefined();
  });

  it('is the time of the last event at or before a position', async () => {
    const log = await logRecordedAt(1, 2, 3);
    expect(await Promise.all(['0', '1', '2', '3', '9'].map((position) => recordedAtOrBefore(log, position)))).toEqual([
      undefined,
      T(1),
      T(2),
      T(3),
      T(3),
    ]);
    expect(await recordedAtOrBefore(await logRecordedAt(), '0')).toBeUndefined();
  });
});
